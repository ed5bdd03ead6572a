import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Content } from '#core/article/content'
import { ChainWalk } from '#core/audit/chain'
import { Failures } from '#core/audit/failures'
import { evidenceOf } from '#db/evidence'
import { openDatabase } from '#db/open'
import { sha256 } from '#db/texts'
import { databaseFile } from '#server/backups'
import { demoPassword } from '#server/demo/build'
import { demoSeats } from '#server/demo/people'
import { openHouse, type House } from '#server/office'
import { bareRows } from './bench-bare.ts'
import { actsOf, keep, median, measured, Meter, rounds, type Figure, type Figures } from './bench-measure.ts'
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
async function roadOf(house: House, id: string): Promise<string[]> {
  return must(await house.as('xuhong')('article.open', { id })).run!.stages.map(stage => stage.id)
}

/** Everything an office does, with so many articles in it, each figure beside the same rows by bare SQLite. */
export async function officeAt(size: number, out: Figures): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-bench-'))
  const house = openHouse({ data, cost: cheap })
  try {
    must(await house.foundDemo())
    const author = house.as('wangfang')
    const ids: Made[] = []
    const create = async (n: number) => void ids.push(must(await author('article.create', { key: key(), content: contentOf(n) })))
    const perRound = 40
    for (let n = 0; n < size - actsOf(perRound); n++) await create(n)
    const from = ids.length
    const at = (name: string, figure: Figure) => keep(out, name, figure, size)
    at('create', await measured(perRound, n => create(from + n)))
    const save = async (article: Made, content: Content) => {
      article.hash = must(await author('article.save', { key: key(), id: article.id, base: article.hash, content })).hash
    }
    at('save', await measured(perRound, n => save(ids[n]!, revised(n))))
    at('rewrite', await measured(perRound, n => save(ids[actsOf(perRound) + n]!, contentOf(n + size))))
    // what saving left to the search index is no part of what follows
    await house.store.search('预热', 1)
    await submitted(house, ids.slice(0, 400))
    await house.store.search('预热', 1)
    await passes(house, ids.slice(0, 90), at)
    at('open', await measured(100, async n => must(await author('article.open', { id: ids[(n * 37) % ids.length]!.id }))))
    at('openAgain', await measured(100, async n => must(await author('article.open', { id: ids[n % 20]!.id }))))
    at('list50', await measured(60, async () => must(await house.as('chenjing')('desk.waiting', { limit: 50 }))))
    const old = ids.at(-1)!
    for (let v = 0; v < 9; v++) old.hash = must(await author('article.save', { key: key(), id: old.id, base: old.hash, content: contentOf(9_000_000 + v) })).hash
    at('history10', await measured(60, async () => must(await author('history.timeline', { id: old.id }))))
    await searches(house, size, at)
    await roads(house, at)
    await verified(house, data, out, size)
    await house.close()
    await bareRows(data, out, size)
  } finally {
    await house.close().catch(() => {})
    rmSync(data, { recursive: true, force: true })
  }
}

/** How fast the office verifies, entries a second: everything, texts and tables included, and the chain by itself. */
async function verified(house: House, data: string, out: Figures, size: number) {
  let entries = 0
  const { cpu } = await measured(1, async () => {
    const report = await house.verify()
    if (!report.whole) throw new Stop('校验未通过', 1)
    entries = report.entries
  })
  const reader = openDatabase(databaseFile(data), { readonly: true })
  const evidence = evidenceOf(reader.sqlite)
  const chain = await measured(1, () => {
    const walk = new ChainWalk(evidence.meta(), new Failures(), sha256)
    for (const entry of evidence.entries()) walk.take(entry)
  })
  reader.close()
  out[`verify_entries_${size}`] = entries
  out[`verify_entries_per_cpu_s_${size}`] = Math.round((entries / cpu) * 1000)
  out[`verify_chain_per_cpu_s_${size}`] = Math.round((entries / chain.cpu) * 1000)
}

async function submitted(house: House, articles: readonly Made[]) {
  for (const { id, hash } of articles) must(await house.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
}

/** A pass, over all eight stages: the machine's checks of the text are done beforehand, as the author's and the first desk do. */
async function passes(house: House, articles: readonly Made[], at: (name: string, figure: Figure) => void) {
  const road = await roadOf(house, articles[0]!.id)
  const meter = new Meter()
  const all: Figure[] = []
  const perRound = articles.length / (rounds + 1)
  for (const [i, { id, hash }] of articles.entries()) {
    must(await house.as('chenjing')('check.run', { id, hash }))
    for (const stage of road) {
      const input = await openAsNext(house, id, demoSeats[stage]!)
      must(await meter.count(() => house.as(demoSeats[stage]!)('stage.pass', input)))
    }
    if ((i + 1) % perRound === 0) all.push(meter.take(perRound * road.length))
  }
  at('pass', { cpu: median(all.slice(1).map(f => f.cpu)), wall: median(all.slice(1).map(f => f.wall)) })
}

/** Names that stand in one article only. */
async function searches(house: House, size: number, at: (name: string, figure: Figure) => void) {
  await house.store.search('预热', 20)
  const name = (n: number) => rareName((n * 7) % (size - 400))
  at('searchRare2', await measured(60, n => house.store.search(name(n).slice(0, 2), 20)))
  at('searchRare4', await measured(60, n => house.store.search(name(n), 20)))
}

/**
 * The whole road as a client walks it: create, submit, then at each of eight stages open and pass. The one check of the text that the
 * road needs is measured by itself (`check`): it is the price of the rules, not of the road.
 */
async function roads(house: House, at: (name: string, figure: Figure) => void) {
  const author = house.as('wangfang')
  const [road, checks] = [new Meter(), new Meter()]
  const perRound = 5
  const [roadsWalked, checked]: Figure[][] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    for (let i = 0; i < perRound; i++) {
      const content = contentOf(5_000_000 + round * perRound + i)
      const { id, hash } = must(await road.count(() => author('article.create', { key: key(), content })))
      must(await road.count(() => author('article.submit', { key: key(), id, saw: hash })))
      must(await checks.count(() => author('check.run', { id, hash })))
      await road.count(() => walk(house, id))
    }
    if (round === 0) void [road.take(1), checks.take(1)]
    else void [roadsWalked!.push(road.take(perRound)), checked!.push(checks.take(perRound))]
  }
  const middle = (all: Figure[]) => ({ cpu: median(all.map(f => f.cpu)), wall: median(all.map(f => f.wall)) })
  at('wholeRoad', middle(roadsWalked!))
  at('check', middle(checked!))
}

async function walk(house: House, id: string) {
  for (const stage of await roadOf(house, id)) {
    const seat = demoSeats[stage]!
    must(await house.as(seat)('stage.pass', await openAsNext(house, id, seat)))
  }
}
