import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { admission, NotServed } from '#server/lan'
import { officeTls, selfSigned, TlsDamaged } from '#server/tls'

const now = () => '2026-11-21T08:00:00.000Z'

test('the certificate is one that Node and OpenSSL accept, for the names given, signed by its own key', () => {
  const { cert } = selfSigned(['bangong-01', 'localhost', '192.168.3.20', 'fd12::5'], new Date(now()))
  const read = new X509Certificate(cert)
  expect(read.verify(read.publicKey)).toBe(true)
  expect([read.ca, read.checkIP('192.168.3.20'), read.checkIP('fd12::5'), read.checkHost('bangong-01')]).toEqual([false, '192.168.3.20', 'fd12::5', 'bangong-01'])
  expect([read.validFromDate.toISOString(), read.validToDate.toISOString()]).toEqual(['2026-11-20T08:00:00.000Z', '2046-11-21T00:00:00.000Z'])
  const file = join(mkdtempSync(join(tmpdir(), '证书 ')), 'c.pem')
  writeFileSync(file, cert)
  expect(execFileSync('openssl', ['verify', '-CAfile', file, '-purpose', 'sslserver', file], { encoding: 'utf8' })).toContain(': OK')
})

test('it is made once, and only the user of the office can read it', () => {
  const data = mkdtempSync(join(tmpdir(), '数据 '))
  const first = officeTls(data, now)
  expect(first.fingerprint).toMatch(/^[0-9a-f]{64}$/)
  expect(officeTls(data, now)).toEqual(first)
  expect(['key.pem', 'certificate.pem'].map(f => statSync(join(data, 'tls', f)).mode & 0o777)).toEqual([0o600, 0o600])
})

test.each([
  ['a broken certificate', 'certificate.pem', '-----BEGIN CERTIFICATE-----'],
  ['an empty key', 'key.pem', ''],
  ['the key of another', 'key.pem', selfSigned(['x'], new Date(now())).key],
  ['no key', 'key.pem', null],
])('%s is said, and never made anew by itself', (_what, name, text) => {
  const data = mkdtempSync(join(tmpdir(), '数据 '))
  const { cert } = officeTls(data, now)
  const file = join(data, 'tls', name)
  if (text === null) rmSync(file)
  else writeFileSync(file, text)
  expect(() => officeTls(data, now)).toThrow(TlsDamaged)
  if (name === 'key.pem') expect(readFileSync(join(data, 'tls', 'certificate.pem'), 'utf8')).toBe(cert)
})

test('a making that was cut off before the certificate is done again', () => {
  const data = mkdtempSync(join(tmpdir(), '数据 '))
  const first = officeTls(data, now)
  rmSync(join(data, 'tls', 'certificate.pem'))
  expect(officeTls(data, now).fingerprint).not.toBe(first.fingerprint)
})

test('allowed addresses: single ones, networks, private networks when none are given, this PC always', () => {
  const some = admission(['192.168.3.0/24', '10.1.2.3', 'fd00::/8'])
  expect(['192.168.3.77', '10.1.2.3', 'fd12::1', '127.0.0.1', '192.168.4.1', '10.1.2.4', '8.8.8.8', 'unknown'].map(some)).toEqual([true, true, true, true, false, false, false, false])
  expect(['10.9.9.9', '172.31.0.1', '192.168.0.9', '172.32.0.1', '59.64.1.1'].map(admission([]))).toEqual([true, true, true, false, false])
  for (const wrong of ['192.168.3', '192.168.3.0/33', '192.168.3.0/24/1', '192.168.3.0/', 'office-pc']) expect(() => admission([wrong])).toThrow(NotServed)
})
