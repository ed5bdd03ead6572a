import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readForScreening } from '#server/import/read-file'

// Run as a process of its own: `node measure.ts FILE` prints what one import cost.
const file = process.argv[2] ?? ''
const bytes = readFileSync(file)
const before = performance.now()
const result = await readForScreening(bytes, basename(file))
const milliseconds = performance.now() - before
process.stdout.write(JSON.stringify({ ok: result.ok, why: result.ok ? '' : result.refusal.why, zh: result.ok ? '' : result.refusal.zh, milliseconds, maxRssKilobytes: process.resourceUsage().maxRSS }))
