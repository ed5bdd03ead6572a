// Start to a usable window, and memory, of the built program against a blank Electron page on the same Electron (or stand-in).
// Alternating rounds in one run; the ratio is what counts, the figures are of this machine. npx node tests/desktop/measure.ts [rounds]
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'

const root = join(import.meta.dirname, '../..')
const real =
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] === undefined &&
  readdirSync(join(root, 'node_modules/electron')).includes('dist')
if (!real) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = join(root, 'tests/stand-in/dist')
const rounds = Number(process.argv[2] ?? 9)
type Figure = { ms: number; mb: number }
const programs = {
  blank: { args: [join(import.meta.dirname, 'blank')], usable: 'blank' },
  desktop: { args: [root], usable: '首次设置' },
}

console.log(`${rounds} rounds on ${real ? 'Electron' : 'the STAND-IN for Electron'}`)
const figures: Record<keyof typeof programs, Figure[]> = { blank: [], desktop: [] }
for (let i = 0; i < rounds; i++)
  for (const name of ['blank', 'desktop'] as const) figures[name].push(await measure(name))
for (const what of ['ms', 'mb'] as const) {
  const [blank, desktop] = [median(figures.blank, what), median(figures.desktop, what)]
  console.log(
    `${what === 'ms' ? 'start to usable window' : 'memory (RSS, all processes)'}: blank ${blank} ${what}, desktop ${desktop} ${what}, ratio ${(desktop / blank).toFixed(2)}`,
  )
}

async function measure(name: keyof typeof programs): Promise<Figure> {
  const { args, usable } = programs[name]
  const home = mkdtempSync(join(tmpdir(), 'measure-'))
  const began = performance.now()
  const app = await _electron.launch({ args, env: { ...process.env, XDG_CONFIG_HOME: home } as Record<string, string> })
  const page = await app.firstWindow()
  await page.getByText(usable).first().waitFor()
  const ms = Math.round(performance.now() - began)
  await new Promise(r => setTimeout(r, 1500))
  const mb = Math.round(residentOf(app.process().pid!) / 2 ** 20)
  await app.close()
  return { ms, mb }
}

/** Bytes resident of a process and all below it (Linux). Shared pages are counted in each. */
function residentOf(pid: number): number {
  const stats = readdirSync('/proc')
    .filter(p => /^\d+$/.test(p))
    .flatMap(p => {
      try {
        const after = readFileSync(`/proc/${p}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
        return [{ pid: Number(p), parent: Number(after[1]), bytes: Number(after[21]) * 4096 }]
      } catch {
        return [] // it ended meanwhile
      }
    })
  const family = new Set([pid])
  for (let grown = true; grown;) {
    grown = false
    for (const s of stats) if (family.has(s.parent) && !family.has(s.pid)) grown = Boolean(family.add(s.pid))
  }
  return stats.filter(s => family.has(s.pid)).reduce((n, s) => n + s.bytes, 0)
}

function median(of: Figure[], what: keyof Figure): number {
  return of.map(f => f[what]).toSorted((a, b) => a - b)[Math.floor(of.length / 2)]!
}
