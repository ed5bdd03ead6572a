// `electron [switches] [-r module] <app dir or main file> [args]`, on Node. Started by dist/electron.
import { existsSync, readFileSync, statSync } from 'node:fs'
import inspector from 'node:inspector'
import { createRequire, registerHooks } from 'node:module'
import './boringssl.ts'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Boot } from './runtime.ts'

const STAND_IN = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href
const raw = process.argv.slice(2)
const { preloads, switches, inspect, target } = readArguments(raw)
const appPath = existsSync(target) && statSync(target).isDirectory() ? target : dirname(target)
const manifest = join(appPath, 'package.json')
const pkg = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {}
const main = appPath === target ? join(appPath, pkg.main ?? 'index.js') : target
const electronManifest = createRequire(import.meta.url).resolve('electron/package.json')
const version: string = JSON.parse(readFileSync(electronManifest, 'utf8')).version

process.argv = [process.argv[0]!, ...raw] // as Electron shows it
const versions = Object.freeze({ ...process.versions, electron: version, chrome: '0.0.0.0' })
Object.defineProperty(process, 'versions', { value: versions })
Object.assign(process, { type: 'browser', resourcesPath: appPath, defaultApp: true })
const boot: Boot = {
  appPath,
  pkg,
  switches,
  version,
  headed: process.env['STANDIN_HEADED'] === '1',
  chromium:
    process.env['STANDIN_CHROMIUM'] ??
    ['/usr/lib/chromium/chromium', '/usr/bin/chromium'].find(existsSync) ??
    'chromium',
}
Object.assign(globalThis, { __electronStandIn: boot })

registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/main|\/common)?$/.test(specifier)
      ? { url: STAND_IN, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
if (inspect !== undefined) inspector.open(inspect, '127.0.0.1')
const standIn: { _launch(): Promise<void>; _ready(): void } = await import(STAND_IN)
const chromium = standIn._launch()
for (const p of preloads) createRequire(join(appPath, 'x.js'))(resolve(p))
// As in Electron, 'ready' waits for the main module: a top-level `await app.whenReady()` there waits for itself.
const stuck = setTimeout(() => {
  console.error('electron stand-in: main has not finished loading after 10 s (a top-level await of app.whenReady()?)')
}, 10_000)
await import(pathToFileURL(main).href)
clearTimeout(stuck)
await chromium
standIn._ready()

function readArguments(args: string[]) {
  const found = { preloads: [] as string[], switches: [] as string[], inspect: undefined as number | undefined }
  let i = 0
  for (; i < args.length; i++) {
    const a = args[i]!
    if (a === '-r' || a === '--require') found.preloads.push(args[++i]!)
    else if (a.startsWith('--inspect')) found.inspect = Number(a.split('=')[1] ?? 9229)
    else if (a.startsWith('--remote-debugging-port')) continue
    else if (a.startsWith('-')) found.switches.push(a)
    else break
  }
  // Electron reads Chromium's switches on either side of the application's path
  found.switches.push(...args.slice(i + 1).filter(a => a.startsWith('--')))
  if (process.getuid?.() === 0 && !found.switches.includes('--no-sandbox')) found.switches.push('--no-sandbox')
  return { ...found, target: resolve(args[i] ?? '.') }
}
