import { readFileSync } from 'node:fs'
import type { Answer, Session } from './cdp.ts'
import { bridgeEnd, preloadHost } from './in-page.js'
import { rules } from './session.ts'
import { makeWire } from './wire.js'

/** The world the preload runs in; Electron gives it this name too. */
export const WORLD = 'Electron Isolated Context'
const EMITTED = [
  'console-message',
  'did-navigate',
  'did-navigate-in-page',
  'dom-ready',
  'did-finish-load',
  'did-stop-loading',
  'did-fail-load',
  'render-process-gone',
  'will-navigate',
  'will-frame-navigate',
  'page-title-updated',
  'destroyed',
  '_painted',
  'newListener',
  'removeListener',
]
// Nothing here can cause these: no right click of a person, no webview, no redirect followed, no beforeunload asked.
const NEVER = [
  'context-menu',
  'will-attach-webview',
  'did-attach-webview',
  'will-redirect',
  'will-prevent-unload',
  'unresponsive',
  'preload-error',
  'certificate-error',
  'did-create-window',
]
/** The events that may be listened for. */
export const pageEvents: readonly string[] = [...EMITTED, ...NEVER]
const PREFERENCES: Record<string, unknown> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
}
const FREE = ['preload', 'spellcheck', 'devTools', 'backgroundThrottling', 'disableDialogs', 'safeDialogs']

/** The options in force: the only ones emulated, and Electron's own defaults. Those that could only be pretended are refused. */
export function checkPreferences(prefs: Answer): Record<string, unknown> {
  for (const [key, value] of Object.entries(prefs)) {
    if (FREE.includes(key) || PREFERENCES[key] === value) continue
    throw new Error(`electron stand-in: webPreferences.${key}: ${JSON.stringify(value)} is not emulated`)
  }
  return { ...PREFERENCES, ...prefs }
}

/** The origin of a page's own scheme as Electron shows it; Node gives 'null' for schemes it does not know. */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return 'null'
  const u = new URL(url)
  return u.origin === 'null' && u.host ? `${u.protocol}//${u.host}` : u.origin
}

/** The headers of an answer after the application had its say (webRequest.onHeadersReceived). */
export async function receivedHeaders(url: string, response: Response): Promise<{ name: string; value: string }[]> {
  let headers: Record<string, string | string[]> = Object.fromEntries([...response.headers].map(([k, v]) => [k, [v]]))
  const { received } = rules
  if (received) {
    const details = { url, responseHeaders: headers, statusCode: response.status }
    headers = await new Promise(res => received(details, a => res(a.responseHeaders ?? headers)))
  }
  return Object.entries(headers).flatMap(([name, v]) => [v].flat().map(value => ({ name, value: String(value) })))
}

/** Puts the bridge into the page's world and the preload into a world of its own, before any script of the page. */
export async function injectPreload(s: Session, token: string, preload: string | undefined): Promise<void> {
  const info = {
    versions: { ...process.versions },
    platform: process.platform,
    arch: process.arch,
    env: {},
    argv: [],
    contextId: '',
  }
  const source = preload ? readFileSync(preload, 'utf8') : ''
  const [wire, bridge, host, t] = [String(makeWire), String(bridgeEnd), String(preloadHost), JSON.stringify(token)]
  const run = `function(require,module,exports,process){${source}\n}`
  await s.send('Runtime.addBinding', { name: token, executionContextName: WORLD })
  await s.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `if(window.top===window)(${bridge})(${wire},${t},'page','preload')`,
  })
  await s.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: WORLD,
    source: `(${host})(${wire},${bridge},${t},${JSON.stringify(info)},${run})`,
  })
}
