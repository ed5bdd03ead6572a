import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Any, type Fidelity, folder, pins, startFidelity } from './fidelity.ts'

let f: Fidelity
test.beforeEach(async () => {
  f = await startFidelity()
})
test.afterEach(() => f.app.close())

test(
  pins(
    'native modules',
    'This method returns an empty image if the `path` does not exist, cannot be read, or is not a valid image.',
  ),
  async () => {
    expect(
      await f.app.evaluate(({ nativeImage }) => [
        nativeImage.createFromPath('/does/not/exist.png').isEmpty(),
        nativeImage
          .createFromDataURL(
            'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
          )
          .getSize(),
      ]),
    ).toEqual([true, { width: 1, height: 1 }])
    const menu = await f.app.evaluate(({ Menu }) => {
      const clicks: string[] = []
      Menu.setApplicationMenu(
        Menu.buildFromTemplate([
          {
            label: '文件',
            submenu: [
              { id: 'new', label: '新建', accelerator: 'CmdOrCtrl+N', click: item => clicks.push(item.label) },
              { type: 'separator' },
              { id: 'big', label: '大字版', type: 'checkbox', click: item => clicks.push(String(item.checked)) },
            ],
          },
        ]),
      )
      const own = Menu.getApplicationMenu()!
      own.getMenuItemById('new')!.click()
      own.getMenuItemById('big')!.click()
      return [clicks, own.items.map(i => i.label), own.getMenuItemById('absent')]
    })
    expect(menu).toEqual([['新建', 'true'], ['文件'], null])
    const rest = await f.app.evaluate(
      ({ Tray, Notification, nativeImage, nativeTheme, screen, powerMonitor, safeStorage, shell }) => {
        const tray = new Tray(
          nativeImage.createFromDataURL(
            'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
          ),
        )
        tray.setToolTip('待办 3 件')
        const n = new Notification({ title: '退回', body: '请修改' })
        const woken: string[] = []
        powerMonitor.on('resume', () => woken.push('resume'))
        powerMonitor.emit('resume')
        tray.destroy()
        return [
          n.title,
          n.body,
          typeof nativeTheme.shouldUseDarkColors,
          screen.getPrimaryDisplay().workAreaSize.width > 0,
          woken,
          tray.isDestroyed(),
          typeof safeStorage.isEncryptionAvailable(),
          typeof shell.openExternal,
        ]
      },
    )
    expect(rest).toEqual(['退回', '请修改', 'boolean', true, ['resume'], true, 'boolean', 'function'])
  },
)

test(pins('BrowserWindow close', 'Calling `event.preventDefault()` will cancel the close.'), async () => {
  const second = f.app.waitForEvent('window')
  await f.app.evaluate(() => (globalThis as Any).make())
  const p2 = await second
  await p2.getByText('hello').waitFor()
  const count = () => f.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  expect(await count()).toBe(2)
  await f.app.evaluate(({ BrowserWindow }) => {
    const w = BrowserWindow.getAllWindows()[0]!
    ;(globalThis as Any).block = true
    w.on('close', e => {
      if ((globalThis as Any).block) e.preventDefault()
    })
    w.close()
  })
  expect(await count()).toBe(2)
  await f.app.evaluate(() => {
    ;(globalThis as Any).block = false
  })
  await p2.close()
  await expect.poll(count).toBe(1)
})

test(
  pins(
    'a destroyed window',
    'Reading this property throws `Object has been destroyed` once the window has been destroyed; see `win.isDestroyed()`.',
  ),
  async () => {
    const said = await f.app.evaluate(async ({ BrowserWindow }) => {
      const w = new BrowserWindow({ show: false })
      w.destroy()
      try {
        return String(w.webContents.id)
      } catch (e) {
        return `${w.isDestroyed()} ${(e as Error).message}`
      }
    })
    expect(said).toBe('true Object has been destroyed')
  },
)

test(
  pins(
    'second-instance',
    "`argv` is an Array of the second instance's command line arguments, and `workingDirectory` is its current working directory.",
  ),
  async () => {
    const exe = (await import('electron')).default as unknown as string
    const r = spawnSync(exe, ['--no-sandbox', folder, 'from-second.docx'], {
      env: { ...process.env, FID_HOME: f.home },
      cwd: f.home,
      timeout: 15_000,
      encoding: 'utf8',
    })
    expect(r.status).toBe(0)
    await expect
      .poll(() => f.app.evaluate(() => (globalThis as Any).got))
      .toContainEqual(['second', 'from-second.docx', f.home, true])
  },
)

test(
  pins(
    'app.quit',
    'If the user pressed `Cmd + Q`, or the developer called `app.quit()`, Electron will first try to close all the windows and then emit the `will-quit` event, and in this case the `window-all-closed` event would not be emitted.',
  ),
  async () => {
    await f.app.evaluate(() => void ((globalThis as Any).got.length = 0))
    await f.app.close()
    expect(existsSync(join(f.home, 'will-quit'))).toBe(true)
    expect(JSON.parse(readFileSync(join(f.home, 'will-quit'), 'utf8'))).toEqual([['before-quit']])
  },
)

test(pins('window-all-closed', 'Emitted when all windows have been closed.'), async () => {
  const ended = new Promise<number | null>(r => f.app.process().once('exit', r))
  await f.page.evaluate(() => window.close()).catch(() => {})
  expect(await ended).toBe(0)
  expect(JSON.parse(readFileSync(join(f.home, 'will-quit'), 'utf8'))).toContainEqual(['all-closed'])
})
