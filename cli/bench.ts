import { cpus, loadavg } from 'node:os'
import type { Command } from 'commander'
import { compare } from '#core/article/change'
import { editsOf } from '#core/article/diff-text'
import { version } from '#server/version'
import { builtProgram, host } from './bench-host.ts'
import { library } from './bench-library.ts'
import { keep, measured, type Figures } from './bench-measure.ts'
import { officesAt } from './bench-office.ts'
import { bodyOf, contentOf, textOf } from './bench-text.ts'
import { versions } from './bench-versions.ts'
import { say, Stop } from './say.ts'

/** What must hold, by the beginning of a figure's name: at most, or (verify) at least. */
const targets: Record<string, number> = {
  save_cpu_ms: 2,
  pass_cpu_ms: 0.65,
  open_cpu_ms: 0.23,
  list50_cpu_ms: 0.33,
  history10_cpu_ms: 0.45,
  searchRare2_cpu_ms: 0.1,
  searchRare4_cpu_ms: 0.1,
  wholeRoad_cpu_ms: 6,
  diff50k_cpu_ms: 20,
  classify50k_cpu_ms: 150,
  diffUnlike50k_cpu_ms: 1200,
  verify_entries_per_s: 30_000,
  verify_entries_per_cpu_s: 30_000,
  host_start_ms: 500,
  host_resident_mb: 150,
  bytes_per_article_10_versions: 60 * 1024,
}
const atLeast = ['verify_entries_per_s', 'verify_entries_per_cpu_s']
/** A larger office may cost at most this many times what the smallest costs. */
const mostGrowth = 1.3
const grows = ['create', 'save', 'rewrite', 'pass', 'open', 'list50', 'history10', 'searchRare2', 'searchRare4', 'wholeRoad']

/** What each part measures, as the table says it. */
const parts = ['diff', 'versions', 'host', 'library', 'office'] as const
type Part = (typeof parts)[number]

async function diffs(out: Figures) {
  const before = textOf(1, 50_000)
  const chars = [...before]
  for (let i = 0; i < 100; i++) chars[Math.floor((i + 0.5) * (chars.length / 100))] = '改'
  const after = chars.join('')
  keep(out, 'diff50k', await measured(5, () => editsOf(before, after)))
  const [a, b] = [{ ...contentOf(1), body: bodyOf(before) }, { ...contentOf(1), body: bodyOf(after) }]
  keep(out, 'classify50k', await measured(3, () => compare(a, b)))
  // Nothing in common but the letters: the dearest pair of this length.
  const unlike = chars.toReversed().join('')
  keep(out, 'diffUnlike50k', await measured(1, () => editsOf(before, unlike)))
}

/** Each figure beside the bare rows of the same office, and the larger office beside the smallest. */
function ratios(figures: Figures, sizes: readonly number[]): Figures {
  const out: Figures = {}
  for (const [name, value] of Object.entries(figures)) {
    const bare = figures[`bare_${name}`]
    if (name.includes('_cpu_ms') && bare) out[`times_bare_${name.replace('_cpu_ms', '')}`] = value / bare
  }
  for (const name of grows) {
    const [small, large] = [figures[`${name}_cpu_ms_${sizes[0]}`], figures[`${name}_cpu_ms_${sizes.at(-1)}`]]
    if (small && large && sizes.length > 1) out[`growth_${name}`] = large / small
  }
  return out
}

function judged(name: string, value: number): string {
  const target = Object.entries(targets).find(([begin]) => name === begin || name.startsWith(`${begin}_`))
  if (name.startsWith('growth_')) return value <= mostGrowth ? `  ≤ ${mostGrowth} 达到` : `  > ${mostGrowth} 未达到`
  if (!target || name.startsWith('bare_')) return ''
  const [begin, limit] = target
  if (atLeast.includes(begin)) return value >= limit ? `  ≥ ${limit} 达到` : `  < ${limit} 未达到`
  return value <= limit ? `  ≤ ${limit} 达到` : `  > ${limit} 未达到`
}

async function measureParts(wanted: readonly Part[], sizes: readonly number[]) {
  const figures: Figures = {}
  const program = wanted.includes('host') ? builtProgram() : null
  const load = loadavg()[0]!
  if (wanted.includes('diff')) await diffs(figures)
  if (wanted.includes('versions')) await versions(figures)
  if (program) await host(program, figures)
  if (wanted.includes('library')) await library(figures)
  if (wanted.includes('office')) await officesAt(sizes, figures)
  const about = {
    version,
    node: process.version,
    processor: cpus()[0]?.model ?? '',
    cores: cpus().length,
    load_before: load,
    load_after: loadavg()[0]!,
    in_process: import.meta.url.endsWith('.ts') ? 'sources' : 'bundle',
    host_program: program?.kind ?? null,
  }
  return { about, figures: { ...figures, ...ratios(figures, sizes) } }
}

function table({ about, figures }: Awaited<ReturnType<typeof measureParts>>) {
  say(`审校台 ${about.version} · Node ${about.node} · ${about.processor} × ${about.cores} · 系统负载 ${about.load_before.toFixed(1)} → ${about.load_after.toFixed(1)}`)
  say(`进程内各项在${about.in_process === 'bundle' ? '打包后的程序' : '源码'}中测得${about.host_program ? `；启动与内存测的是${about.host_program === 'bundle' ? '打包后的程序（用户运行的）' : '源码'}` : ''}。`)
  say('每项先热身一轮，再测五轮取中位数；各规模轮流测，机器忙闲对它们一样。cpu 为处理器毫秒（含所有线程），wall 为经过毫秒（含等待落盘）。口令计算按最低强度，不计入。')
  say('save：改了一段；rewrite：全文重写；pass：不问口令的五个环节的平均，文字已机检；passSigned：问口令的三个（含最低强度的口令计算，第一个还存下机检结果）；open：任意一篇（不在内存）；openAgain：刚打开过的；wholeRoad：建稿、送审、八次打开和通过；check：其中唯一一次机检，另计；indexed：把它的文字收进检索索引，空闲时做，另计；confirm：问一次口令，最低强度，wholeRoad 里有三次。')
  say('verify_entries_per_s：全库校验，各版本文字和各表都核对，按经过的时间，连同启动线程（单位小的不用线程）；verify_entries_per_cpu_s：同样的校验不用另外的线程，按处理器时间；verify_chain_per_cpu_s：只核对审计链。')
  say('bare_*：同一批数据行由 better-sqlite3 直接读写，表、索引、落盘方式相同；bare_wholeRoadUnsynced：同样的行，不等落盘，与 bare_wholeRoad 之差是一条路里落盘用的处理器时间；times_bare_*：与它之比；growth_*：最大规模与最小规模之比。')
  for (const [name, value] of Object.entries(figures)) {
    say(`  ${name.padEnd(36)}${value.toFixed(value < 10 ? 3 : 0).padStart(12)}${judged(name, value)}`)
  }
}

async function bench(what: string | undefined, options: { json?: boolean; sizes: string; only?: string }) {
  if (what && what !== 'proofread' && what !== 'compare') throw new Stop(`没有“${what}”这项测量。可用：proofread、compare，或不写。`)
  if (what === 'compare') {
    const { benchCompare } = await import('./bench-compare.ts')
    return benchCompare({ json: options.json ?? false })
  }
  if (what === 'proofread') {
    const { benchProofread } = await import('./bench-proofread.ts')
    await benchProofread({ json: options.json ?? false })
    return
  }
  const sizes = options.sizes.split(',').map(Number)
  if (sizes.some(size => !Number.isInteger(size) || size < 1000)) throw new Stop('--sizes 须为不小于 1000 的整数，用逗号分开。')
  const wanted = options.only ? options.only.split(',') : [...parts]
  const unknown = wanted.find(part => !parts.includes(part as Part))
  if (unknown) throw new Stop(`没有“${unknown}”这一部分。可用：${parts.join('、')}。`)
  const measuredNow = await measureParts(wanted as Part[], sizes)
  if (options.json) return say(JSON.stringify({ ...measuredNow.figures, about: measuredNow.about, targets }, null, 2))
  table(measuredNow)
}

/** bench: what everything costs, beside the same rows written and read by bare SQLite in the same run. */
export function registerBench(program: Command) {
  program
    .command('bench')
    .argument('[项目]', 'proofread：校对引擎；compare：长篇对照上屏和滚动')
    .option('--json', '输出 JSON')
    .option('--sizes <数量>', '稿件数量', '1000,10000')
    .option('--only <部分>', `只测其中几部分：${parts.join('、')}，用逗号分开`)
    .description('测量性能')
    .action(bench)
}
