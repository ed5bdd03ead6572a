import { protocol } from 'electron'
import { type Asset, assetOf, blobAsset, blobDigest } from './assets.ts'
import type { Host } from './host.ts'
import type { Door } from './ipc.ts'

export const SCHEME = 'app'
/** Where our own page lives. */
export const ORIGIN = 'app://desk'

/** Must be called before the program is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built page from `root`, and attachments under `/blob/<sha256>` to whoever is signed in. */
export function serveApp(root: string, host: Pick<Host, 'blob'>, door: Door): void {
  protocol.handle(SCHEME, async request => {
    const asset = await answer(new URL(request.url), request.method, root, host, door)
    return new Response(asset.bytes.slice().buffer, { status: asset.status, headers: asset.headers })
  })
}

async function answer(url: URL, method: string, root: string, host: Pick<Host, 'blob'>, door: Door): Promise<Asset> {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, headers: {}, bytes: new Uint8Array() }
  if (url.host !== 'desk') return { status: 404, headers: {}, bytes: new Uint8Array() }
  const digest = blobDigest(url.pathname)
  if (digest !== null) return blobAsset(await host.blob(digest, door.token))
  return assetOf(root, url.pathname)
}
