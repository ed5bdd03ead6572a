import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { createInterface } from 'node:readline'

type Params = Record<string, unknown>
/** An answer of the DevTools protocol; untyped here, each reader knows its own shape. */
export type Answer = any

/** One attached target. Events of the protocol arrive as events of this object. */
export class Session extends EventEmitter {
  readonly browser: Browser
  readonly id: string
  constructor(browser: Browser, id: string) {
    super()
    this.browser = browser
    this.id = id
    this.setMaxListeners(0)
  }
  send(method: string, params: Params = {}): Promise<Answer> {
    return this.browser.call(method, params, this.id)
  }
}

/** A Chromium of our own, and the few lines of DevTools protocol needed to talk to it. */
export class Browser extends EventEmitter {
  readonly process: ChildProcess
  endpoint = ''
  #ws: WebSocket | undefined
  #next = 1
  #waiting = new Map<number, { res: (a: Answer) => void; rej: (e: Error) => void; method: string }>()
  #sessions = new Map<string, Session>()

  constructor(bin: string, args: string[]) {
    super()
    // The pipe (fds 3, 4) is never used: Chromium quits when it closes, so it cannot outlive us, even after kill -9.
    this.process = spawn(bin, ['--remote-debugging-pipe', ...args], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    })
  }

  async connect(): Promise<void> {
    this.endpoint = await this.#announced()
    const ws = (this.#ws = new WebSocket(this.endpoint))
    await new Promise((res, rej) => {
      ws.onopen = res
      ws.onerror = rej
    })
    ws.onmessage = e => this.#receive(JSON.parse(String(e.data)))
    ws.onclose = () => {
      for (const w of this.#waiting.values()) w.rej(new Error('browser closed'))
      this.emit('disconnected')
    }
  }

  #announced(): Promise<string> {
    return new Promise<string>((res, rej) => {
      const tail: string[] = []
      createInterface({ input: this.process.stderr! }).on('line', line => {
        const m = /^DevTools listening on (ws:\/\/.*)$/.exec(line)
        if (m?.[1]) res(m[1])
        else if (tail.push(line) > 20) tail.shift()
        if (process.env['STANDIN_CHROMIUM_LOG']) process.stderr.write(`[chromium] ${line}\n`)
      })
      this.process.once('error', rej)
      this.process.once('exit', code => rej(new Error(`chromium exited (${code})\n${tail.join('\n')}`)))
    })
  }

  call(method: string, params: Params, sessionId?: string): Promise<Answer> {
    const id = this.#next++
    if (this.#ws?.readyState !== 1) return Promise.reject(new Error('browser closed'))
    this.#ws.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }))
    return new Promise((res, rej) => this.#waiting.set(id, { res, rej, method }))
  }

  #receive(m: Answer): void {
    if (m.id) {
      const w = this.#waiting.get(m.id)
      this.#waiting.delete(m.id)
      if (m.error) w?.rej(new Error(`${w.method}: ${m.error.message}`))
      else w?.res(m.result)
    } else (m.sessionId ? this.#sessions.get(m.sessionId) : this)?.emit(m.method, m.params)
  }

  async attach(targetId: string): Promise<Session> {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true })
    const session = new Session(this, sessionId)
    this.#sessions.set(sessionId, session)
    return session
  }

  send(method: string, params: Params = {}): Promise<Answer> {
    return this.call(method, params)
  }
}
