import type { Api } from '#core/api/client'
import { client } from '#core/api/client'
import type { Input, Output } from '#core/api/contract'
import { open } from '#core/app'
import { emptyContent, type Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { replaceWords } from '#core/article/replace'
import { addDays, shanghaiDay, shanghaiIso, weekday } from '#core/calendar/shanghai'
import { isWorkday, publishedCalendar } from '#core/calendar/workdays'
import { textToBody } from '#core/import/text'
import { addPerson, addSection, found } from '#core/office/decide'
import { defaultSettings } from '#core/office/settings'
import type { Ports } from '#core/ports'
import type { Refusal } from '#core/refusal'
import { refusalZh } from '#core/refusals.zh'
import { no, ok, type Result } from '#core/result'
import { stageFacts } from '#core/workflow/stages'
import { demoArticles, type DemoArticle } from '#server/demo/articles'
import { demoOffice, demoPeople, demoSeats, demoSections } from '#server/demo/people'

/** Shown on the sign-in screen of a demo office, and nowhere else in use. */
export const demoPassword = 'Yunxi@2026'

/** Site facts of the made-up office, so that packages can be written. */
const demoSettings = {
  ...defaultSettings,
  site: {
    name: '云溪区人民政府门户网站',
    domain: 'www.yunxi.example.cn',
    idCode: '1199000001',
    columns: ['通知公告', '政务动态', '政策文件', '政策解读'].map(name => ({
      name, description: `云溪区人民政府${name}`, keywords: name, type: name === '通知公告' ? '政策文件' : name === '政务动态' ? '工作动态' : name,
    })),
  },
  indexFacts: { uscc18: demoOffice.unitCode },
}

type Acts = { as: (person: string) => Api; key: () => string; now: () => string }

/** Founds the demo office with its people, without articles. Refused when there is an office. */
export async function foundDemo(ports: Ports): Promise<Result<{ accounts: number }, Refusal>> {
  const { store, sessions, sha256, newId, now } = ports
  const credential = async () => {
    const stored = await sessions.prepare(demoPassword, [])
    if (!stored.ok) throw new Error('the demo password is refused')
    return { stored: stored.value, digest: sha256(stored.value) }
  }
  const administrator = demoPeople.find(p => p.account === 'admin')!
  const founding = { ...demoOffice, demo: true, template: 'standard' as const, administrator: { ...administrator, section: '' }, credential: await credential() }
  const act = (decide: Parameters<typeof store.changeOffice>[1]) => store.changeOffice({ key: newId(), by: administrator.id, at: now() }, decide)
  const founded = await act(office => found(office, founding))
  if (!founded.ok) return founded
  const who = administrator
  for (const section of demoSections) must(await act(office => addSection(office!, who, section)))
  for (const person of demoPeople.filter(p => p.id !== administrator.id)) {
    const given = await credential()
    must(await act(office => addPerson(office!, who, person, given, false)))
  }
  must(await act(() => ok({ events: [{ type: 'settings-saved', settings: demoSettings }] })))
  return ok({ accounts: demoPeople.length })
}

/** The demo office with a dozen articles at every stage, made by its people through the one door. */
export async function buildDemo(ports: Ports): Promise<Result<{ accounts: number }, Refusal>> {
  if (await ports.store.office()) return no({ code: 'already-set-up' })
  const now = officeClock(ports.now())
  const paced = { ...ports, now }
  const founded = await foundDemo(paced)
  if (!founded.ok) return founded
  const app = open(paced)
  const as = (person: string) => client((name, input) => app({ session: { person, token: '', address: 'demo' }, address: 'demo' }, name, input))
  for (const article of demoArticles) await makeArticle({ as, key: ports.newId, now }, article)
  ports.announce('office')
  return founded
}

/** How many working days before today the demo office began: its acts fill them, so that some work is due and little is late. */
const daysOfWork = 2

const works = (day: string): boolean => {
  const known = isWorkday(day, publishedCalendar)
  return known.ok ? known.value : weekday(day) % 6 !== 0
}
const morning = (day: string): number => Date.parse(`${day}T09:05:00+08:00`)

/** A clock that walks through the office hours of the last working days, some minutes an act, and never passes the present. */
function officeClock(present: string): () => string {
  const end = Date.parse(present)
  let first = shanghaiDay(present)
  for (let days = 0; days < daysOfWork; ) {
    first = addDays(first, -1)
    if (works(first)) days += 1
  }
  let at = morning(first)
  return () => {
    at += 2 * 60_000
    for (;;) {
      const local = shanghaiIso(at)
      const day = local.slice(0, 10)
      const hour = Number(local.slice(11, 13))
      if (works(day) && hour >= 9 && hour < 17) break
      at = works(day) && hour < 9 ? morning(day) : morning(addDays(day, 1))
    }
    return new Date(Math.min(at, end)).toISOString()
  }
}

export function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(refusalZh(result.refusal))
  return result.value
}

async function makeArticle(acts: Acts, article: DemoArticle) {
  const { as, key } = acts
  const author = as(article.author)
  const content = contentOf(article, acts.now())
  const { id, hash: first } = must(await author('article.create', { key: key(), content }))
  let hash = first
  if (article.kind === 'notice' || article.kind === 'policy') {
    const { number } = must(await author('article.takeNumber', { key: key(), id }))
    const numbered = { ...content, publication: { ...content.publication, indexNumber: number } }
    hash = must(await author('article.save', { key: key(), id, base: hash, content: numbered })).hash
  }
  if (article.urgent) must(await author('article.setUrgent', { key: key(), id, urgent: true, reason: '涉及群众出行和安全，须尽快发布' }))
  if (article.ends === 'draft') return
  must(await author('article.submit', { key: key(), id, saw: hash }))
  for (let n = 0; n < article.passed; n++) await passNext(acts, id)
  await finish(acts, id, article)
}

/** Passes the stage an article waits at, as the demo person of that stage, every question answered 是. */
export async function passNext({ as, key, now }: Acts, id: string, say: (line: string) => void = () => {}): Promise<Output<'stage.pass'>> {
  const reader = as('xuhong')
  const { summary, run } = must(await reader('article.open', { id }))
  const stage = run!.stages.find(s => s.id === summary.stage)!
  const seat = demoSeats[stage.id] ?? demoSeats[stage.kind]!
  const view = must(await as(seat)('article.open', { id }))
  const input: Input<'stage.pass'> = {
    key: key(), id, stage: stage.id, saw: view.summary.hash, opened: now(),
    opinion: stageFacts[stage.kind].corrects ? '已通读，无改动。' : '同意。',
    answers: stage.checklist.map(question => ({ question: question.id, answer: 'yes' as const, note: '' })),
    ...(stageFacts[stage.kind].signs && { password: demoPassword }),
  }
  const passed = await passWithFindings(as(seat), input, say)
  say(`${stage.name}：${demoPeople.find(p => p.id === seat)!.name} 通过`)
  return passed
}

/** A proofread that machine findings block is passed again with each of them dismissed for a stated reason. */
async function passWithFindings(api: Api, input: Input<'stage.pass'>, say: (line: string) => void): Promise<Output<'stage.pass'>> {
  const first = await api('stage.pass', input)
  if (first.ok || (first.refusal.code !== 'finding-open' && first.refusal.code !== 'screening-block')) return must(first)
  const { findings } = must(await api('check.run', { id: input.id, hash: input.saw }))
  const dispositions = findings
    .filter(finding => finding.blocks)
    .map(({ rule, text, start }) => ({ rule, text, start, act: 'dismissed' as const, reason: '与来文核对一致，按原文保留' }))
  say(`  机检 ${dispositions.length} 处，逐处核对后按原文保留`)
  return must(await api('stage.pass', { ...input, dispositions }))
}

async function finish(acts: Acts, id: string, article: DemoArticle) {
  const { as, key, now } = acts
  const author = as(article.author)
  const view = must(await author('article.open', { id }))
  const { stage, hash } = view.summary
  const judgement = { key: key(), id, stage: stage ?? '', saw: hash, opened: now() }
  if (article.ends === 'released') {
    must(await as('heping')('release.export', { key: key(), id, channel: 'website', saw: hash }))
  } else if (article.ends === 'referred') {
    must(await as('chenjing')('stage.refer', { ...judgement, authority: '云溪区国家保密局', reason: '储备地点和数量是否可以公开，本单位不能确定。' }))
  } else if (article.ends === 'returned' || article.ends === 'voided') {
    const seat = demoSeats[stage!]!
    for (const remark of article.remarks ?? []) await sayOf(acts, seat, { id, hash, content: view.content, author: article.author }, remark)
    const reason = article.ends === 'returned' ? '线路终点名称请与交通运输部门核对；末班车时间与现行时刻表不一致。' : '资助标准请按最新文件核对。'
    must(await as(seat)('stage.return', { ...judgement, category: '事实数据', reason, passages: [], outcome: 'return' }))
    if (article.ends === 'voided') await resubmitChanged(acts, id, article)
  }
}

type Spoken = { id: string; hash: string; content: Content; author: string }

async function sayOf({ as, key }: Acts, seat: string, { id, hash, content, author }: Spoken, { quote, words, instead }: NonNullable<DemoArticle['remarks']>[number]) {
  const start = plainText(content).text.indexOf(quote)
  const place = { key: key(), id, hash, span: { start, end: start + quote.length } }
  if (instead !== undefined) must(await as(seat)('suggestion.make', { ...place, words: instead, note: words }))
  else must(await as(seat)('comment.make', { ...place, words, category: 'fact', assignee: author, mentions: [] }))
}

/** The author changes an amount: a substantive change, so the passes die with an explanation and a new run begins. */
async function resubmitChanged({ as, key }: Acts, id: string, article: DemoArticle) {
  const author = as(article.author)
  const { content, summary } = must(await author('article.open', { id }))
  const words = plainText(content).text
  const start = words.indexOf('每生每年1000元')
  const changed = replaceWords(content, [{ start, end: start + '每生每年1000元'.length, text: '每生每年1500元' }]).content
  const { hash } = must(await author('article.save', { key: key(), id, base: summary.hash, content: changed }))
  must(await author('article.submit', { key: key(), id, saw: hash }))
}

function contentOf(article: DemoArticle, now: string): Content {
  const blank = emptyContent(article.kind, demoOffice.name)
  const day = shanghaiDay(now)
  return {
    ...blank,
    grade: article.grade,
    title: article.title,
    body: textToBody(article.text).body,
    publication: {
      ...blank.publication,
      documentNumber: article.documentNumber ?? '',
      topic: article.topic,
      column: article.column,
      formedOn: day,
      validity: article.kind === 'policy' ? 'valid' : '',
      source: article.source ? { type: 'reprint', ...article.source } : { type: 'original' },
      summary: article.text.replace(/\s+/g, '').slice(0, 60),
      keywords: [article.column],
      editor: demoPeople.find(person => person.account === article.author)!.name,
    },
    channels: { website: {}, ...(article.wechat && { wechat: { title: article.wechat, digest: '', author: '云溪发布', cover: '' as const } }) },
  }
}
