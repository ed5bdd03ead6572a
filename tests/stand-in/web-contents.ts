import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { absent, onlyKnownEvents, stoppable } from './absent.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import type { Answer, Session } from './cdp.ts'
import { ipcMain } from './ipc-main.ts'
import { checkPreferences, injectPreload, originOf, pageEvents, receivedHeaders, WORLD } from './page.ts'
import { printToPDF } from './print.ts'
import { boot, chromium, isReady, running } from './runtime.ts'
import { fromWeb, handlerFor, toWeb } from './scheme.ts'
import { applyPermissions, rules, session } from './session.ts'
import { makeWire } from './wire.js'

const { encode, decode } = makeWire()
const all = new Map<number, WebContents>()
let nextId = 1

type OpenHandler = (details: Answer) => { action: string }
type Size = { width: number; height: number }

export class WebContents extends EventEmitter {
  readonly id = nextId++
  readonly session = session.defaultSession
  readonly self: this
  targetId = ''
  #session!: Session
  #url = ''
  #title = ''
  #gone = false
  #loading = false
  #zoom = 1
  #size: Size
  #worlds = new Map<string, number>()
  #mainFrame = ''
  #own = new Set<string>()
  #open: OpenHandler | undefined
  #prefs: Record<string, unknown>
  #frame = {
    url: '',
    origin: 'null',
    processId: 1,
    routingId: 1,
    frameTreeNodeId: 1,
    parent: null,
    top: undefined as unknown,
    name: '',
  }
  readonly up: Promise<void>

  constructor(prefs: Answer, size: Size) {
    super()
    this.#prefs = checkPreferences(prefs)
    this.setMaxListeners(0)
    this.#size = size
    this.#frame.top = this.#frame
    this.self = absent(this, 'webContents', true)
    all.set(this.id, this.self)
    this.up = this.#create(prefs)
    this.up.catch(e => {
      if (!running.quitting) throw e
    })
    return this.self
  }

  override on(event: string | symbol, listener: (...a: never[]) => void): this {
    onlyKnownEvents('webContents', pageEvents, event)
    return super.on(event, listener as () => void)
  }

  async #create(prefs: Answer): Promise<void> {
    await isReady
    const { targetId } = await chromium().send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      ...this.#size,
    })
    this.targetId = targetId
    const s = (this.#session = await chromium().attach(targetId))
    const token = `standin_${randomUUID().replaceAll('-', '')}`
    this.#listen(s, token)
    await this.#fit(s, targetId)
    await Promise.all([
      s.send('Page.enable'),
      s.send('Runtime.enable'),
      s.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      s.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      applyPermissions(this.self, this.#url),
      s.send('Page.getFrameTree').then(t => (this.#mainFrame = t.frameTree.frame.id)),
    ])
    await injectPreload(s, token, prefs.preload)
  }

  #listen(s: Session, token: string): void {
    s.on('Runtime.executionContextCreated', ({ context: c }) => {
      if (c.name === WORLD) this.#worlds.set(c.auxData.frameId, c.id)
    })
    s.on('Runtime.bindingCalled', e => {
      if (e.name === token) void this.#fromPage(JSON.parse(e.payload), e.executionContextId)
    })
    s.on('Runtime.consoleAPICalled', e => {
      this.emit('console-message', {
        level: e.type,
        message: e.args.map((a: Answer) => a.value ?? a.description).join(' '),
      })
    })
    s.on('Fetch.requestPaused', e => {
      this.#serve(e).catch(why => {
        if (!this.#gone && !running.quitting) console.error(`electron stand-in: ${e.request.url}:`, why)
      })
    })
    s.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId) return
      this.#mainFrame = frame.id
      this.#moved(frame.url)
      this.emit('did-navigate', {}, this.#url, 200, '')
    })
    s.on('Page.navigatedWithinDocument', e => {
      if (e.frameId !== this.#mainFrame) return
      this.#moved(e.url)
      this.emit('did-navigate-in-page', {}, this.#url, true)
    })
    s.on('Page.domContentEventFired', () => this.emit('dom-ready', {}))
    s.on('Page.loadEventFired', () => {
      this.#loading = false
      this.emit('did-finish-load', {})
      this.emit('did-stop-loading', {})
    })
    s.on('Page.lifecycleEvent', e => {
      if (e.name === 'firstContentfulPaint' && this.#url !== 'about:blank') this.emit('_painted')
    })
    s.on('Inspector.targetCrashed', () => {
      const details = { reason: 'crashed', exitCode: 1 }
      this.emit('render-process-gone', {}, details)
      app.emit('render-process-gone', {}, this.self, details)
    })
  }

  #moved(url: string): void {
    this.#url = fromWeb(url)
    this.#frame.url = this.#url
    this.#frame.origin = originOf(this.#url)
  }

  /** Chromium's own tab strip must not eat into the content. */
  async #fit(s: Session, targetId: string): Promise<void> {
    const { windowId } = await chromium().send('Browser.getWindowForTarget', { targetId })
    const expression = '[outerWidth-innerWidth,outerHeight-innerHeight]'
    const { result } = await s.send('Runtime.evaluate', { expression, returnByValue: true })
    const [dx, dy] = result.value
    const bounds = { width: this.#size.width + dx, height: this.#size.height + dy }
    await chromium().send('Browser.setWindowBounds', { windowId, bounds })
  }

  async #serve(e: Answer): Promise<void> {
    const { requestId, request } = e
    const url = fromWeb(request.url)
    const fail = (errorReason: string) => this.#session.send('Fetch.failRequest', { requestId, errorReason })
    if (e.resourceType === 'Document' && !e.redirectedRequestId && this.#isRefused(e, url)) return fail('Aborted')
    const { before } = rules
    if (before) {
      const details = {
        id: 0,
        url,
        method: request.method,
        resourceType: e.resourceType,
        webContentsId: this.id,
        webContents: this.self,
      }
      const r = await new Promise<{ cancel?: boolean }>(res => before(details, res))
      if (r.cancel) return fail('BlockedByClient')
    }
    // Chromium asks for an icon, Electron does not
    if (url.endsWith('/favicon.ico') && e.resourceType === 'Other')
      return this.#session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 })
    const handler = handlerFor(url)
    if (!handler) return this.#session.send('Fetch.continueRequest', { requestId })
    const body = request.hasPostData ? (request.postData ?? '') : undefined
    try {
      const init = {
        method: request.method,
        headers: new Headers(request.headers),
        ...(body === undefined ? {} : { body }),
      }
      const response = await handler(new Request(url, init))
      const bytes = Buffer.from(await response.arrayBuffer()).toString('base64')
      const responseHeaders = await receivedHeaders(url, response)
      await this.#session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        body: bytes,
        responseHeaders,
      })
    } catch (why) {
      console.error(`protocol handler for ${url} failed:`, why)
      await fail('Failed')
    }
  }

  /** Asks the application's will-(frame-)navigate, for what the application did not start itself. */
  #isRefused(e: Answer, url: string): boolean {
    const isMainFrame = e.frameId === this.#mainFrame
    if (isMainFrame && this.#own.delete(e.request.url)) return false
    const event = {
      ...stoppable(),
      url,
      isMainFrame,
      isSameDocument: false,
      frame: isMainFrame ? this.#frame : null,
      initiator: this.#frame,
    }
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event, url)
    return event.defaultPrevented
  }

  get mainFrame() {
    return this.#frame
  }

  async #fromPage(m: Answer, contextId: number): Promise<void> {
    if ('title' in m) return this._title(m.title)
    if ('open' in m) return this.#asked(m.open)
    if ('close' in m) return BrowserWindow.fromWebContents(this.self)?.close()
    const reply = (channel: string, ...args: unknown[]) => this.send(channel, ...args)
    const event = {
      type: 'frame',
      sender: this.self,
      senderFrame: this.#frame,
      processId: 1,
      frameId: 1,
      returnValue: undefined,
      reply,
    }
    if ('send' in m) return void ipcMain.emit(m.channel, event, ...decode(m.args))
    let out: Answer
    try {
      const handler = ipcMain._handlers.get(m.channel)
      if (!handler) throw new Error(`No handler registered for '${m.channel}'`)
      out = { reply: m.invoke, ok: true, value: encode(await handler(event, ...decode(m.args))) }
    } catch (why) {
      console.error(`Error occurred in handler for '${m.channel}':`, why)
      out = { reply: m.invoke, ok: false, error: `Error invoking remote method '${m.channel}': ${why}` }
    }
    await this.#tell(out, contextId)
  }

  /** A page that has gone cannot be told: its answer is dropped, as Electron drops it. */
  async #tell(m: unknown, contextId: number): Promise<void> {
    await this.#session
      .send('Runtime.evaluate', { contextId, expression: `__fromMain(${JSON.stringify(m)})` })
      .catch(() => {})
  }

  send(channel: string, ...args: unknown[]): void {
    const text = encode(args)
    void this.up.then(() => {
      const contextId = this.#worlds.get(this.#mainFrame)
      if (contextId !== undefined) return this.#tell({ channel, args: text }, contextId)
    })
  }

  async loadURL(url: string): Promise<void> {
    await this.up
    const web = new URL(toWeb(url)).href
    this.#loading = true
    this.#own.add(web.split('#')[0]!)
    const done = new Promise<void>(r => this.once('did-finish-load', () => r()))
    const a = await this.#session.send('Page.navigate', { url: web })
    if (a.errorText) {
      this.emit('did-fail-load', {}, -2, a.errorText, url, true)
      throw Object.assign(new Error(`${a.errorText} loading '${url}'`), { code: a.errorText, url })
    }
    await done
  }
  loadFile(file: string, o: { hash?: string } = {}) {
    return this.loadURL(pathToFileURL(resolve(boot.appPath, file)).href + (o.hash ? `#${o.hash}` : ''))
  }
  getURL = () => this.#url
  getTitle = () => this.#title
  _title(title: string): void {
    if (title === this.#title) return
    this.#title = title
    this.emit('page-title-updated', stoppable(), title, true)
  }
  isLoading = () => this.#loading
  isDestroyed = () => this.#gone
  isCrashed = () => false
  getLastWebPreferences = () => this.#prefs
  isDevToolsOpened = () => false
  reload(): void {
    void this.up.then(() => {
      this.#own.add(toWeb(this.#url).split('#')[0]!)
      return this.#session.send('Page.reload')
    })
  }
  focus = () => void this.up.then(() => this.#session.send('Page.bringToFront')).catch(() => {}) // it may be closed meanwhile
  getZoomFactor = () => this.#zoom
  get zoomFactor() {
    return this.#zoom
  }
  set zoomFactor(factor: number) {
    this.setZoomFactor(factor)
  }
  getZoomLevel = () => Math.log(this.#zoom) / Math.log(1.2)
  setZoomLevel = (level: number) => this.setZoomFactor(1.2 ** level)
  /** Fewer, larger CSS pixels on the same surface, which is what the page sees of Electron's zoom. */
  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new TypeError("'zoomFactor' must be a double greater than 0.0")
    this.#zoom = factor
    const metrics = {
      width: Math.round(this.#size.width / factor),
      height: Math.round(this.#size.height / factor),
      deviceScaleFactor: factor,
      mobile: false,
    }
    void this.up.then(() =>
      factor === 1
        ? this.#session.send('Emulation.clearDeviceMetricsOverride')
        : this.#session.send('Emulation.setDeviceMetricsOverride', metrics),
    )
  }
  setVisualZoomLevelLimits = () => Promise.resolve()
  setWindowOpenHandler = (f: OpenHandler) => void (this.#open = f)
  _opened(url: string): string {
    return (
      this.#open?.({ url: fromWeb(url), frameName: '', features: '', disposition: 'new-window' })?.action ?? 'allow'
    )
  }
  #asked(url: string): void {
    if (this._opened(url) === 'allow') void new BrowserWindow({ webPreferences: {} }).loadURL(fromWeb(url))
  }
  async executeJavaScript(code: string): Promise<unknown> {
    await this.up
    const r = await this.#session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    })
    if (r.exceptionDetails) throw new Error(r.exceptionDetails.exception?.description ?? r.exceptionDetails.text)
    return r.result.value
  }
  async printToPDF(options: Answer = {}): Promise<Buffer> {
    await this.up
    return printToPDF(this.#session, options)
  }
  async capturePage() {
    await this.up
    const { data } = await this.#session.send('Page.captureScreenshot', { format: 'png' })
    const png = Buffer.from(data, 'base64')
    return { toPNG: () => png, toDataURL: () => `data:image/png;base64,${data}`, isEmpty: () => false }
  }
  close(): void {
    // the target may already be gone with its window
    void this.up.then(() => chromium().send('Target.closeTarget', { targetId: this.targetId })).catch(() => {})
  }
  _destroyed(): void {
    if (this.#gone) return
    this.#gone = true
    all.delete(this.id)
    this.emit('destroyed')
  }
}

export const webContents = absent(
  {
    getAllWebContents: () => [...all.values()],
    fromId: (id: number) => all.get(id),
    fromDevToolsTargetId: (t: string) => [...all.values()].find(w => w.targetId === t),
    getFocusedWebContents: () => BrowserWindow.getFocusedWindow()?.webContents ?? null,
  },
  'webContents',
)
