/**
 * Lists of whole numbers as bytes, close to their entropy, with no decompressor from outside: each list is coded by an
 * asymmetric numeral system (rANS, 12-bit frequencies) made for that list.
 */
export type Packer = {
  bytes(values: Uint8Array): void
  /** Whole numbers from 0 up to 8,191 mostly small; larger ones up to 2³² cost their bytes. */
  numbers(values: ArrayLike<number>): void
  finish(): Uint8Array
}

/** Reads what a `Packer` wrote, in the same order. Anything out of shape throws a `RangeError`. */
export type Unpacker = {
  bytes(): Uint8Array
  numbers(): Uint32Array
  /** True when nothing is left. */
  done(): boolean
}

const frequencyBits = 12
const frequencyTotal = 1 << frequencyBits
const lowest = 1 << 23
const direct = 224

/** Starts an empty file. */
export function packer(): Packer {
  const parts: Uint8Array[] = []
  const word = (value: number): void => {
    parts.push(Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24))
  }
  const bytes = (values: Uint8Array): void => {
    const coded = encode(values)
    word(values.length)
    word(coded.length)
    parts.push(coded)
  }
  return {
    bytes,
    numbers(values) {
      const symbols = new Uint8Array(values.length)
      const more: number[] = []
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!
        if (value < direct) symbols[i] = value
        else if (value < direct + (16 << 8)) {
          symbols[i] = direct + ((value - direct) >>> 8)
          more.push((value - direct) & 255)
        } else {
          symbols[i] = 255
          more.push(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24)
        }
      }
      bytes(symbols)
      bytes(Uint8Array.from(more))
    },
    finish() {
      const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
      let at = 0
      for (const part of parts) {
        out.set(part, at)
        at += part.length
      }
      return out
    },
  }
}

/** Reads a file from its first byte. */
export function unpacker(file: Uint8Array): Unpacker {
  let at = 0
  const word = (): number => {
    if (at + 4 > file.length) throw new RangeError('packed file ends early')
    const value = (file[at]! | (file[at + 1]! << 8) | (file[at + 2]! << 16) | (file[at + 3]! << 24)) >>> 0
    at += 4
    return value
  }
  const bytes = (): Uint8Array => {
    const count = word()
    const size = word()
    if (at + size > file.length || count > mostValues) throw new RangeError('packed list is longer than the file')
    const out = decode(file.subarray(at, at + size), count)
    at += size
    return out
  }
  return {
    bytes,
    numbers() {
      const symbols = bytes()
      const more = bytes()
      const out = new Uint32Array(symbols.length)
      let next = 0
      for (let i = 0; i < out.length; i++) {
        const symbol = symbols[i]!
        if (symbol < direct) out[i] = symbol
        else if (symbol < direct + 16) out[i] = direct + ((symbol - direct) << 8) + more[next++]!
        else {
          out[i] = (more[next]! | (more[next + 1]! << 8) | (more[next + 2]! << 16) | (more[next + 3]! << 24)) >>> 0
          next += 4
        }
      }
      if (next !== more.length) throw new RangeError('packed numbers do not add up')
      return out
    },
    done: () => at === file.length,
  }
}

/** Longest list that is read: guards memory against a forged length. */
const mostValues = 1 << 26

function encode(values: Uint8Array): Uint8Array {
  const frequency = frequenciesOf(values)
  const first = startsOf(frequency)
  const body = new Uint8Array(values.length * 2 + 16)
  let at = body.length
  let state = lowest
  for (let i = values.length - 1; i >= 0; i--) {
    const f = frequency[values[i]!]!
    const limit = (lowest >>> frequencyBits) * 256 * f
    while (state >= limit) {
      body[--at] = state & 255
      state = Math.floor(state / 256)
    }
    state = Math.floor(state / f) * frequencyTotal + (state % f) + first[values[i]!]!
  }
  for (let k = 0; k < 4; k++) {
    body[--at] = state & 255
    state = Math.floor(state / 256)
  }
  const head = new Uint8Array(512)
  frequency.forEach((f, symbol) => {
    head[symbol * 2] = f & 255
    head[symbol * 2 + 1] = f >>> 8
  })
  const out = new Uint8Array(512 + body.length - at)
  out.set(head)
  out.set(body.subarray(at), 512)
  return out
}

function decode(coded: Uint8Array, count: number): Uint8Array {
  if (coded.length < 516) throw new RangeError('packed list has no table')
  const frequency = new Uint32Array(256)
  for (let symbol = 0; symbol < 256; symbol++) frequency[symbol] = coded[symbol * 2]! | (coded[symbol * 2 + 1]! << 8)
  const first = startsOf(frequency)
  const total = frequency.reduce((sum, f) => sum + f, 0)
  if (count > 0 && total !== frequencyTotal) throw new RangeError('packed table does not add up')
  const symbolAt = new Uint8Array(frequencyTotal)
  if (count > 0) frequency.forEach((f, symbol) => symbolAt.fill(symbol, first[symbol]!, first[symbol]! + f))
  const out = new Uint8Array(count)
  let at = 512
  let state = 0
  for (let k = 0; k < 4; k++) state = state * 256 + coded[at++]!
  for (let i = 0; i < count; i++) {
    const slot = state & (frequencyTotal - 1)
    const symbol = symbolAt[slot]!
    out[i] = symbol
    state = frequency[symbol]! * (state >>> frequencyBits) + slot - first[symbol]!
    while (state < lowest) {
      if (at >= coded.length) throw new RangeError('packed list ends early')
      state = (state << 8) | coded[at++]!
    }
  }
  if (at !== coded.length || state !== lowest) throw new RangeError('packed list is damaged')
  return out
}

/** Frequencies scaled to 4,096 in sum, at least one for every symbol that occurs. */
function frequenciesOf(values: Uint8Array): Uint32Array {
  const counts = new Float64Array(256)
  for (const value of values) counts[value]!++
  const frequency = new Uint32Array(256)
  if (values.length === 0) return frequency
  let sum = 0
  let most = 0
  counts.forEach((count, symbol) => {
    if (count === 0) return
    frequency[symbol] = Math.max(1, Math.round((count / values.length) * frequencyTotal))
    sum += frequency[symbol]!
    if (counts[symbol]! > counts[most]!) most = symbol
  })
  while (sum > frequencyTotal) {
    let widest = most
    frequency.forEach((f, symbol) => { if (f > frequency[widest]!) widest = symbol })
    const less = Math.min(sum - frequencyTotal, Math.max(1, frequency[widest]! >> 2))
    frequency[widest]! -= less
    sum -= less
  }
  frequency[most]! += frequencyTotal - sum
  return frequency
}

function startsOf(frequency: Uint32Array): Uint32Array {
  const first = new Uint32Array(257)
  for (let symbol = 0; symbol < 256; symbol++) first[symbol + 1] = first[symbol]! + frequency[symbol]!
  return first
}
