import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { extname, join, resolve, sep } from 'node:path'

/** Our own page and nothing else: no foreign script, frame, form, plug-in or connection. */
export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"

export const HEADERS: Record<string, string> = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()',
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
/** Attachments that may be drawn in the page; anything else can only be saved, so that no attachment ever runs as a page or a script of ours. */
const DRAWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

export type Asset = { status: number; headers: Record<string, string>; bytes: Uint8Array }
const empty = (status: number): Asset => ({ status, headers: HEADERS, bytes: new Uint8Array() })

/**
 * What `app://desk<pathname>` is, from the folder of the built page. A path without an extension is a screen and gives index.html.
 * Anything outside the folder – by `..`, by an encoded or Windows separator, by a link – and any unknown kind of file is refused.
 */
export function assetOf(root: string, pathname: string): Asset {
  const path = decoded(pathname)
  if (path === null) return empty(400)
  const wanted = extname(path) === '' ? '/index.html' : path
  const type = TYPES[extname(wanted)]
  const file = resolve(join(root, wanted))
  if (!file.startsWith(resolve(root) + sep)) return empty(403)
  if (type === undefined || !existsSync(file) || !statSync(file).isFile()) return empty(404)
  if (!realpathSync(file).startsWith(realpathSync(root) + sep)) return empty(403)
  return { status: 200, headers: { ...HEADERS, 'content-type': type }, bytes: new Uint8Array(readFileSync(file)) }
}

/** The digest in `/blob/<sha256>`, or null. */
export const blobDigest = (pathname: string): string | null => /^\/blob\/([0-9a-f]{64})$/.exec(pathname)?.[1] ?? null

/** An attachment on its way to the page. */
export function blobAsset(blob: { bytes: Uint8Array; mediaType: string } | null): Asset {
  if (blob === null) return empty(404)
  const drawn = DRAWN.has(blob.mediaType)
  const kept = drawn ? {} : { 'content-disposition': 'attachment' }
  const type = drawn ? blob.mediaType : 'application/octet-stream'
  return {
    status: 200,
    headers: { ...HEADERS, ...kept, 'content-type': type, 'cache-control': 'no-store' },
    bytes: blob.bytes,
  }
}

function decoded(pathname: string): string | null {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return null
  }
  const odd = path.includes('\0') || path.includes('\\') || path.split('/').includes('..') || !path.startsWith('/')
  return odd ? null : path
}
