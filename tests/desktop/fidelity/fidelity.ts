import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const declarations = createRequire(import.meta.url).resolve('electron/electron.d.ts')
const documentation = readFileSync(declarations, 'utf8')
  .replaceAll(/\n\s*\* ?/g, ' ')
  .replaceAll(/\s+/g, ' ')

/** The name of a test that pins one sentence of Electron's documentation; a sentence that the installed Electron does not document is refused. */
export function pins(topic: string, sentence: string): string {
  if (!documentation.includes(sentence)) throw new Error(`electron.d.ts does not say: ${sentence}`)
  return `${topic}: “${sentence}”`
}

export type Any = any
export type Fidelity = {
  app: ElectronApplication
  page: Page
  home: string
  inPage: (f: (t: Any) => unknown) => Promise<Any>
}
export const folder = join(import.meta.dirname, 'app')

/** Starts the small application with a fresh profile. */
export async function startFidelity(): Promise<Fidelity> {
  const home = mkdtempSync(join(tmpdir(), 'fidelity-'))
  const app = await _electron.launch({
    args: [folder],
    env: { ...process.env, FID_HOME: home } as Record<string, string>,
  })
  const page = await app.firstWindow()
  await page.getByText('hello').waitFor()
  return { app, page, home, inPage: f => page.evaluate(`(${f})(window.t)`) }
}
