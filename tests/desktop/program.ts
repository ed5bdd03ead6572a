import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { DesktopBridge } from '#core/desktop'

declare global {
  interface Window {
    desktop?: DesktopBridge
    heard: [string, unknown][]
    canSave?: boolean
  }
}

export type Program = { app: ElectronApplication; page: Page; home: string; data: string }
export const entry = join(import.meta.dirname, '../../out/desktop-test/out/main/index.js')

/** The environment of a person of their own: Linux keeps data under XDG_CONFIG_HOME, Windows under APPDATA. */
export const environment = (home: string): Record<string, string> =>
  ({ ...process.env, XDG_CONFIG_HOME: home, APPDATA: home, LANG: 'zh_CN.UTF-8' }) as Record<string, string>

/** Starts the built desktop program (with the small host of these tests) for a person who has never used it, or in `home` again. */
export async function startProgram(
  home = mkdtempSync(join(tmpdir(), '桌面 测试-')),
  args: string[] = [],
): Promise<Program> {
  const app = await _electron.launch({ args: [entry, ...args], env: environment(home) })
  const page = await app.firstWindow()
  await page.getByRole('heading', { name: '桌面测试页' }).waitFor()
  return { app, page, home, data: await app.evaluate(({ app: a }) => a.getPath('userData')) }
}

/** Puts answers to the dialogs in place, and keeps what was asked in `globalThis.asked`. */
export async function answerDialogs(
  app: ElectronApplication,
  answers: { save?: string | null; open?: string | null; box?: number },
): Promise<void> {
  await app.evaluate(({ dialog, shell }, a) => {
    const asked: unknown[] = ((globalThis as Record<string, unknown>)['asked'] = [])
    dialog.showSaveDialog = (async (...x: unknown[]) => {
      asked.push(['save', (x.at(-1) as { defaultPath?: string }).defaultPath])
      return { canceled: a.save == null, filePath: a.save ?? '' }
    }) as never
    dialog.showOpenDialog = (async (...x: unknown[]) => {
      asked.push(['open', (x.at(-1) as { title?: string }).title])
      return { canceled: a.open == null, filePaths: a.open == null ? [] : [a.open] }
    }) as never
    dialog.showMessageBox = (async (...x: unknown[]) => {
      const { message, detail } = x.at(-1) as { message: string; detail?: string }
      asked.push(['box', message, detail ?? ''])
      return { response: a.box ?? 0, checkboxChecked: false }
    }) as never
    shell.openExternal = async (url: string) => void asked.push(['external', url])
    shell.openPath = async (path: string) => {
      asked.push(['path', path])
      return ''
    }
  }, answers)
}

/** What was asked of the person or of the system since the answers were put in place. */
export const asked = (app: ElectronApplication): Promise<unknown[][]> =>
  app.evaluate(() => (globalThis as unknown as { asked: unknown[][] }).asked)

/** Clicks a menu item by its id. */
export const clickMenu = (app: ElectronApplication, id: string): Promise<void> =>
  app.evaluate(({ Menu }, wanted) => void Menu.getApplicationMenu()!.getMenuItemById(wanted)!.click(), id)
