import { utf8ToBytes } from '@noble/hashes/utils.js'
import { contentHash, normalise, pureSha256, type Sha256 } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import type { Head } from '#core/audit/entry'
import { channels, type ChannelId } from '#core/channels/all'
import {
  placeFiles,
  type Channel,
  type Gauge,
  type PackedFile,
  type PlacedFiles,
  type ReleaseInput,
} from '#core/channels/channel'
import type { Issue, Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'

/** Goes up when the same content would give other bytes. */
export const exporterVersion = 1

/** What a package says of itself: enough to tie every byte of it to the signed text and to the audit trail. */
export type Manifest = {
  format: 1
  channel: ChannelId
  article: string
  title: string
  contentHash: string
  releasedAt: string
  head: Head
  checkpoint: string
  template: { id: string; version: number }
  rulesetVersion: string
  exporterVersion: number
  /** Every other file of the package, by path. */
  files: { path: string; bytes: number; sha256: string }[]
}

/** Files sorted by path, manifest.json among them. */
export type ReleasePackage = { files: PackedFile[]; manifest: Manifest }

/** The gauges of a content on one channel. */
export const measure = (channel: ChannelId, content: Content): Gauge[] => channels[channel].measure(normalise(content))

/**
 * 发布包: the same input gives the same bytes. Refused when the content is not the cleared one (its hash is recomputed here,
 * whatever the caller believes), is not meant for the channel, is too long for it, lacks a fact the page must state, or
 * brings a file that browsers or PCs would run.
 */
export function buildPackage(
  channel: ChannelId,
  input: ReleaseInput,
  sha256: Sha256 = pureSha256,
): Result<ReleasePackage, Refusal> {
  const written = write(channel, input, sha256)
  if (!written.ok) return written
  const { content, placed, texts } = written.value
  const files: PackedFile[] = [
    ...texts.map(({ path, text }) => ({ path, bytes: utf8ToBytes(text) })),
    ...[...placed.values()].map(({ path, bytes }) => ({ path, bytes })),
    { path: 'checkpoint.txt', bytes: utf8ToBytes(input.checkpoint) },
  ].sort(byPath)
  const manifest: Manifest = {
    format: 1,
    channel,
    article: input.article,
    title: content.title,
    contentHash: input.clearedHash,
    releasedAt: input.releasedAt,
    head: { seq: input.head.seq, hash: input.head.hash },
    checkpoint: input.checkpoint,
    template: { id: input.template.id, version: input.template.version },
    rulesetVersion: input.rulesetVersion,
    exporterVersion,
    files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
  }
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  return ok({ files: [...files, { path: 'manifest.json', bytes: utf8ToBytes(text) }].sort(byPath), manifest })
}

/** The very page that `buildPackage` would write, and which digest each of its pictures is. */
export function preview(
  channel: ChannelId,
  input: ReleaseInput,
  sha256: Sha256 = pureSha256,
): Result<{ html: string; images: Record<string, string> }, Refusal> {
  const written = write(channel, input, sha256)
  if (!written.ok) return written
  const { placed, texts, page } = written.value
  const html = texts.find(one => one.path === page)?.text ?? ''
  return ok({ html, images: Object.fromEntries([...placed.values()].map(({ path, digest }) => [path, digest])) })
}

type Written = { content: Content; placed: PlacedFiles; texts: { path: string; text: string }[]; page: string }

function write(id: ChannelId, given: ReleaseInput, sha256: Sha256): Result<Written, Refusal> {
  const channel: Channel = channels[id]
  const input = { ...given, content: normalise(given.content) }
  const { content } = input
  const got = contentHash(content, input.salt, sha256)
  if (got !== input.clearedHash) return no({ code: 'hash-mismatch', expected: input.clearedHash, got })
  if (!content.channels[id]) return no({ code: 'channel-not-signed', channel: id })
  const facts = channel.missingFacts(input)
  if (facts.length) return no({ code: 'site-facts-missing', facts })
  const tooLong = overLimits(channel.measure(content), channel)
  if (tooLong.length) return no({ code: 'nothing-missing-but', missing: tooLong })
  const placed = placeFiles(channel, input)
  if ('refusal' in placed) return no(placed.refusal)
  return ok({ content, placed: placed.files, ...channel.write(input, placed.files) })
}

const overLimits = (gauges: Gauge[], { zh }: Channel): Issue[] =>
  gauges
    .filter(({ value, limit }) => limit !== null && value > limit)
    .map(({ name, value, limit }) => ({ field: name, zh: `${zh}${name} ${value}，上限 ${limit}。` }))

const byPath = (a: PackedFile, b: PackedFile): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
