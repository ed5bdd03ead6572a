// Electron's node:crypto is BoringSSL: it has no SM3, SM4, SHA-3 or BLAKE2 (electron/electron#34925, #35857, #30530).
// Node's OpenSSL has them, so without this a test would pass on what fails on the desk. Also a vitest setup file.
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

const lacks = (name: unknown) => /^(rsa-)?(sm3|sha3-|shake|blake2)|^(sm4|aria|camellia)/i.test(String(name))
const c = crypto as unknown as Record<string, (...a: unknown[]) => unknown>
for (const [k, message] of [
  ['createHash', 'Digest method not supported'],
  ['createHmac', 'Invalid digest'],
  ['hash', 'Digest method not supported'],
  ['createCipheriv', 'Unknown cipher'],
  ['createDecipheriv', 'Unknown cipher'],
] as const) {
  const real = c[k]!
  c[k] = (name, ...rest) => {
    if (lacks(name)) throw new Error(`${message} (${String(name)}: not in Electron's BoringSSL)`)
    return real(name, ...rest)
  }
}
for (const k of ['getHashes', 'getCiphers']) {
  const real = c[k]!
  c[k] = () => (real() as string[]).filter(n => !lacks(n))
}
syncBuiltinESMExports()
