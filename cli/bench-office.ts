import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Content } from '#core/article/content'
import { ChainWalk } from '#core/audit/chain'
import { Failures } from '#core/audit/failures'
import type { Report } from '#core/audit/verify'
import { evidenceOf } from '#db/evidence'
import { openDatabase } from '#db/open'
import { verifyDatabase } from '#db/verification'
import { stageFacts, type Stage } from '#core/workflow/stages'
import { sha256 } from '#db/texts'
import { databaseFile } from '#server/backups'
import { demoPassword } from '#server/demo/build'
import { demoSeats } from '#server/demo/people'
import { openHouse, type House } from '#server/office'
import { sessions } from '#server/sessions'
import { bareRows } from './bench-bare.ts'
import { actsOf, keep, measured, Meter, roundOf, sideBySide, type Figure, type Figures, type Round } from './bench-measure.ts'
import { contentOf, rareName, textOf } from './bench-text.ts'
import { must, Stop } from './say.ts'

/** A password costs next to nothing here: what it costs an office is chosen (server/sessions), not measured. */
export const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 }

export const key = (): string => crypto.randomUUID()

type Made = { id: string; hash: string }

/** The text of an article after an hour's work: one paragraph is another. */
function revised(n: number): Content {
  const content = contentOf(n)
  const at = n % content.body.content.length
  content.body.content[at] = { type: 'paragraph', content: [{ type: 'text', text: `${textOf(n + 3, 60).slice(0, 90)}，由牵头单位另行通知。` }] }
  return content
}

/** Opens the article as the person at its next stage and returns what they send to pass it. */
async function openAsNext(house: House, id: string, seat: string) {
  const view = must(await house.as(seat)('article.open', { id }))
  const stage = view.run!.stages.find(s => s.id === view.summary.stage)!
  const answers = stage.checklist.map(q => ({ question: q.id, answer: 'yes' as const, note: '' }))
  return { key: key(), id, stage: stage.id, saw: view.summary.hash, opened: new Date().toISOString(), opinion: '同意。', password: demoPassword, answers }
}

/** The eight stages of a run in order, from the office's own template. */
async function roadOf(house: House, id: string): Promise<readonly Stage[]> {
  return must(await house.as('xuhong')('article.open', { id })).run!.stages
}

/** An office with so many articles in it, on a disk of its own. */
type Office = { size: number; data: string; house: House; ids: Made[] }

const perRound = 40
/** Articles that go through the reviews. */
const walked = actsOf(perRound)

async function filled(size: number): Promise<Office> {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-bench-'))
  const house = openHouse({ data, cost: cheap })
  must(await house.foundDemo())
  const office = { size, data, house, ids: [] }
  for (let n = 0; n < size - actsOf(perRound); n++) await create(office, n)
  house.settle()
  return office
}

const author = ({ house }: Office) => house.as('wangfang')

async function create(office: Office, n: number) {
  office.ids.push(must(await author(office)('article.create', { key: key(), content: contentOf(n) })))
}

async function save(office: Office, article: Made, content: Content) {
  article.hash = must(await author(office)('article.save', { key: key(), id: article.id, base: article.hash, content })).hash
}

/**
 * Everything an office does, at every size in turn, round by round, so that the sizes can be compared; then each figure beside the
 * same rows by bare SQLite.
 */
export async function officesAt(sizes: readonly number[], out: Figures): Promise<void> {
  const offices: Office[] = []
  try {
    for (const size of sizes) offices.push(await filled(size))
    await measuredIn(offices, out)
    for (const { house, data, size } of offices) await verified(house, data, String(size), out)
    for (const { house } of offices) await house.close()
    await bareRows(offices, out)
  } finally {
    for (const { house, data } of offices) {
      await house.close().catch(() => {})
      rmSync(data, { recursive: true, force: true })
    }
  }
}

async function measuredIn(offices: readonly Office[], out: Figures) {
  const at = async (name: string, round: (office: Office) => Round) => {
    const figures = await sideBySide(offices.map(round))
    for (const [i, figure] of figures.entries()) keep(out, name, figure, offices[i]!.size)
  }
  const settled = () => offices.forEach(({ house }) => house.settle())
  await at('create', office => roundOf(perRound, n => create(office, office.size - walked + n)))
  await at('save', office => roundOf(perRound, n => save(office, office.ids[n]!, revised(n))))
  await at('rewrite', office => roundOf(perRound, n => save(office, office.ids[walked + n]!, contentOf(n + office.size))))
  // what saving left to the search index is no part of what follows
  settled()
  for (const { house, ids } of offices) await submitted(house, ids.slice(0, 400))
  settled()
  const road = await roadOf(offices[0]!.house, offices[0]!.ids[0]!.id)
  const passed = offices.map(office => passing(office, road))
  await at('pass', office => passed[offices.indexOf(office)]!.plain)
  await at('passSigned', office => passed[offices.indexOf(office)]!.signed)
  await at('open', office => roundOf(100, async n => must(await author(office)('article.open', { id: office.ids[(n * 37) % office.ids.length]!.id }))))
  await at('openAgain', office => roundOf(100, async n => must(await author(office)('article.open', { id: office.ids[n % 20]!.id }))))
  await at('list50', ({ house }) => roundOf(60, async () => must(await house.as('chenjing')('desk.waiting', { limit: 50 }))))
  for (const office of offices) for (let v = 0; v < 9; v++) await save(office, office.ids.at(-1)!, contentOf(9_000_000 + v))
  await at('history10', office => roundOf(60, async () => must(await author(office)('history.timeline', { id: office.ids.at(-1)!.id }))))
  // names that stand in one article only, in an index as it is once nobody has written for a while
  settled()
  const rare = (length: number) => ({ house, size }: Office) => roundOf(60, n => house.store.search(rareName((n * 7) % (size - 400)).slice(0, length), 20))
  await at('searchRare2', rare(2))
  await at('searchRare4', rare(4))
  const walks = offices.map(({ house }) => walking(house))
  await at('wholeRoad', office => walks[offices.indexOf(office)]!.road)
  await at('check', office => walks[offices.indexOf(office)]!.checks)
  await at('indexed', office => walks[offices.indexOf(office)]!.indexing)
  const { confirm } = sessions(offices[0]!.house.store, () => new Date().toISOString(), cheap)
  keep(out, 'confirm', await measured(perRound, async () => {
    if (await confirm('wangfang', demoPassword)) throw new Stop('口令核对不上', 1)
  }))
}

/** How fast the office verifies, entries a second: everything, texts and tables included, as the host does it and on one thread, and the chain by itself. */
export async function verified(house: House, data: string, office: string, out: Figures): Promise<void> {
  let entries = 0
  const whole = (report: Report | null) => {
    if (!report?.whole) throw new Stop('校验未通过', 1)
    entries = report.entries
  }
  const { wall } = await measured(1, async () => whole(await house.verify()))
  const { cpu } = await measured(1, async () => whole(await verifyDatabase(databaseFile(data), { now: () => new Date().toISOString(), thread: false })))
  const reader = openDatabase(databaseFile(data), { readonly: true })
  const evidence = evidenceOf(reader.sqlite)
  const chain = await measured(1, () => {
    const walk = new ChainWalk(evidence.meta(), new Failures(), sha256)
    for (const entry of evidence.entries()) walk.take(entry)
  })
  reader.close()
  out[`verify_entries_${office}`] = entries
  out[`verify_entries_per_cpu_s_${office}`] = Math.round((entries / cpu) * 1000)
  out[`verify_entries_per_s_${office}`] = Math.round((entries / wall) * 1000)
  out[`verify_chain_per_cpu_s_${office}`] = Math.round((entries / chain.cpu) * 1000)
}

async function submitted(house: House, articles: readonly Made[]) {
  for (const { id, hash } of articles) must(await house.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
}

/**
 * A pass, over all stages of the road: those that ask for no password, and by themselves (`signed`, of the same rounds) those that do.
 * The machine's checks of the text are done beforehand, as the author's and the first desk do.
 */
function passing({ house, ids }: Office, road: readonly Stage[]): { plain: Round; signed: Round } {
  const meters = { plain: new Meter(), signed: new Meter() }
  const withPassword = road.filter(stage => stageFacts[stage.kind].signs).length
  const signed: Figure[] = []
  let next = 0
  const plain = async () => {
    const articles = ids.slice(next, (next += perRound))
    // all before the first pass: what they leave to the collector is no part of a pass
    for (const { id, hash } of articles) must(await house.as('chenjing')('check.run', { id, hash }))
    for (const { id } of articles) {
      for (const stage of road) {
        const seat = demoSeats[stage.id]!
        const input = await openAsNext(house, id, seat)
        const meter = stageFacts[stage.kind].signs ? meters.signed : meters.plain
        must(await meter.count(() => house.as(seat)('stage.pass', input)))
      }
    }
    signed.push(meters.signed.take(perRound * withPassword))
    return meters.plain.take(perRound * (road.length - withPassword))
  }
  return { plain, signed: async () => signed.shift()! }
}

/** Roads of one round. */
const roadsPerRound = 5

/**
 * The whole road as a client walks it: create, submit, then at each of eight stages open and pass. The one check of the text that the
 * road needs is measured by itself (`checks`, of the same rounds): it is the price of the rules, not of the road; and so is taking its words
 * into the search index (`indexing`), which follows when the office has time.
 */
function walking(house: House): { road: Round; checks: Round; indexing: Round } {
  const [road, checks, indexing] = [new Meter(), new Meter(), new Meter()]
  const [checked, indexed]: Figure[][] = [[], []]
  let n = 5_000_000
  const author = house.as('wangfang')
  const begun = async () => {
    const made = must(await author('article.create', { key: key(), content: contentOf(n++) }))
    must(await author('article.submit', { key: key(), id: made.id, saw: made.hash }))
    return made
  }
  return {
    road: async () => {
      const made: Made[] = []
      for (let i = 0; i < roadsPerRound; i++) made.push(await road.count(begun))
      for (const { id, hash } of made) must(await checks.count(() => author('check.run', { id, hash })))
      await indexing.count(() => house.store.search('预热', 1))
      for (const { id } of made) await road.count(() => walk(house, id))
      checked!.push(checks.take(roadsPerRound))
      indexed!.push(indexing.take(roadsPerRound))
      return road.take(roadsPerRound)
    },
    checks: async () => checked!.shift()!,
    indexing: async () => indexed!.shift()!,
  }
}

async function walk(house: House, id: string) {
  for (const stage of await roadOf(house, id)) {
    const seat = demoSeats[stage.id]!
    must(await house.as(seat)('stage.pass', await openAsNext(house, id, seat)))
  }
}
