import { z } from 'zod'
import { roles, type Role } from '#core/people/roles'

/** The eight stops no road can do without (F1), in their order, and `added` for what an office puts between them. */
export const stageKinds = [
  'confidentiality-review',
  'first-review',
  'first-proofread',
  'second-review',
  'second-proofread',
  'final-review',
  'third-proofread',
  'sign-off',
  'added',
] as const
export type StageKind = (typeof stageKinds)[number]
export type FloorKind = Exclude<StageKind, 'added'>
export const floorKinds = stageKinds.slice(0, 8) as readonly FloorKind[]

type Facts = { zh: string; role: Role; corrects: boolean; level: 1 | 2 | 3 | null; signs: boolean }

/**
 * What each kind of stop means. `corrects`: the person may release another text than they received (only a correction);
 * `level`: the 级 of 三审三校; `signs`: the password is asked again.
 */
export const stageFacts: Record<StageKind, Facts> = {
  'confidentiality-review': { zh: '保密审查', role: 'confidentiality-officer', corrects: false, level: null, signs: true },
  'first-review': { zh: '初审', role: 'first-reviewer', corrects: false, level: 1, signs: false },
  'first-proofread': { zh: '一校', role: 'proofreader', corrects: true, level: 1, signs: false },
  'second-review': { zh: '复审', role: 'second-reviewer', corrects: false, level: 2, signs: false },
  'second-proofread': { zh: '二校', role: 'proofreader', corrects: true, level: 2, signs: false },
  'final-review': { zh: '终审', role: 'final-reviewer', corrects: false, level: 3, signs: true },
  'third-proofread': { zh: '三校', role: 'proofreader', corrects: true, level: 3, signs: false },
  'sign-off': { zh: '签发', role: 'leader', corrects: false, level: null, signs: true },
  added: { zh: '加设环节', role: 'countersigner', corrects: false, level: null, signs: false },
}

export const isProofread = (kind: StageKind): boolean => stageFacts[kind].corrects

/** The 关 a question belongs to (国办发〔2018〕123号: 政治关、法律关、保密关、文字关; local rules add 政策关 and 事实关). */
export const gates = ['political', 'legal', 'policy', 'secrecy', 'fact', 'wording'] as const
export const gateZh: Record<(typeof gates)[number], string> = {
  political: '政治关',
  legal: '法律关',
  policy: '政策关',
  secrecy: '保密关',
  fact: '事实关',
  wording: '文字关',
}

export const Question = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  gate: z.enum(gates),
  text: z.string().min(2).max(200),
})
export type Question = z.infer<typeof Question>

/** One stop on a road, as kept in a template and pinned in a run. */
export const Stage = z.strictObject({
  /** Unique on the road; a floor stage's id is its kind. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  kind: z.enum(stageKinds),
  name: z.string().min(1).max(20),
  role: z.enum(roles),
  /** Only people of the author's own 科室 (初审人 as 科室负责人). */
  ownSection: z.boolean(),
  /** Working hours until 超期, and the same for 急件. */
  hours: z.number().min(0.5).max(400),
  urgentHours: z.number().min(0.5).max(400),
  checklist: z.array(Question).max(30),
  /** For an added stage: may be held by someone who holds another stage of the run. */
  shared: z.boolean(),
  /** 批量通过: several articles may be passed at once here, each of them opened before. Never at 保密审查 or 签发. */
  batch: z.boolean().optional(),
})
export type Stage = z.infer<typeof Stage>

/** Whether a stage may be held by someone who holds another of the run. An added stage only: for the floor F3 holds, whatever a template kept before says. */
export const isShared = (stage: Pick<Stage, 'kind' | 'shared'>): boolean => stage.kind === 'added' && stage.shared

/** The three switches of F3, all off unless an office turns them on. */
export const Switches = z.strictObject({
  /** 同级审校可由一人担任 – then only when that person's proofread changed nothing. */
  sameLevel: z.boolean(),
  /** 终审人可兼签发. */
  finalSigns: z.boolean(),
  /** 保密审查员可兼终审. */
  confidentialityFinal: z.boolean(),
})
export type Switches = z.infer<typeof Switches>

/** Where an article stands: at a stage's id, or past the last one. */
export const CLEARED = 'cleared'
