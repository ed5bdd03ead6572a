import type { Answer, Session } from './cdp.ts'

/** Inches, portrait. */
const SIZES: Record<string, [number, number]> = {
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  Letter: [8.5, 11],
  Legal: [8.5, 14],
}
const TAKEN = [
  'landscape',
  'displayHeaderFooter',
  'printBackground',
  'scale',
  'pageSize',
  'margins',
  'pageRanges',
  'headerTemplate',
  'footerTemplate',
  'preferCSSPageSize',
  'generateTaggedPDF',
  'generateDocumentOutline',
]

/** `webContents.printToPDF`: the same renderer code in Chromium, reached through CDP. */
export async function printToPDF(session: Session, options: Answer): Promise<Buffer> {
  for (const key of Object.keys(options)) {
    if (!TAKEN.includes(key)) throw new Error(`electron stand-in: printToPDF option ${key} is not emulated`)
  }
  const { pageSize = 'Letter', margins = {}, ...rest } = options
  const size = typeof pageSize === 'object' ? [pageSize.width, pageSize.height] : SIZES[pageSize]
  if (!size) throw new Error(`Unsupported pageSize: ${pageSize}`)
  const edges =
    margins.top === undefined
      ? {}
      : { marginTop: margins.top, marginBottom: margins.bottom, marginLeft: margins.left, marginRight: margins.right }
  const { data } = await session.send('Page.printToPDF', {
    ...rest,
    paperWidth: size[0],
    paperHeight: size[1],
    ...edges,
  })
  return Buffer.from(data, 'base64')
}
