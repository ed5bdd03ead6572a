import type { Input } from '#core/api/contract'
import type { ArticleView } from '#core/api/schema/article'
import { gradeZh, kindZh } from '#core/article/content'
import { channelName } from '#core/article/facts'
import { ask } from '../api.ts'
import type { Directory } from '../ui/names.tsx'
import { timeZh } from '../ui/time.tsx'

/** The stages whose people and times stand in the ledger. Added stages are in one column of their own. */
export const ledgerStages = [
  ['confidentiality-review', '保密审查'],
  ['first-review', '初审'],
  ['first-proofread', '一校'],
  ['second-review', '复审'],
  ['second-proofread', '二校'],
  ['final-review', '终审'],
  ['third-proofread', '三校'],
  ['sign-off', '签发'],
] as const

/** The passes that count in an article's last run. */
export function livePassesOf(view: ArticleView): ArticleView['passes'] {
  return view.passes.filter(pass => pass.run === view.run?.n && !pass.voided)
}

const head = [
  '标题',
  '发文字号',
  '索引号',
  '体裁',
  '级别',
  '科室',
  '作者',
  '公开属性',
  ...ledgerStages.flatMap(([, zh]) => [`${zh}人`, `${zh}时间`]),
  '加设环节',
  '发布渠道',
  '未发布渠道',
  '首次发布时间',
  '发布人',
  '签发内容校验值',
]

function rowOf(view: ArticleView, names: Directory): string[] {
  const { summary, content } = view
  const passes = livePassesOf(view)
  const signer = (pass: ArticleView['passes'][number]) =>
    `${names.person(pass.by)}${pass.capacity ? `（代${names.person(pass.capacity.principal)}）` : ''}`
  const added = passes
    .filter(pass => !ledgerStages.some(([id]) => id === pass.stage))
    .map(pass => `${pass.stageName}：${signer(pass)} ${timeZh(pass.at)}`)
  const gone = new Set(view.releases.map(release => release.channel))
  const first = [...view.releases].sort((a, b) => a.at.localeCompare(b.at))[0]
  return [
    summary.title,
    content.publication.documentNumber,
    content.publication.indexNumber,
    kindZh[summary.kind],
    gradeZh[summary.grade],
    names.section(summary.section),
    names.person(summary.author),
    { proactive: '主动公开', 'on-request': '依申请公开', withheld: '不予公开' }[
      content.publication.disclosure.attribute
    ],
    ...ledgerStages.flatMap(([id]) => {
      const pass = passes.findLast(one => one.stage === id)
      return pass ? [signer(pass), timeZh(pass.at)] : ['', '']
    }),
    added.join('；'),
    [...gone].map(channelName).join('、'),
    Object.keys(content.channels).filter(channel => !gone.has(channel)).map(channelName).join('、'),
    first ? timeZh(first.at) : '',
    first ? names.person(first.by) : '',
    summary.hash,
  ]
}

const pageSize = 200
const atOnce = 4

/** What is looked for in the ledger: everything released when empty. */
export type LedgerFilter = Pick<Input<'article.list'>, 'kind' | 'releasedFrom' | 'releasedTo' | 'text'>

/** The released articles that fit, the last to leave for the first time on top. */
export const ledgerQuery = (filter: LedgerFilter) => ({ ...filter, phase: ['released' as const], sort: 'released' as const, descending: true })

/** Every released article that fits as rows of the ledger, heading first. `told` hears how far it is; `stop` ends it. */
export async function ledgerRows(
  filter: LedgerFilter,
  names: Directory,
  told: (done: number, total: number) => void,
  stop: AbortSignal,
): Promise<string[][]> {
  const rows: string[][] = []
  for (let offset = 0, total = 1; offset < total; offset += pageSize) {
    const page = await ask('article.list', {
      ...ledgerQuery(filter),
      limit: pageSize,
      offset,
    })
    total = page.total
    for (let i = 0; i < page.items.length; i += atOnce) {
      stop.throwIfAborted()
      const views = await Promise.all(page.items.slice(i, i + atOnce).map(item => ask('article.open', { id: item.id })))
      rows.push(...views.map(view => rowOf(view, names)))
      told(rows.length, total)
    }
  }
  return [head, ...rows]
}
