import { filesOf, type Content } from '#core/article/content'
import type { Head } from '#core/audit/entry'
import type { SiteProfile } from '#core/office/settings'
import { endingOf, runnableZh, runsWhenOpened } from '#core/channels/limits'
import type { Refusal } from '#core/refusal'

/** One measure shown on the release screen: what, how much, the most allowed (null: no limit), and where the limit is written. */
export type Gauge = { name: string; value: number; limit: number | null; basis: string }

/** Everything a package is made of. The same input gives the same bytes. */
export type ReleaseInput = {
  article: string
  content: Content
  /** The article's salt, and the hash that was cleared: the exporter recomputes it. */
  salt: string
  clearedHash: string
  site: SiteProfile
  /** Instant of the release; the page shows it in 北京时间. */
  releasedAt: string
  /** Address of the page once it is online, when it is known. */
  url?: string
  head: Head
  /** The checkpoint of the audit chain, as text. */
  checkpoint: string
  template: { id: string; version: number }
  rulesetVersion: string
  /** Bytes of a picture or attachment by digest. */
  blob: (digest: string) => Uint8Array | undefined
}

export type PackedFile = { path: string; bytes: Uint8Array }

/** A picture or attachment with its place in the package. */
export type Placed = { digest: string; path: string; bytes: Uint8Array }
export type PlacedFiles = Map<string, Placed>

/** One way out of the office. */
export type Channel = {
  zh: string
  /** Lengths against the channel's limits; needs no file. */
  measure: (content: Content) => Gauge[]
  /** Facts that the output must state and nobody has given. */
  missingFacts: (input: ReleaseInput) => string[]
  /** The text files of the package and which of them a person looks at. */
  write: (input: ReleaseInput, files: PlacedFiles) => { texts: { path: string; text: string }[]; page: string }
  /** Which digests of the content go along. */
  carries: (content: Content) => string[]
}

/** Gives every file its path: `images/` and `files/` with the head of the digest, so that paths are plain ASCII and stable. */
export function placeFiles(channel: Channel, input: ReleaseInput): { files: PlacedFiles } | { refusal: Refusal } {
  const files: PlacedFiles = new Map()
  const taken = new Set<string>()
  for (const digest of channel.carries(input.content)) {
    const bytes = input.blob(digest)
    if (!bytes) return { refusal: { code: 'not-found', what: '稿件引用的图片或附件' } }
    const attachment = input.content.attachments.find(one => one.digest === digest)
    const ending = attachment ? endingOf(attachment.name) : imageEnding(bytes)
    if (ending === null)
      return {
        refusal: { code: 'file-refused', zh: '正文中有一张图片不是 PNG、JPEG、GIF 或 WebP，不能发布。请替换后再发布。' },
      }
    if (attachment && runsWhenOpened(attachment.name)) return { refusal: { code: 'file-refused', zh: runnableZh(attachment.name) } }
    const folder = attachment ? 'files' : 'images'
    const length = [8, 16, 64].find(n => !taken.has(`${folder}/${digest.slice(0, n)}`)) ?? 64
    taken.add(`${folder}/${digest.slice(0, length)}`)
    files.set(digest, { digest, path: `${folder}/${digest.slice(0, length)}${ending && `.${ending}`}`, bytes })
  }
  return { files }
}

/** Pictures in the text and attachments, in order. */
export const everyFile = (content: Content): string[] => filesOf({ ...content, channels: {} })

/** The ending that a picture's own bytes ask for; null when no browser shows it. */
export function imageEnding(bytes: Uint8Array): string | null {
  const starts = (at: number, ...signature: number[]) => signature.every((byte, index) => bytes[at + index] === byte)
  if (starts(0, 0x89, 0x50, 0x4e, 0x47)) return 'png'
  if (starts(0, 0xff, 0xd8, 0xff)) return 'jpg'
  if (starts(0, 0x47, 0x49, 0x46, 0x38)) return 'gif'
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'webp'
  return null
}

/** Characters as a platform counts them: an emoji or a rare Han character is one. */
export const characters = (text: string): number => [...text].length
