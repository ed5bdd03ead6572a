import { BlockList, isIP } from 'node:net'
import { hostname } from 'node:os'
import { listen } from '#server/http'
import type { House } from '#server/office'
import { officeTls, ownAddresses } from '#server/tls'

export type LanOptions = {
  data: string
  /** Folder of the built screens. */
  screens: string
  port: number
  /** Addresses and networks (`192.168.3.0/24`) that may connect; none given means the private networks of RFC 1918 and RFC 4193. */
  allowed: readonly string[]
  now: () => string
}

/** Someone at another PC: from where, who is signed in there, and when they were last heard of. */
export type Guest = { address: string; person: string | null; at: string }
export type Lan = {
  /** What others type: one address for each network of this PC. */
  addresses: string[]
  port: number
  /** SHA-256 of the certificate, 64 hex digits. */
  fingerprint: string
  /** Heard of in the last two minutes, the latest first. */
  guests(): Guest[]
  close(): Promise<void>
}

const guestMinutes = 2
const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']

/** Why the office is not served, in a sentence; nothing listens then. */
export class NotServed extends Error {
  readonly zh: string
  constructor(zh: string, options?: ErrorOptions) {
    super(zh, options)
    this.zh = zh
  }
}

/** Serves the office to the PCs of the section over HTTPS with its own certificate. */
export async function serveLan(house: House, options: LanOptions): Promise<Lan> {
  const admits = admission(options.allowed)
  const tls = officeTls(options.data, options.now)
  const guests = new Map<string, Guest>()
  const heard = (address: string, person: string | null) => {
    if (!local(address)) guests.set(`${address} ${person ?? ''}`, { address, person, at: options.now() })
  }
  const door = await listen(house, { host: '0.0.0.0', port: options.port, screens: options.screens, tls, names: [hostname().toLowerCase()], admits, heard }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new NotServed(sentences[error.code ?? ''] ?? `没有开始服务（${error.code ?? '未知原因'}），本机的使用不受影响。`, { cause: error })
    },
  )
  return {
    addresses: ownAddresses().filter(a => isIP(a) === 4).map(a => `https://${a}:${door.port}`), // prettier-ignore
    port: door.port,
    fingerprint: tls.fingerprint,
    guests() {
      const since = Date.parse(options.now()) - guestMinutes * 60_000
      for (const [key, guest] of guests) if (Date.parse(guest.at) < since) guests.delete(key)
      const known = new Set([...guests.values()].filter(g => g.person !== null).map(g => g.address))
      return [...guests.values()].filter(g => g.person !== null || !known.has(g.address)).sort((a, b) => (a.at < b.at ? 1 : -1))
    },
    close: () => door.close(),
  }
}

const sentences: Record<string, string> = {
  EADDRINUSE: '这个端口已被其他程序占用，没有开始服务。请换一个端口。',
  EACCES: '没有权限使用这个端口，没有开始服务。请换一个大于 1024 的端口。',
}

const local = (address: string): boolean => address === '::1' || address.startsWith('127.')

/** Tells who may connect; this PC itself always may. Throws `NotServed` for what is no address. */
export function admission(allowed: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const one of allowed.length ? allowed : privateNetworks) {
    const [address = '', bits, ...rest] = one.trim().split('/')
    const version = isIP(address)
    const prefix = bits === undefined ? null : /^\d{1,3}$/.test(bits) ? Number(bits) : NaN
    const longest = version === 6 ? 128 : 32
    if (version === 0 || rest.length || (prefix !== null && !(prefix >= 0 && prefix <= longest))) {
      throw new NotServed(`“${one}”不是地址或网段，没有开始服务。请写成 192.168.3.20 或 192.168.3.0/24。`)
    }
    const family = version === 6 ? 'ipv6' : 'ipv4'
    if (prefix === null) list.addAddress(address, family)
    else list.addSubnet(address, prefix, family)
  }
  return address => {
    const version = isIP(address)
    return local(address) || (version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4'))
  }
}
