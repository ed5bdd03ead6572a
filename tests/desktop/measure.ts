// Start to a usable window, and memory, of the built program against a blank Electron page on the same Electron (or stand-in).
// Alternating rounds in one run; the ratio is what counts, the figures are of this machine. npm run bench -- desktop [rounds]
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { openHouse } from '#server/office'

const root = join(import.meta.dirname, '../..')
const real =
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] === undefined && existsSync(join(root, 'node_modules/electron/dist'))
if (!real) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = join(root, 'tests/stand-in/dist')
if (!existsSync(join(root, 'out/main/index.js'))) throw new Error('out/main/index.js is missing: npm run build first')
const rounds = Number(process.argv[2] ?? 9)
/** How long a program is left alone before its memory is looked at. */
const SETTLE_MS = 3000

type Figure = { ms: number; mb: number }
const data = mkdtempSync(join(tmpdir(), 'measure-office-'))
const house = openHouse({ data, cost: { memoryCost: 8, timeCost: 1, parallelism: 1 }, model: null })
if (!(await house.foundDemo()).ok) throw new Error('the demo office was not founded')
await house.close()
const programs = {
  blank: { args: [join(import.meta.dirname, 'blank')], usable: 'blank' },
  desktop: { args: [root, `--data=${data}`], usable: '登录名' },
}

console.log(
  `${rounds} rounds on ${real ? 'Electron' : 'the STAND-IN for Electron'}; usable: the field for the name at the sign-in of an office that exists`,
)
const figures: Record<keyof typeof programs, Figure[]> = { blank: [], desktop: [] }
for (let i = 0; i < rounds; i++)
  for (const name of ['blank', 'desktop'] as const) figures[name].push(await measure(name))
for (const what of ['ms', 'mb'] as const) {
  const [blank, desktop] = [median(figures.blank, what), median(figures.desktop, what)]
  console.log(
    `${what === 'ms' ? 'start to usable window' : 'memory (PSS, all processes)'}: blank ${blank} ${what}, desktop ${desktop} ${what}, ratio ${(desktop / blank).toFixed(2)}`,
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
  await new Promise(r => setTimeout(r, SETTLE_MS))
  const mb = Math.round(memoryOf(app.process().pid!) / 2 ** 20)
  await app.close()
  return { ms, mb }
}

/** Bytes of a process and all below it (Linux), shared pages divided among those who share them. */
function memoryOf(pid: number): number {
  const stats = readdirSync('/proc')
    .filter(p => /^\d+$/.test(p))
    .flatMap(p => {
      try {
        const after = readFileSync(`/proc/${p}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
        return [{ pid: Number(p), parent: Number(after[1]) }]
      } catch {
        return [] // it ended meanwhile
      }
    })
  const family = new Set([pid])
  for (let grown = true; grown;) {
    grown = false
    for (const s of stats) if (family.has(s.parent) && !family.has(s.pid)) grown = Boolean(family.add(s.pid))
  }
  return [...family].reduce((sum, p) => sum + proportional(p), 0)
}

function proportional(pid: number): number {
  try {
    const kB = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
    return Number(kB ?? 0) * 1024
  } catch {
    return 0 // it ended meanwhile
  }
}

function median(of: Figure[], what: keyof Figure): number {
  return of.map(f => f[what]).toSorted((a, b) => a - b)[Math.floor(of.length / 2)]!
}
