/** The largest message the page may send: an attachment of 60 MB and its description. */
export const messageLimitMB = 64
const LIMIT_BYTES = messageLimitMB * 1024 * 1024
const LIMIT_PARTS = 1_000_000
const LIMIT_DEPTH = 200
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

export type MessageFault = 'too-large' | 'malformed'

/**
 * Looks at a message of the page before anyone else does: plain data only, no key that could reach a prototype, bounded in size, depth and number
 * of parts. Sizes are counted as two bytes for each UTF-16 unit, so nothing has to be serialised first. Null means that it may pass.
 */
export function messageFault(input: unknown): MessageFault | null {
  const waiting: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }]
  const seen = new Set<object>()
  let bytes = 0
  for (let parts = 0; waiting.length > 0; parts++) {
    if (parts > LIMIT_PARTS || bytes > LIMIT_BYTES) return 'too-large'
    const { value, depth } = waiting.pop()!
    if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') continue
    if (typeof value === 'string') {
      bytes += value.length * 2
      continue
    }
    if (typeof value !== 'object' || seen.has(value) || depth > LIMIT_DEPTH) return 'malformed'
    if (value instanceof Uint8Array) {
      bytes += value.byteLength
      continue
    }
    seen.add(value)
    if (Array.isArray(value)) {
      for (const v of value) waiting.push({ value: v, depth: depth + 1 })
      continue
    }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) return 'malformed'
    for (const [key, v] of Object.entries(value)) {
      if (FORBIDDEN.has(key)) return 'malformed'
      bytes += key.length * 2
      waiting.push({ value: v, depth: depth + 1 })
    }
  }
  return bytes > LIMIT_BYTES ? 'too-large' : null
}
