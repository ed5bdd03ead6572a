import { hexToBytes } from '@noble/hashes/utils.js'
import { pureSha256, type Sha256 } from '#core/article/canonical'

/**
 * 检查点: how long the chain was and what it held, small enough to be printed. Text form (C2SP signed note):
 * `<office>/<log>` · number of entries · base64 of the RFC 6962 root over the entry hashes; then signature lines `— name base64`.
 */
export type Checkpoint = { office: string; log: string; size: number; /** Hex. */ root: string; signatures: string[] }

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right) (RFC 6962, 2.1). */
function nodeHash(left: string, right: string, sha256: Sha256): string {
  const bytes = new Uint8Array(65)
  bytes[0] = 1
  bytes.set(hexToBytes(left), 1)
  bytes.set(hexToBytes(right), 33)
  return sha256(bytes)
}

/** The root of a growing tree: keeps one hash a level, so a million entries cost twenty hashes of memory. */
export class MerkleTree {
  size = 0
  private readonly peaks: string[] = []
  private readonly sha256: Sha256

  constructor(sha256: Sha256 = pureSha256) {
    this.sha256 = sha256
  }

  /** Adds a leaf: the hash of an entry, which is a leaf hash already (0x00 ‖ body). */
  add(leaf: string): void {
    let hash = leaf
    for (let at = this.size; at % 2 === 1; at = (at - 1) / 2) hash = nodeHash(this.peaks.pop()!, hash, this.sha256)
    this.peaks.push(hash)
    this.size += 1
  }

  /** Root so far, hex; of no leaves the hash of nothing. */
  root(): string {
    if (this.peaks.length === 0) return this.sha256(new Uint8Array())
    return this.peaks.reduceRight((right, left) => nodeHash(left, right, this.sha256))
  }
}

/** RFC 6962 Merkle tree hash over entry hashes, hex. */
export function merkleRoot(hashes: Iterable<string>, sha256: Sha256 = pureSha256): string {
  const tree = new MerkleTree(sha256)
  for (const hash of hashes) tree.add(hash)
  return tree.root()
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function hexToBase64(hex: string): string {
  const bits = [...hexToBytes(hex)].map(byte => byte.toString(2).padStart(8, '0')).join('')
  const sextets = bits.match(/.{1,6}/g)!.map(six => alphabet[Number.parseInt(six.padEnd(6, '0'), 2)]!)
  return sextets.join('').padEnd(Math.ceil(sextets.length / 4) * 4, '=')
}

function base64ToHex(text: string): string | null {
  const bits = [...text.replace(/=+$/, '')].map(c => alphabet.indexOf(c).toString(2).padStart(6, '0')).join('')
  const hex = (bits.slice(0, 256).match(/.{4}/g) ?? []).map(four => Number.parseInt(four, 2).toString(16)).join('')
  return hex.length === 64 && hexToBase64(hex) === text ? hex : null
}

/** The file an auditor keeps. */
export function formatCheckpoint({ office, log, size, root, signatures }: Checkpoint): string {
  const body = `${office.replace(/[\r\n/]/g, ' ')}/${log}\n${size}\n${hexToBase64(root)}\n`
  return signatures.length ? `${body}\n${signatures.join('\n')}\n` : body
}

/** Reads a checkpoint file; null when it is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = '', size = '', encoded = '', ...rest] = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n').split('\n')
  const slash = origin.lastIndexOf('/')
  const root = base64ToHex(encoded.trim())
  const signatures = rest.filter(line => line !== '')
  if (slash < 1 || !/^\d{1,15}$/.test(size) || root === null || signatures.some(line => !line.startsWith('— '))) return null
  return { office: origin.slice(0, slash), log: origin.slice(slash + 1), size: Number(size), root, signatures }
}

export type Completeness = { ok: boolean; sentence: string }

/** Whether a chain of these many entries, whose first `checkpoint.size` have this root, extends the checkpoint. */
export function judgeCheckpoint(checkpoint: Checkpoint, chain: { log: string; size: number; rootAtSize: string | null }): Completeness {
  const { size, log } = checkpoint
  if (chain.log !== log) return { ok: false, sentence: `检查点属于另一条审计链（${log}），不是这个单位的这条链（${chain.log}）。请核对检查点文件。` }
  if (chain.size < size) {
    return { ok: false, sentence: `审计记录不完整：检查点记载当时有 ${size} 条，现在只有 ${chain.size} 条，末尾的 ${size - chain.size} 条被截去。` }
  }
  if (chain.rootAtSize !== checkpoint.root) {
    return { ok: false, sentence: `审计记录被改写：前 ${size} 条与检查点不符。数据库已不是导出检查点时的那一条链。` }
  }
  const later = chain.size - size
  return { ok: true, sentence: `与检查点一致：检查点所载的 ${size} 条记录都在，未被改写${later ? `；其后又有 ${later} 条` : ''}。` }
}
