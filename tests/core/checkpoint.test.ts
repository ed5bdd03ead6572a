import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pureSha256 } from '#core/article/canonical'
import { formatCheckpoint, judgeCheckpoint, merkleRoot, MerkleTree, parseCheckpoint, type Checkpoint } from '#core/audit/checkpoint'
import { entryHash } from '#core/audit/entry'

const leaves = (n: number) => Array.from({ length: n }, (_, i) => entryHash(`entry ${i}`))

/** The definition of RFC 6962, 2.1, word for word. */
function byDefinition(hashes: string[]): string {
  if (hashes.length === 0) return pureSha256(new Uint8Array())
  if (hashes.length === 1) return hashes[0]!
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  const pair = `01${byDefinition(hashes.slice(0, k))}${byDefinition(hashes.slice(k))}`
  return pureSha256(Uint8Array.from(pair.match(/../g)!, byte => Number.parseInt(byte, 16)))
}

test('the root is that of RFC 6962 for every length', () => {
  for (let n = 0; n <= 70; n++) expect(merkleRoot(leaves(n)), String(n)).toBe(byDefinition(leaves(n)))
})

test('the known answers of RFC 6962 test data hold', () => {
  expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(merkleRoot([entryHash('')])).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
})

const checkpoint = (size: number): Checkpoint => ({ office: '台州市人民政府办公室', log: '0123456789abcdef', size, root: merkleRoot(leaves(size)), signatures: [] })

test('a checkpoint file reads back as it was written, also with Windows line ends and signature lines', () => {
  const text = formatCheckpoint(checkpoint(5))
  expect(text.split('\n').slice(0, 2)).toEqual(['台州市人民政府办公室/0123456789abcdef', '5'])
  expect(parseCheckpoint(text)).toEqual(checkpoint(5))
  expect(parseCheckpoint(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(checkpoint(5))
  const signed = { ...checkpoint(5), signatures: ['— server abc', '— witness def'] }
  expect(parseCheckpoint(formatCheckpoint(signed))).toEqual(signed)
})

test('what is no checkpoint is read as none, whatever it is', () => {
  const text = formatCheckpoint(checkpoint(5))
  for (const bad of ['', 'x', text.slice(1 + text.indexOf('\n')), text.replace('\n5\n', '\n-5\n'), text.replace('=', ''), `${text}junk\n`]) {
    expect(parseCheckpoint(bad), JSON.stringify(bad)).toBeNull()
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), noise => void parseCheckpoint(noise)))
})

const compared = (log: string, hashes: readonly string[], given: Checkpoint) =>
  judgeCheckpoint(given, { log, size: hashes.length, rootAtSize: hashes.length < given.size ? null : merkleRoot(hashes.slice(0, given.size)) })

test('a chain that goes on is whole; one that is shorter, rewritten or another is not', () => {
  const log = '0123456789abcdef'
  expect(compared(log, leaves(9), checkpoint(5))).toMatchObject({ ok: true })
  expect(compared(log, leaves(5), checkpoint(5))).toMatchObject({ ok: true })
  expect(compared(log, leaves(4), checkpoint(5)).sentence).toContain('截去')
  expect(compared('another', leaves(9), checkpoint(5)).sentence).toContain('另一条')
  for (let i = 0; i < 5; i++) {
    const forged = leaves(9)
    forged[i] = entryHash('forged')
    expect(compared(log, forged, checkpoint(5)).sentence).toContain('改写')
  }
  const swapped = leaves(9)
  ;[swapped[1], swapped[2]] = [swapped[2]!, swapped[1]!]
  expect(compared(log, swapped, checkpoint(5)).ok).toBe(false)
})

test('a tree grows leaf by leaf to the root of the whole', () => {
  const tree = new MerkleTree()
  leaves(33).forEach((leaf, i) => {
    tree.add(leaf)
    expect(tree.root()).toBe(merkleRoot(leaves(i + 1)))
  })
})
