import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readForScreening } from '#server/import/read-file'

// a forked child's ru_maxrss begins with its parent's, VmHWM does not
const peak = (): number =>
  existsSync('/proc/self/status') ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) : process.resourceUsage().maxRSS

// Run as a process of its own: `node measure.ts FILE` prints what one import cost.
const file = process.argv[2] ?? ''
const bytes = readFileSync(file)
const before = process.cpuUsage()
const result = await readForScreening(bytes, basename(file))
// processor time of all threads: wall time says more about the other programs on the machine
const { user, system } = process.cpuUsage(before)
const milliseconds = (user + system) / 1000
process.stdout.write(JSON.stringify({ ok: result.ok, why: result.ok ? '' : result.refusal.why, zh: result.ok ? '' : result.refusal.zh, milliseconds, maxRssKilobytes: peak() }))
