import { columnPixels, textWidthTwips } from '#server/export/paper-names'

/** px of the content's column → twips on paper; the way back in the import rounds to the same px. */
export const toTwips = (pixels: number): number => Math.round((pixels * textWidthTwips) / columnPixels)
export const toPixels = (twips: number): number => Math.round((twips * columnPixels) / textWidthTwips)

/** One px of the content's column on paper, in EMU. */
export const emuPerPixel = (textWidthTwips * 635) / columnPixels

/**
 * The name a picture carries inside the file: what width it was given, and how wide that came out, so that an import knows
 * whether somebody resized it since.
 */
export const pictureName = (width: number | null, cx: number): string => `图片·${width ?? '自适应'}·${cx}`

/** The given width of a picture out of its name and its present extent; undefined when the name is not ours. */
export function givenWidth(name: string, cx: number): number | null | undefined {
  const [, width, was] = /^图片·(自适应|\d{1,4})·(\d+)$/.exec(name) ?? []
  if (width === undefined) return undefined
  if (Number(was) === cx) return width === '自适应' ? null : Number(width)
  return Math.min(4000, Math.max(16, Math.round(cx / emuPerPixel)))
}
