// Structured-clone-like text encoding, shared by Node and the page (the page gets this function's source).
// `hooks.fn` (optional) turns a function/promise into a reference; without it such values are refused, as Electron does.
export function makeWire() {
  const b64 = u8 => {
    let s = ''
    for (const b of u8) s += String.fromCharCode(b)
    return btoa(s)
  }
  const unb64 = s => Uint8Array.from(atob(s), c => c.charCodeAt(0))
  const refuse = () => {
    throw new Error('An object could not be cloned.')
  }
  function encode(root, hooks = {}) {
    const seen = new Map()
    const out = []
    const put = v => {
      if (v === null || typeof v === 'string' || typeof v === 'boolean') return ['v', v]
      if (v === undefined) return ['u']
      if (typeof v === 'number')
        return Number.isFinite(v) && !Object.is(v, -0) ? ['v', v] : ['n', Object.is(v, -0) ? '-0' : String(v)]
      if (typeof v === 'bigint') return ['b', String(v)]
      if (typeof v === 'function') return hooks.fn ? ['f', hooks.fn(v)] : refuse()
      if (typeof v !== 'object') return refuse()
      if (seen.has(v)) return ['r', seen.get(v)]
      if (typeof v.then === 'function') return hooks.promise ? ['p', hooks.promise(v)] : refuse()
      const at = out.length
      seen.set(v, at)
      out.push(null)
      if (Array.isArray(v)) out[at] = ['a', Array.from(v, put)]
      else if (v instanceof Date) out[at] = ['d', v.getTime()]
      else if (v instanceof RegExp) out[at] = ['x', v.source, v.flags]
      else if (v instanceof Map) out[at] = ['m', [...v].map(([k, w]) => [put(k), put(w)])]
      else if (v instanceof Set) out[at] = ['s', [...v].map(put)]
      else if (v instanceof Error) out[at] = ['e', v.name, v.message, v.stack]
      else if (v instanceof ArrayBuffer) out[at] = ['ab', b64(new Uint8Array(v))]
      else if (ArrayBuffer.isView(v))
        out[at] = [
          't',
          v.constructor.name === 'Buffer' ? 'Uint8Array' : v.constructor.name,
          b64(new Uint8Array(v.buffer, v.byteOffset, v.byteLength)),
        ]
      else if (v instanceof WeakMap || v instanceof WeakSet) refuse()
      else out[at] = ['o', Object.keys(v).map(k => [k, put(v[k])])]
      return ['r', at]
    }
    const top = put(root)
    return JSON.stringify([top, out])
  }
  function decode(text, hooks = {}) {
    const [top, cells] = JSON.parse(text)
    const made = []
    const get = c => {
      switch (c[0]) {
        case 'v':
          return c[1]
        case 'u':
          return undefined
        case 'n':
          return c[1] === '-0' ? -0 : Number(c[1])
        case 'b':
          return BigInt(c[1])
        case 'f':
          return hooks.fn(c[1])
        case 'p':
          return hooks.promise(c[1])
        default:
          return at(c[1])
      }
    }
    const at = i => {
      if (i in made) return made[i]
      const c = cells[i]
      switch (c[0]) {
        case 'a':
          made[i] = []
          for (const x of c[1]) made[i].push(get(x))
          break
        case 'd':
          made[i] = new Date(c[1])
          break
        case 'x':
          made[i] = new RegExp(c[1], c[2])
          break
        case 'm':
          made[i] = new Map()
          for (const [k, w] of c[1]) made[i].set(get(k), get(w))
          break
        case 's':
          made[i] = new Set()
          for (const x of c[1]) made[i].add(get(x))
          break
        case 'e':
          made[i] = Object.assign(new Error(c[2]), { stack: c[3] })
          if (c[1] !== 'Error') made[i].name = c[1]
          break
        case 'ab':
          made[i] = unb64(c[1]).buffer
          break
        case 't':
          made[i] = new globalThis[c[1]](unb64(c[2]).buffer)
          break
        // as structured clone does: a key named __proto__ becomes an own property and never the prototype
        default:
          made[i] = {}
          for (const [k, w] of c[1])
            Object.defineProperty(made[i], k, { value: get(w), enumerable: true, writable: true, configurable: true })
      }
      return made[i]
    }
    return get(top)
  }
  return { encode, decode }
}
