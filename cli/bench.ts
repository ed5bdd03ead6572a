import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import Database from 'better-sqlite3'
import type { Command } from 'commander'
import { compare } from '#core/article/change'
import { editsOf } from '#core/article/diff-text'
import { emptyContent, type Content } from '#core/article/content'
import { refusalZh } from '#core/refusals.zh'
import type { Refusal } from '#core/refusal'
import type { Result } from '#core/result'
import { demoSeats } from '#server/demo/people'
import { stageFacts } from '#core/workflow/stages'
import { openHouse, type House } from '#server/office'
import { say, Stop } from './say.ts'

/** Rounds of every figure; the median is reported. */
const rounds = 5
const targets: Record<string, number> = {
  save: 2, pass: 0.65, open: 0.23, list50: 0.33, history10: 0.45, searchRare2: 0.1, searchRare4: 0.1, wholeRoad: 6, diff50k: 20,
}

type Figure = { cpu: number; wall: number }
type Figures = Record<string, number>

/** CPU and wall milliseconds per operation, the median of the rounds. */
async function measured(perRound: number, act: (n: number) => Promise<unknown> | unknown): Promise<Figure> {
  const all: Figure[] = []
  let n = 0
  for (let round = 0; round < rounds; round++) {
    const cpu = process.cpuUsage()
    const from = performance.now()
    for (let i = 0; i < perRound; i++) await act(n++)
    const used = process.cpuUsage(cpu)
    all.push({ cpu: (used.user + used.system) / 1000 / perRound, wall: (performance.now() - from) / perRound })
  }
  const median = (pick: (f: Figure) => number) => all.map(pick).sort((a, b) => a - b)[rounds >> 1]!
  return { cpu: median(f => f.cpu), wall: median(f => f.wall) }
}

function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Stop(refusalZh(result.refusal), 1)
  return result.value
}

const clauses = ['各街道办事处要认真落实主体责任', '区有关部门按照职责分工抓好落实', '进一步优化营商环境', '推进政务服务事项标准化规范化便利化', '及时公开重点领域信息', '加强督促检查和跟踪问效', '方便群众办事', '严格执行信息发布审核制度']
/** A text of about `size` characters, different for each number, with one rare name in it. */
export function textOf(n: number, size: number): string {
  const lines: string[] = []
  let length = 0
  for (let i = 0; length < size; i++) {
    const line = `${clauses[(n * 7 + i * 3) % 8]}，${clauses[(n + i * 5) % 8]}，${clauses[(n * 3 + i) % 8]}（第${(n * 31 + i * 17) % 9973}件）。`
    lines.push(line)
    length += line.length
  }
  return `${lines.join('\n')}\n联系人${String.fromCodePoint(0x4e00 + (n % 20_000), 0x5000 + ((n * 7) % 15_000))}负责解释${0x4e00 + n}。`
}

function contentOf(n: number, size = 3000): Content {
  const blank = emptyContent('news', '云溪区人民政府办公室')
  const body = { type: 'doc' as const, content: textOf(n, size).split('\n').map(text => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] })) }
  return { ...blank, title: `关于第${n}号事项的通告`, body, publication: { ...blank.publication, topic: '综合政务\\政务公开', column: '政务动态', formedOn: '2026-11-16', summary: '摘要' } }
}

const key = () => crypto.randomUUID()
const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 }

async function passAs(house: House, id: string) {
  const view = must(await house.as('xuhong')('article.open', { id }))
  const stage = view.run!.stages.find(s => s.id === view.summary.stage)!
  return { who: demoSeats[stage.id]!, input: { key: key(), id, stage: stage.id, saw: view.summary.hash, opened: new Date().toISOString(), opinion: '同意。', password: 'Yunxi@2026', answers: stage.checklist.map(q => ({ question: q.id, answer: 'yes' as const, note: '' })) }, signs: stageFacts[stage.kind].signs }
}

/** Everything an office does, at a size. */
async function atSize(size: number, out: Figures) {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-bench-'))
  const house = openHouse({ data, cost: cheap })
  try {
    must(await house.foundDemo())
    const author = house.as('wangfang')
    const ids: { id: string; hash: string }[] = []
    const at = (name: string, figure: Figure) => {
      out[`${name}_cpu_ms_${size}`] = figure.cpu
      out[`${name}_wall_ms_${size}`] = figure.wall
    }
    const create = async (n: number) => void ids.push(must(await author('article.create', { key: key(), content: contentOf(n) })))
    const rest = size - 500
    for (let n = 0; n < rest; n++) await create(n)
    at('create', await measured(100, n => create(rest + n)))
    at('save', await measured(40, async n => {
      const article = ids[n]!
      article.hash = must(await author('article.save', { key: key(), id: article.id, base: article.hash, content: contentOf(n + size) })).hash
    }))
    for (let n = 0; n < 400; n++) must(await author('article.submit', { key: key(), id: ids[n]!.id, saw: ids[n]!.hash }))
    for (let n = 0; n < 200; n++) must(await house.as('chenjing')('check.run', { id: ids[n]!.id, hash: ids[n]!.hash }))
    const ready: Awaited<ReturnType<typeof passAs>>[] = []
    for (let n = 0; n < 200; n++) ready.push(await passAs(house, ids[n]!.id))
    at('pass', await measured(40, async n => must(await house.as(ready[n]!.who)('stage.pass', ready[n]!.input))))
    at('open', await measured(100, async n => must(await author('article.open', { id: ids[(n * 37) % ids.length]!.id }))))
    at('list50', await measured(60, async () => must(await house.as('chenjing')('desk.waiting', { limit: 50 }))))
    const old = ids[ids.length - 1]!
    for (let v = 0; v < 9; v++) old.hash = must(await author('article.save', { key: key(), id: old.id, base: old.hash, content: contentOf(9_000_000 + v) })).hash
    at('history10', await measured(60, async () => must(await author('history.timeline', { id: old.id }))))
    await house.store.search('预热', 20)
    at('searchRare2', await measured(60, n => house.store.search(textOf(n, 10).slice(-20).match(/联系人(..)/)![1]!, 20)))
    at('searchRare4', await measured(60, n => house.store.search(`${textOf(n, 10).match(/联系人(..)/)![1]!}负责`, 20)))
    at('wholeRoad', await measured(3, async n => wholeRoad(house, 5_000_000 + n)))
  } finally {
    await house.close()
    rmSync(data, { recursive: true, force: true })
  }
}

async function wholeRoad(house: House, n: number) {
  const author = house.as('wangfang')
  const { id, hash } = must(await author('article.create', { key: key(), content: contentOf(n) }))
  must(await author('article.submit', { key: key(), id, saw: hash }))
  for (let stage = 0; stage < 8; stage++) {
    const { who, input } = await passAs(house, id)
    must(await house.as(who)('stage.pass', input))
  }
}

/** The same rows by bare better-sqlite3, with the same durability. */
async function bare(out: Figures) {
  const folder = mkdtempSync(join(tmpdir(), 'shenjiao-bare-'))
  const db = new Database(join(folder, 'bare.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE entry(seq INTEGER PRIMARY KEY, body TEXT, hash TEXT) STRICT; CREATE TABLE revision(hash TEXT PRIMARY KEY, body TEXT) STRICT; CREATE TABLE article(id TEXT PRIMARY KEY, title TEXT, hash TEXT, at TEXT) STRICT; CREATE TABLE pass(article TEXT, n INTEGER, body TEXT, PRIMARY KEY(article, n)) STRICT')
  const entry = db.prepare('INSERT INTO entry(body, hash) VALUES (?, ?)')
  const revision = db.prepare('INSERT INTO revision VALUES (?, ?)')
  const article = db.prepare('INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?)')
  const pass = db.prepare('INSERT INTO pass VALUES (?, ?, ?)')
  const body = JSON.stringify({ event: 'x'.repeat(600) })
  const save = db.transaction((n: number) => {
    revision.run(`h${n}`, JSON.stringify(contentOf(n)))
    entry.run(body, `h${n}`)
    article.run(`a${n % 1000}`, `题${n}`, `h${n}`, 'now')
  })
  const give = db.transaction((n: number) => {
    pass.run(`a${n}`, n, body)
    entry.run(body, `p${n}`)
    article.run(`a${n % 1000}`, `题${n}`, `h${n}`, 'now')
  })
  const open = db.prepare('SELECT body FROM revision WHERE hash = ?')
  out['bare_save_cpu_ms'] = (await measured(200, n => save.immediate(n))).cpu
  out['bare_pass_cpu_ms'] = (await measured(200, n => give.immediate(n))).cpu
  out['bare_open_cpu_ms'] = (await measured(200, n => JSON.parse((open.get(`h${n % 500}`) as { body: string }).body))).cpu
  db.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Bytes an article with ten versions costs, everything included, and how fast the whole store verifies. */
async function stored(out: Figures) {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-bytes-'))
  const house = openHouse({ data, cost: cheap })
  must(await house.foundDemo())
  await house.store.search('预热', 1)
  const size = () => readdirSync(data).filter(f => f.startsWith('office.db')).reduce((sum, f) => sum + statSync(join(data, f)).size, 0)
  const before = size()
  const articles = 150
  for (let n = 0; n < articles; n++) {
    const author = house.as('wangfang')
    const made = must(await author('article.create', { key: key(), content: contentOf(n) }))
    let { hash } = made
    for (let v = 1; v < 10; v++) {
      const content = contentOf(n)
      content.body.content[v] = { type: 'paragraph', content: [{ type: 'text', text: `第${v}次修改后的段落，${clauses[v % 8]}。` }] }
      content.title = `${content.title}（第${v}稿）`
      hash = must(await author('article.save', { key: key(), id: made.id, base: hash, content })).hash
    }
  }
  await house.store.search('预热', 1)
  await house.close()
  const reopened = openHouse({ data, cost: cheap })
  out['bytes_per_article_10_versions'] = Math.round((size() - before) / articles)
  const cpu = process.cpuUsage()
  const report = await reopened.verify()
  const used = process.cpuUsage(cpu)
  if (!report.whole) throw new Stop('校验未通过', 1)
  out['verify_entries'] = report.entries
  out['verify_entries_per_cpu_s'] = Math.round(report.entries / ((used.user + used.system) / 1e6))
  await reopened.close()
  rmSync(data, { recursive: true, force: true })
}

async function diffs(out: Figures) {
  const before = textOf(1, 50_000)
  const chars = [...before]
  for (let i = 0; i < 100; i++) chars[Math.floor((i + 0.5) * (chars.length / 100))] = '改'
  const after = chars.join('')
  out['diff50k_cpu_ms'] = (await measured(5, () => editsOf(before, after))).cpu
  const content = (text: string): Content => ({ ...contentOf(1), body: { type: 'doc', content: text.split('\n').map(t => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text: t }] })) } })
  const [a, b] = [content(before), content(after)]
  out['classify50k_cpu_ms'] = (await measured(3, () => compare(a, b))).cpu
}

/** The built program where it was built, else the sources. */
const program = (): string => [join(import.meta.dirname, '../out/cli/main.js'), join(import.meta.dirname, 'main.ts')].find(existsSync)!

/** A host in a process of its own: from start to ready, and what it then holds. */
async function host(out: Figures) {
  const times: number[] = []
  const memories: number[] = []
  for (let round = 0; round < rounds; round++) {
    const data = mkdtempSync(join(tmpdir(), 'shenjiao-host-'))
    const from = performance.now()
    const child = spawn(process.execPath, [program(), 'serve', '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise<void>(ready => child.stdout.on('data', (text: Buffer) => text.toString().includes('已启动') && ready()))
    times.push(performance.now() - from)
    memories.push(residentMB(child.pid!))
    child.kill('SIGTERM')
    await new Promise(done => child.once('exit', done))
    rmSync(data, { recursive: true, force: true })
  }
  const median = (list: number[]) => list.sort((a, b) => a - b)[rounds >> 1]!
  out['host_start_ms'] = median(times)
  out['host_resident_mb'] = median(memories)
}

function residentMB(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return Number.NaN
  }
}

async function bench(what: string | undefined, options: { json?: boolean; sizes: string }) {
  if (what && what !== 'proofread' && what !== 'compare') throw new Stop(`没有“${what}”这项测量。可用:proofread、compare,或不写。`)
  if (what === 'compare') {
    const { benchCompare } = await import('./bench-compare.ts')
    return benchCompare({ json: options.json ?? false })
  }
  if (what === 'proofread') {
    const { benchProofread } = await import('./bench-proofread.ts')
    await benchProofread({ json: options.json ?? false })
    return
  }
  const figures: Figures = {}
  const sizes = options.sizes.split(',').map(Number)
  if (sizes.some(size => !Number.isInteger(size) || size < 1000)) throw new Stop('--sizes 须为不小于 1000 的整数,用逗号分开。')
  await diffs(figures)
  await bare(figures)
  await stored(figures)
  await host(figures)
  for (const size of sizes) await atSize(size, figures)
  if (options.json) return say(JSON.stringify(figures, null, 2))
  say('指标(毫秒;cpu 为处理器时间,wall 为经过时间,各取多轮中位数)')
  for (const [name, value] of Object.entries(figures)) {
    const target = targets[name.split('_')[0]!]
    const judged = target !== undefined && name.includes('_cpu_ms') && !name.startsWith('bare') ? (value <= target ? `  ≤ ${target} 达到` : `  > ${target} 未达到`) : ''
    say(`  ${name.padEnd(34)}${value.toFixed(value < 10 ? 3 : 0).padStart(12)}${judged}`)
  }
}

/** bench: what everything costs, beside the same rows written by bare SQLite in the same run. */
export function registerBench(program: Command) {
  program
    .command('bench')
    .argument('[项目]', 'proofread:校对引擎;compare:长篇对照上屏和滚动')
    .option('--json', '输出 JSON')
    .option('--sizes <数量>', '稿件数量', '1000,10000')
    .description('测量性能')
    .action(bench)
}
