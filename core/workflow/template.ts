import { z } from 'zod'
import { grades, kinds, type Grade, type Kind } from '#core/article/content'
import { isAdministrative } from '#core/people/roles'
import { no, ok, type Result } from '#core/result'
import type { Refusal } from '#core/refusal'
import { neverInBatch } from '#core/workflow/batch'
import { floorKinds, Stage, stageFacts, Switches, type FloorKind, type Question } from '#core/workflow/stages'

/** 流程模板: the road for some kinds and grades of article. An edit makes a new version; runs keep theirs (F8). */
export const Template = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  version: z.number().int().min(1),
  name: z.string().min(1).max(40),
  kinds: z.array(z.enum(kinds)),
  grades: z.array(z.enum(grades)),
  stages: z.array(Stage).min(1).max(24),
  switches: Switches,
})
export type Template = z.infer<typeof Template>

/** Refuses a template that breaks the floor, naming the rule (F1, F3, F4, F5). Nothing else about a template is law. */
export function checkFloor(template: Template): Result<Template, Refusal> {
  const broken = (rule: string, reason: string) => no({ code: 'template-breaks-floor' as const, rule, reason })
  const ids = new Set(template.stages.map(stage => stage.id))
  if (ids.size !== template.stages.length) return broken('F1', '有两个环节使用了同一个编号')
  for (const kind of floorKinds) {
    const count = template.stages.filter(stage => stage.kind === kind).length
    if (count === 0) return broken('F1', `缺少“${stageFacts[kind].zh}”环节`)
    if (count > 1) return broken('F1', `“${stageFacts[kind].zh}”环节出现了 ${count} 次`)
  }
  if (template.stages.at(-1)!.kind !== 'sign-off') return broken('F1', '“签发”必须是最后一个环节')
  const order = template.stages.filter(s => s.kind !== 'added' && s.kind !== 'confidentiality-review').map(s => s.kind)
  const wanted = floorKinds.filter(kind => kind !== 'confidentiality-review')
  if (order.some((kind, i) => kind !== wanted[i])) return broken('F1', '三审三校的先后次序不能改变')
  for (const stage of template.stages) {
    if (isAdministrative(stage.role)) return broken('F4', `“${stage.name}”不能交给管理岗位办理`)
    if (stage.batch && neverInBatch.has(stage.kind)) return broken('F5', `“${stage.name}”必须逐篇办理，不能批量通过`)
    if (stage.kind !== 'added' && stage.shared) return broken('F3', `“${stage.name}”是规定环节，不能由办理其他环节的人兼办`)
    if (stage.kind !== 'added' && stage.id !== stage.kind) return broken('F1', `“${stage.name}”的编号必须为 ${stage.kind}`)
  }
  return ok(template)
}

/** The template for an article: the most particular active one (kind and grade named beats kind named beats none named). */
export function templateFor(templates: readonly Template[], kind: Kind, grade: Grade): Template | null {
  const fits = (t: Template) =>
    (t.kinds.length === 0 || t.kinds.includes(kind)) && (t.grades.length === 0 || t.grades.includes(grade))
  const weight = (t: Template) => (t.kinds.length ? 2 : 0) + (t.grades.length ? 1 : 0)
  return [...templates].filter(fits).sort((a, b) => weight(b) - weight(a) || a.id.localeCompare(b.id))[0] ?? null
}

const question = (id: string, gate: Question['gate'], text: string): Question => ({ id, gate, text })

/** The questions asked at each floor stage unless an office edits them (出版管理条例 25、26; 国办发〔2018〕123号; 保密法实施条例 42; 个人信息保护法). */
const checklists: Record<FloorKind, Question[]> = {
  'confidentiality-review': [
    question('state-secret', 'secrecy', '全文及每个附件均不含国家秘密'),
    question('work-secret', 'secrecy', '不含工作秘密和不宜公开的内部事务、过程性信息'),
    question('personal-data', 'secrecy', '涉及的个人信息已依法处理（身份证号、电话、住址、账号等已遮盖）'),
    question('trade-secret', 'secrecy', '不含商业秘密，或已取得权利人同意'),
    question('aggregation', 'secrecy', '数据汇总、关联后不会泄露秘密'),
  ],
  'first-review': [
    question('facts', 'fact', '事实、数据、时间、地点、人名职务已经核对'),
    question('basis', 'legal', '引用的法律法规和文件名称、文号、条款准确有效'),
    question('wording', 'wording', '表述规范，符合公文写作要求'),
  ],
  'first-proofread': [question('characters', 'wording', '已逐字校对，错别字、漏字、多字、标点、数字已核')],
  'second-review': [
    question('policy', 'policy', '符合现行政策口径，与已发布信息不矛盾'),
    question('law', 'legal', '依法可以公开，公开属性和依据准确'),
  ],
  'second-proofread': [question('characters', 'wording', '已逐字校对，上一校次的改动已复核')],
  'final-review': [
    question('direction', 'political', '政治方向、舆论导向正确'),
    question('timing', 'political', '发布时机适当'),
    question('organs', 'political', '党和国家领导人、机构名称及排序正确'),
  ],
  'third-proofread': [
    question('characters', 'wording', '已逐字校对'),
    question('read-through', 'wording', '已完成全文通读'),
  ],
  'sign-off': [question('release', 'political', '同意按所选渠道发布')],
}

/** Working hours a floor stage may take: ordinary, 急件. Habit of offices, not law; every template may change them. */
const limits: Record<FloorKind, [number, number]> = {
  'confidentiality-review': [8, 2],
  'first-review': [8, 2],
  'first-proofread': [4, 1],
  'second-review': [8, 2],
  'second-proofread': [4, 1],
  'final-review': [8, 2],
  'third-proofread': [4, 1],
  'sign-off': [8, 2],
}

/** A floor stage as the built-in templates have it. */
export function floorStage(kind: FloorKind): Stage {
  const { zh: name, role } = stageFacts[kind]
  const [hours, urgentHours] = limits[kind]
  return { id: kind, kind, name, role, ownSection: false, hours, urgentHours, checklist: checklists[kind], shared: false }
}

/** 标准: eight separate people. */
export const standardTemplate: Template = {
  id: 'standard',
  version: 1,
  name: '标准流程（八人）',
  kinds: [],
  grades: [],
  stages: floorKinds.map(floorStage),
  switches: { sameLevel: false, finalSigns: false, confidentialityFinal: false },
}

/** 小型单位: the three switches of F3 on; an author and three others suffice. */
export const smallOfficeTemplate: Template = {
  ...standardTemplate,
  id: 'small-office',
  name: '小型单位流程（作者外至少三人）',
  switches: { sameLevel: true, finalSigns: true, confidentialityFinal: true },
}
