import type { ImportedFile, Tally } from '#core/import/import'
import { pureSha256 } from '#core/article/canonical'
import { mediaTypeOf } from '#server/import/file-type'
import { stripImage } from '#server/import/strip-image'

/** Largest picture kept, in bytes: what the store takes for one file. */
export const largestImage = 20 * 1024 * 1024

const extension: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
}

/** The pictures of a document, each once by digest. */
export class DocxImages {
  readonly files: ImportedFile[] = []
  private tally: Tally

  constructor(tally: Tally) {
    this.tally = tally
  }

  /** Digest of a picture that a browser can show; null when it is none, which is reported. */
  take(bytes: Uint8Array): string | null {
    const mediaType = mediaTypeOf(bytes)
    const ending = extension[mediaType]
    if (!ending) {
      this.tally.drop('网页无法显示的图片格式（如 EMF、WMF、BMP，请另存为 PNG 后插入）')
      return null
    }
    if (bytes.length > largestImage) {
      this.tally.drop('超过 20 MB 的图片')
      return null
    }
    const kept = this.withoutMetadata(bytes, mediaType)
    if (!kept) return null
    const digest = pureSha256(kept)
    if (!this.files.some(file => file.digest === digest)) {
      this.files.push({ digest, bytes: kept, mediaType, name: `图${this.files.length + 1}.${ending}` })
    }
    return digest
  }

  /** Camera, place and author go before the digest is taken. A GIF holds none of them. */
  private withoutMetadata(bytes: Uint8Array, mediaType: string): Uint8Array | null {
    if (mediaType === 'image/gif') return new Uint8Array(bytes)
    const stripped = stripImage(bytes)
    if (!stripped.ok) this.tally.drop('损坏的图片')
    return stripped.ok ? new Uint8Array(stripped.value) : null
  }
}
