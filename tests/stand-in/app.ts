import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, watch, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { absent, onlyKnownEvents, stoppable } from './absent.ts'
import { BrowserWindow } from './browser-window.ts'
import { boot, isReady, running } from './runtime.ts'

const EMITTED = [
  'ready',
  'will-finish-launching',
  'before-quit',
  'will-quit',
  'quit',
  'window-all-closed',
  'second-instance',
  'browser-window-created',
  'web-contents-created',
  'render-process-gone',
  'activate',
  'child-process-gone',
  'open-file',
  'open-url',
  'removeListener',
  'newListener',
]
const switches = new Map<string, string>()
const LOCK = 'SingletonLock.standin'

class App extends EventEmitter {
  _name = boot.pkg['productName'] ?? boot.pkg['name'] ?? 'Electron'
  _paths: Record<string, string> = {}
  isPackaged = false
  commandLine = absent(
    {
      appendSwitch: (k: string, v = '') => void switches.set(k, v),
      hasSwitch: (k: string) => switches.has(k),
      getSwitchValue: (k: string) => switches.get(k) ?? '',
      removeSwitch: (k: string) => void switches.delete(k),
    },
    'app.commandLine',
  )
  override on(event: string | symbol, listener: (...a: never[]) => void): this {
    onlyKnownEvents('app', EMITTED, event)
    return super.on(event, listener as () => void)
  }
  whenReady = () => isReady
  isReady = () => running.ready
  getName = () => this._name
  setName = (n: string) => void (this._name = n)
  get name() {
    return this._name
  }
  getVersion = () => boot.pkg['version'] ?? '0.0.0'
  getAppPath = () => boot.appPath
  getLocale = () => 'zh-CN'
  getSystemLocale = () => 'zh-CN'
  getPreferredSystemLanguages = () => ['zh-CN']
  getPath(key: string): string {
    const home = homedir()
    const appData = this._paths['appData'] ?? process.env['XDG_CONFIG_HOME'] ?? join(home, '.config')
    const userData = this._paths['userData'] ?? join(appData, this._name)
    const known: Record<string, string> = {
      home,
      appData,
      userData,
      sessionData: userData,
      crashDumps: join(userData, 'Crashpad'),
      logs: join(userData, 'logs'),
      temp: tmpdir(),
      exe: process.execPath,
      module: process.execPath,
      desktop: join(home, 'Desktop'),
      documents: join(home, 'Documents'),
      downloads: join(home, 'Downloads'),
    }
    const path = this._paths[key] ?? known[key]
    if (path === undefined) throw new Error(`Failed to get '${key}' path`)
    if (key === 'userData' || key === 'logs') mkdirSync(path, { recursive: true })
    return path
  }
  setPath(key: string, path: string) {
    this._paths[key] = path
    if (key === 'userData') mkdirSync(path, { recursive: true })
  }
  setAppLogsPath = (path?: string) => void (this._paths['logs'] = path ?? join(this.getPath('userData'), 'logs'))
  requestSingleInstanceLock(data?: unknown): boolean {
    const dir = this.getPath('userData')
    if (!takeLock(dir, data)) return false
    watch(dir, (_event, file) => {
      if (!file?.endsWith('.second.standin')) return
      const message = join(dir, file)
      void isReady.then(() => {
        try {
          const [argv, cwd, extra] = JSON.parse(readFileSync(message, 'utf8'))
          unlinkSync(message)
          this.emit('second-instance', {}, argv, cwd, extra)
        } catch {
          // already taken: the folder is watched by file, and one arrival may be reported twice
        }
      })
    }).unref()
    process.once('exit', () => rmSync(join(dir, LOCK), { force: true }))
    return true
  }
  releaseSingleInstanceLock() {
    rmSync(join(this.getPath('userData'), LOCK), { force: true })
  }
  focus() {}
  setAppUserModelId(_id: string) {}
  enableSandbox() {}
  setAboutPanelOptions(_o: unknown) {}
  disableHardwareAcceleration() {}
  setLoginItemSettings(_o: unknown) {}
  getLoginItemSettings = () => ({ openAtLogin: false })
  setBadgeCount = (_n?: number) => false
  addRecentDocument(_path: string) {}
  clearRecentDocuments() {}
  quit() {
    if (running.quitting) return
    const before = stoppable()
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    running.quitting = true // from here on closing the last window is no window-all-closed
    for (const w of BrowserWindow.getAllWindows()) {
      w.close()
      if (!w._kept) continue
      running.quitting = false
      return
    }
    const will = stoppable()
    this.emit('will-quit', will)
    if (will.defaultPrevented) {
      running.quitting = false
      return
    }
    this.exit(0)
  }
  exit(code = 0) {
    running.quitting = true
    this.emit('quit', {}, code)
    const { browser } = running
    if (!browser) process.exit(code)
    browser.process.once('exit', () => process.exit(code))
    browser.send('Browser.close').catch(() => browser.process.kill('SIGKILL'))
    setTimeout(() => process.exit(code), 3000)
  }
}

export const app = absent(new App(), 'app')

/** Takes the lock, or leaves this start's arguments for the process that holds it. */
function takeLock(dir: string, data: unknown): boolean {
  const lock = join(dir, LOCK)
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return true
    } catch {
      const pid = Number(readFileSync(lock, 'utf8'))
      if (pid === process.pid) return true
      if (isAlive(pid)) break
      unlinkSync(lock)
    }
  }
  const message = join(dir, `${process.pid}.second.standin`)
  writeFileSync(`${message}.part`, JSON.stringify([process.argv, process.cwd(), data ?? null]))
  renameSync(`${message}.part`, message)
  return false
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
