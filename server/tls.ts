import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP, isIPv4 } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'

/** A key and its certificate, both PEM, and the SHA-256 of the certificate as 64 hex digits: what people compare at first contact. */
export type Tls = { key: string; cert: string; fingerprint: string }

const validYears = 20

/**
 * The office's own certificate, made once and kept in the data folder, readable only by the user the office runs as. It is signed by nobody else:
 * an office network has no authority for its PCs, so those who connect compare the fingerprint once and hold the server to it from then on.
 */
export function officeTls(data: string, now: () => string): Tls {
  const folder = join(data, 'tls')
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  if (!existsSync(certFile)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const made = selfSigned([hostname(), 'localhost', ...ownAddresses()], new Date(now()))
    // the certificate last: without it nobody has been shown anything yet, and both may be made again
    keep(keyFile, made.key)
    keep(certFile, made.cert)
  }
  try {
    const [key, cert] = [readFileSync(keyFile, 'utf8'), readFileSync(certFile, 'utf8')]
    const certificate = new X509Certificate(cert)
    if (!certificate.checkPrivateKey(createPrivateKey(key))) throw new Error('the key is not the one of the certificate')
    return { key, cert, fingerprint: fingerprintOf(certificate.raw) }
  } catch (why) {
    throw new TlsDamaged(folder, { cause: why })
  }
}

/** The kept certificate or its key is not what was kept. Never made anew by itself: to those who connect that is another server. */
export class TlsDamaged extends Error {
  readonly zh: string
  constructor(folder: string, options: ErrorOptions) {
    super('the certificate or its key cannot be read', options)
    this.zh = `“${folder}”中的证书或密钥已损坏，没有开始服务，数据不受影响。另存过 certificate.pem 和 key.pem 的，请放回原处；没有另存的，删去这两个文件再启动，程序会重新生成证书，其他电脑要重新核对指纹。`
  }
}

/** SHA-256 of a certificate's DER bytes, 64 hex digits. */
export const fingerprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex')

/** Addresses of this machine that others on the network can reach. */
export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap(all => all ?? [])
    .filter(one => !one.internal && !one.address.startsWith('fe80'))
    .map(one => one.address)

function keep(file: string, text: string): void {
  writeFileSync(`${file}.part`, text, { mode: 0o600 })
  chmodSync(`${file}.part`, 0o600)
  renameSync(`${file}.part`, file)
}

/** An X.509 v3 certificate (RFC 5280) for TLS servers: P-256, ECDSA with SHA-256, signed by its own key, for these host names and addresses. */
export function selfSigned(names: readonly string[], from: Date): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const until = new Date(Date.UTC(from.getUTCFullYear() + validYears, from.getUTCMonth(), from.getUTCDate()))
  const name = sequence(set(sequence(oid('2.5.4.3'), der(0x0c, Buffer.from('Shenjiao office host')))))
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(utcTime(new Date(from.getTime() - 86_400_000)), utcTime(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions(names))),
  )
  const cert = sequence(body, ecdsaWithSha256, bits(signed(body, privateKey)))
  const lines = cert.toString('base64').match(/.{1,64}/g)!.join('\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}

const signed = (body: Buffer, key: KeyObject): Buffer => sign('sha256', body, key)

function extensions(names: readonly string[]): Buffer[] {
  const alternatives = [...new Set(names)].map(name => (isIP(name) ? der(0x87, addressBytes(name)) : der(0x82, Buffer.from(name, 'ascii'))))
  const critical = der(0x01, Buffer.from([0xff]))
  return [
    sequence(oid('2.5.29.19'), critical, der(0x04, sequence())), // basicConstraints: not an authority
    sequence(oid('2.5.29.15'), critical, der(0x04, der(0x03, Buffer.from([7, 0x80])))), // keyUsage: digitalSignature
    sequence(oid('2.5.29.37'), der(0x04, sequence(oid('1.3.6.1.5.5.7.3.1')))), // extendedKeyUsage: serverAuth
    sequence(oid('2.5.29.17'), der(0x04, sequence(...alternatives))), // subjectAltName
  ]
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const missing = 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)]
  return Buffer.from(all.map(group => group.padStart(4, '0')).join(''), 'hex')
}

/** Tag, length, value: the distinguished encoding (X.690) of what a certificate is made of. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts)
  const size = value.length
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), value])
}
const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts)
const set = (...parts: Buffer[]): Buffer => der(0x31, ...parts)
/** A positive integer whose first byte is below 0x80. */
const integer = (bytes: Buffer): Buffer => der(0x02, bytes)
const bits = (bytes: Buffer): Buffer => der(0x03, Buffer.from([0]), bytes)
const utcTime = (at: Date): Buffer => der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`))
function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const base128 = (n: number): number[] => (n < 0x80 ? [n] : [...base128(n >> 7).map(b => b | 0x80), n & 0x7f])
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))
