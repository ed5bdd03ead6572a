import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readForScreening } from '#server/import/read-file'

/** What one import came to. Processor time is that of all threads: wall time says more about the other programs on the machine. */
export type Measured = { ok: boolean; why: string; zh: string; milliseconds: number; peakKilobytes: number }

/** The peak of resident memory since the last call, where the system can tell (Linux); else since the process began. */
const peakSinceLast = (): number => {
  if (!existsSync('/proc/self/clear_refs')) return process.resourceUsage().maxRSS
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
  writeFileSync('/proc/self/clear_refs', '5')
  return peak
}

// Run as a process of its own, so that only imports are measured: `node measure.ts FILE …` prints one line per file.
for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file)
  peakSinceLast()
  const before = process.cpuUsage()
  const result = await readForScreening(bytes, basename(file))
  const { user, system } = process.cpuUsage(before)
  const measured: Measured = { ok: result.ok, why: result.ok ? '' : result.refusal.why, zh: result.ok ? '' : result.refusal.zh, milliseconds: (user + system) / 1000, peakKilobytes: peakSinceLast() }
  process.stdout.write(`${JSON.stringify(measured)}\n`)
}
