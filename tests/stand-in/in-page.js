// Two functions whose SOURCE is injected by CDP; neither runs in Node.

// One end of the context bridge. The page's world and the preload's isolated world share only the DOM, so the two
// ends talk by synchronous DOM events whose detail is text: as in Electron, nothing but copies crosses.
export function bridgeEnd(makeWire, token, me, other, toMain) {
  const { encode, decode } = makeWire()
  const fns = new Map(),
    fnIds = new WeakMap(),
    waiting = new Map()
  let next = 1,
    answer
  const say = msg => document.dispatchEvent(new CustomEvent(`${token}>${other}`, { detail: JSON.stringify(msg) }))
  const hooks = {
    fn(f) {
      // local function -> id;  remote id -> proxy
      if (typeof f === 'function') {
        if (!fnIds.has(f)) {
          fnIds.set(f, next)
          fns.set(next++, f)
        }
        return fnIds.get(f)
      }
      return (...args) => {
        say({ call: f, args: encode(args, hooks) })
        const [ok, text] = answer
        const value = decode(text, hooks)
        if (!ok) throw value
        return value
      }
    },
    promise(p) {
      if (typeof p === 'object') {
        const id = next++
        p.then(
          v => say({ settle: id, ok: true, value: encode(v, hooks) }),
          e => say({ settle: id, ok: false, value: encode(e instanceof Error ? e : new Error(String(e)), hooks) }),
        )
        return id
      }
      return new Promise((res, rej) => waiting.set(p, [res, rej]))
    },
  }
  document.addEventListener(`${token}>${me}`, ev => {
    const m = JSON.parse(ev.detail)
    if ('answer' in m) answer = m.answer
    else if ('settle' in m) {
      const w = waiting.get(m.settle)
      waiting.delete(m.settle)
      w?.[m.ok ? 0 : 1](decode(m.value, hooks))
    } else if ('call' in m) {
      let a
      try {
        a = [true, encode(fns.get(m.call)(...decode(m.args, hooks)), hooks)]
      } catch (e) {
        a = [false, encode(e instanceof Error ? e : new Error(String(e)))]
      }
      say({ answer: a })
    } else if ('expose' in m) {
      if (Object.hasOwn(window, m.expose)) return
      const freeze = o => {
        if (o && typeof o === 'object') {
          Object.values(o).forEach(freeze)
          Object.freeze(o)
        }
        return o
      }
      Object.defineProperty(window, m.expose, { value: freeze(decode(m.value, hooks)), enumerable: true })
    } else if ('hello' in m) for (const e of exposed) say(e)
    else if ('open' in m || 'close' in m) toMain(m)
  })
  const exposed = []
  if (me === 'page') {
    say({ hello: 1 })
    // Asking main is never synchronous here, so window.open gives null at once and main decides afterwards.
    const ask = url => {
      say({ open: new URL(url, location.href).href })
      return null
    }
    window.close = () => say({ close: 1 }) // Chromium refuses it to windows that no script opened; Electron does not
    window.open = (url = 'about:blank') => ask(url)
    document.addEventListener('click', e => {
      const a = e.target instanceof Element && e.target.closest('a[target=_blank],area[target=_blank]')
      if (a && !e.defaultPrevented) {
        e.preventDefault()
        ask(a.href)
      }
    })
  }
  return {
    expose(key, api) {
      const e = { expose: key, value: encode(api, hooks) }
      exposed.push(e)
      say(e)
    },
  }
}

// What a sandboxed preload sees: require('electron'), process, and nothing else.
export function preloadHost(makeWire, bridgeEnd, token, info, run) {
  if (window.top !== window) return
  const { encode, decode } = makeWire()
  const send = globalThis[token] // the CDP binding, present in this world only
  delete globalThis[token]
  const listeners = new Map(),
    pending = new Map()
  let next = 1
  const bridge = bridgeEnd(makeWire, token, 'preload', 'page', m => send(JSON.stringify(m)))
  const title = () => send(JSON.stringify({ title: document.title }))
  addEventListener('DOMContentLoaded', () => {
    title()
    new MutationObserver(title).observe(document.head, { subtree: true, childList: true, characterData: true })
  })
  const ipcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((res, rej) => {
        const id = next++
        const text = encode(args)
        pending.set(id, [res, rej])
        send(JSON.stringify({ invoke: id, channel, args: text }))
      }),
    sendSync() {
      throw new Error('electron stand-in: ipcRenderer.sendSync is not emulated')
    },
    send: (channel, ...args) => send(JSON.stringify({ send: 1, channel, args: encode(args) })),
    on(channel, f) {
      if (!listeners.has(channel)) listeners.set(channel, [])
      listeners.get(channel).push(f)
      return ipcRenderer
    },
    once(channel, f) {
      const g = (...a) => {
        ipcRenderer.removeListener(channel, g)
        f(...a)
      }
      g.listener = f
      return ipcRenderer.on(channel, g)
    },
    removeListener(channel, f) {
      const l = listeners.get(channel) ?? []
      const i = l.findIndex(x => x === f || x.listener === f)
      if (i >= 0) l.splice(i, 1)
      return ipcRenderer
    },
    removeAllListeners(channel) {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return ipcRenderer
    },
    listenerCount: channel => listeners.get(channel)?.length ?? 0,
  }
  ipcRenderer.addListener = ipcRenderer.on
  ipcRenderer.off = ipcRenderer.removeListener
  globalThis.__fromMain = m => {
    if ('reply' in m) {
      const [res, rej] = pending.get(m.reply)
      pending.delete(m.reply)
      if (m.ok) res(decode(m.value))
      else rej(new Error(m.error))
    } else
      for (const f of (listeners.get(m.channel) ?? []).slice()) f({ sender: ipcRenderer, ports: [] }, ...decode(m.args))
  }
  const electron = {
    ipcRenderer,
    contextBridge: { exposeInMainWorld: (k, v) => bridge.expose(k, v) },
    webUtils: { getPathForFile: f => f.__path ?? '' },
  }
  const absent = (o, name) =>
    new Proxy(o, {
      get(t, k) {
        if (k in t || typeof k === 'symbol') return t[k]
        throw new Error(`electron stand-in: ${name}.${k} is not emulated`)
      },
    })
  const mods = { electron: absent(electron, 'electron (preload)'), 'electron/renderer': electron }
  const require = id => {
    if (mods[id]) return mods[id]
    throw new Error(`module not found: ${id} (a sandboxed preload can require only electron)`)
  }
  const module = { exports: {} }
  run(require, module, module.exports, { type: 'renderer', sandboxed: true, contextIsolated: true, ...info })
}
