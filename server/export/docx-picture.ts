import { ImageRun, Paragraph, type IImageOptions } from 'docx'
import type { Image } from '#core/article/content'
import { layoutOf } from '#server/import/image-layout'
import { mediaTypeOf } from '#server/import/file-type'
import { columnPixels } from '#server/export/paper-names'
import { emuPerPixel, pictureName } from '#server/export/paper-measures'

/** Tallest picture on a page of GB/T 9704 (225 mm less a caption), in EMU. */
const tallest = 200 * 36_000

/** A picture and its caption on paper. `n` counts the pictures of the document from 1; `revision` says that it was put in or taken out. */
export function pictureOf({ attrs }: Image, bytes: Uint8Array, n: number, revision: Pick<IImageOptions, 'insertion' | 'deletion'> = {}): Paragraph[] {
  const natural = pixelsOf(bytes)
  const column = Math.min(attrs.width ?? natural.width, columnPixels)
  const ratio = natural.height / natural.width
  const wide = Math.min(column * emuPerPixel, tallest / ratio)
  const size = { width: wide / 9525, height: (wide * ratio) / 9525 }
  const name = pictureName(attrs.width ?? null, Math.round(size.width * 9525))
  const run = new ImageRun({
    type: endingOf(bytes),
    data: bytes,
    transformation: size,
    ...revision,
    altText: { id: String(n), name, description: attrs.alt ?? '' },
  })
  const caption = attrs.caption ? [new Paragraph({ style: 'caption', text: attrs.caption })] : []
  return [new Paragraph({ style: 'picture', children: [run] }), ...caption]
}

/** Word tells pictures by their bytes; WebP has no ending of its own in the format, and new versions show it under this one. */
function endingOf(bytes: Uint8Array): 'png' | 'jpg' | 'gif' {
  const type = mediaTypeOf(bytes)
  return type === 'image/jpeg' ? 'jpg' : type === 'image/gif' ? 'gif' : 'png'
}

function pixelsOf(bytes: Uint8Array): { width: number; height: number } {
  const layout = layoutOf(bytes)
  const gif = mediaTypeOf(bytes) === 'image/gif' && { width: bytes[6]! + bytes[7]! * 256, height: bytes[8]! + bytes[9]! * 256 }
  const { width, height } = layout ?? (gif || { width: 0, height: 0 })
  return width > 0 && height > 0 ? { width, height } : { width: columnPixels, height: columnPixels / 2 }
}
