import { absent } from './absent.ts'
import type { Answer } from './cdp.ts'
import { chromium } from './runtime.ts'
import { protocol } from './scheme.ts'

type Before = (details: Answer, callback: (r: { cancel?: boolean }) => void) => void
type Received = (details: Answer, callback: (r: Answer) => void) => void
type PermissionRequest = (
  wc: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: Answer,
) => void
type PermissionCheck = (wc: unknown, permission: string, origin: string, details: Answer) => boolean

/** The hooks the application has set on its session. */
export const rules: {
  before?: Before | null
  received?: Received | null
  request?: PermissionRequest | null
  check?: PermissionCheck | null
} = {}

const hook = <T>(a: unknown, b?: unknown) => (typeof a === 'function' || a === null ? a : b) as T

const webRequest = absent(
  {
    onBeforeRequest(a: unknown, b?: unknown) {
      rules.before = hook<Before>(a, b)
    },
    onHeadersReceived(a: unknown, b?: unknown) {
      rules.received = hook<Received>(a, b)
    },
  },
  'webRequest',
)

export const session = absent(
  {
    defaultSession: absent(
      {
        setPermissionRequestHandler(f: PermissionRequest | null) {
          rules.request = f
        },
        setPermissionCheckHandler(f: PermissionCheck | null) {
          rules.check = f
        },
        setDevicePermissionHandler() {},
        // CDP shows no certificate to decide on, so only taking the hook away is emulated.
        setCertificateVerifyProc(f: unknown) {
          if (f !== null)
            throw new Error('electron stand-in: session.setCertificateVerifyProc with a function is not emulated')
        },
        webRequest,
        setSpellCheckerEnabled() {},
        setSpellCheckerLanguages() {},
        clearStorageData: async () => {},
        clearCache: async () => {},
        protocol,
      },
      'session.defaultSession',
    ),
  },
  'session',
)

/** The names of the Permissions standard, with Electron's where they differ. */
const PERMISSIONS: Record<string, string> = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  'display-capture': 'display-capture',
  'idle-detection': 'idle-detection',
  'local-fonts': 'fileSystem',
}

/** Asked once for each window, not at each use: the nearest that CDP allows. */
export async function applyPermissions(wc: unknown, url: string): Promise<void> {
  for (const [standard, name] of Object.entries(PERMISSIONS)) {
    let granted = rules.check ? Boolean(rules.check(wc, name, '', {})) : true
    const { request } = rules
    if (request)
      granted = await new Promise<boolean>(r => request(wc, name, r, { requestingUrl: url, isMainFrame: true }))
    await chromium().send('Browser.setPermission', {
      permission: { name: standard },
      setting: granted ? 'granted' : 'denied',
    })
  }
}
