import { gradeZh, kindZh } from '#core/article/content'
import { roleZh } from '#core/people/roles'
import type { Stage, Switches } from '#core/workflow/stages'
import type { Template } from '#core/workflow/template'
import { field, listField, words, type Piece, type Three } from './apart.ts'

/** The switches of F3 as the editor of a road shows them. */
export const switchText: { name: keyof Switches; zh: string; note: string }[] = [
  { name: 'sameLevel', zh: '同级的审与校可由一人办理', note: '例如初审人兼一校。此时该人在校对中不能改动文字。' },
  { name: 'finalSigns', zh: '终审人可兼签发', note: '适合由主要负责人一并终审签发的单位。' },
  { name: 'confidentialityFinal', zh: '保密审查员可兼终审', note: '适合由分管领导负责保密审查的单位。' },
]

const aSwitch = ({ name, zh }: (typeof switchText)[number]): Piece<Template> => ({
  key: `switches.${name}`,
  zh,
  of: whole => whole.switches[name],
  put: (whole, from) => ({ ...whole, switches: { ...whole.switches, [name]: from.switches[name] } }),
  show: whole => (whole.switches[name] ? '开' : '关'),
})

const stageAt = (whole: Template, id: string): Stage => whole.stages.find(stage => stage.id === id)!
const stageZh = ({ name, role, ownSection, hours, urgentHours, checklist, shared, batch }: Stage): string =>
  [
    name,
    `由${roleZh[role]}办理`,
    ownSection && '只由起草科室',
    `${hours} 小时，急件 ${urgentHours} 小时`,
    shared && '可兼办',
    batch && '可批量通过',
    checklist.length > 0 && `检查项：${checklist.map(question => question.text).join('／')}`,
  ]
    .filter(Boolean)
    .join('；')

const oneStage = (id: string, zh: string): Piece<Template> => ({
  key: `stages.${id}`,
  zh: `环节“${zh}”`,
  of: whole => stageAt(whole, id),
  put: (whole, from) => ({ ...whole, stages: whole.stages.map(stage => (stage.id === id ? stageAt(from, id) : stage)) }),
  show: whole => stageZh(stageAt(whole, id)),
})

const road: Piece<Template> = { ...field('stages', '流程的环节', stages => words(stages.map(stage => stage.name).join(' → '))) }

/** Everything of a road that its editor holds: stage by stage while the three have the same stages in the same order, else the road as one. */
export function templatePieces({ read, theirs, mine }: Three<Template>): Piece<Template>[] {
  const order = (whole: Template) => whole.stages.map(stage => stage.id).join()
  const alike = order(read) === order(theirs) && order(read) === order(mine)
  return [
    field('name', '流程名称'),
    listField('kinds', '体裁', { of: kinds => kinds, back: kinds => kinds as Template['kinds'], name: kind => kindZh[kind as keyof typeof kindZh] }),
    listField('grades', '级别', { of: grades => grades, back: grades => grades as Template['grades'], name: grade => gradeZh[grade as keyof typeof gradeZh] }),
    ...switchText.map(aSwitch),
    ...(alike ? read.stages.map(stage => oneStage(stage.id, stage.name)) : [road]),
  ]
}
