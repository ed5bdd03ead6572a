import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Browser } from './cdp.ts'

/** What launch.ts found on the command line and in the application's package.json. */
export type Boot = {
  appPath: string
  pkg: Record<string, string>
  switches: string[]
  version: string
  headed: boolean
  chromium: string
}
export const boot = (globalThis as unknown as { __electronStandIn: Boot }).__electronStandIn

/** The one place for what changes while the program runs. */
export const running = { ready: false, quitting: false, browser: undefined as Browser | undefined }

let release!: () => void
/** Resolves when the main module has been read and Chromium answers, as Electron's 'ready' does. */
export const isReady = new Promise<void>(r => (release = r))
export function markReady(): void {
  running.ready = true
  release()
}

/** Chromium, once it was started. */
export function chromium(): Browser {
  if (!running.browser) throw new Error('electron stand-in: chromium has not been started yet')
  return running.browser
}

const ARGUMENTS = [
  '--remote-debugging-port=0',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-extensions',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-sync',
  '--password-store=basic',
  '--force-color-profile=srgb',
  '--disable-features=Translate,MediaRouter,OptimizationHints',
  '--lang=zh-CN',
  '--accept-lang=zh-CN',
  '--disable-search-engine-choice-screen',
  '--disable-dev-shm-usage',
  '--disable-popup-blocking',
]

/** Starts Chromium with a private profile that is removed at exit. */
export async function startChromium(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'standin-chromium-'))
  const visible = boot.headed ? [] : ['--headless=new', '--hide-scrollbars']
  const browser = new Browser(boot.chromium, [`--user-data-dir=${profile}`, ...ARGUMENTS, ...visible, ...boot.switches])
  running.browser = browser
  process.once('exit', () => {
    browser.process.kill('SIGKILL')
    removeProfile(profile)
  })
  await browser.connect()
  browser.once('disconnected', () => {
    if (running.quitting) return
    console.error('electron stand-in: chromium is gone')
    process.exit(1)
  })
  return browser
}

function removeProfile(profile: string): void {
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let i = 0; i < 20 && existsSync(profile); i++) {
    try {
      rmSync(profile, { recursive: true, force: true })
    } catch {
      // Chromium's last writes: try again
    }
    Atomics.wait(clock, 0, 0, 25)
  }
}
