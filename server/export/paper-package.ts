import { AlignmentType, Document, Footer, Header, ImportedXmlComponent, PageNumber, Packer, Paragraph, TextRun, convertMillimetersToTwip, type ICommentOptions, type INumberingOptions } from 'docx'
import { unzipSync } from 'fflate'
import { zipPackage } from '#core/channels/zip'
import type { PaperBlock } from '#server/export/docx-holder'
import { paperFonts, paperStyles } from '#server/export/paper-styles'

/** What stands at the head of every page and across it. */
export type Banner = { words: string; across: string }

/** What goes onto paper; `comments` stand in the margin. */
export type OnPaper = {
  title: string
  children: readonly PaperBlock[]
  numbering: INumberingOptions['config']
  footnotes: Record<string, { children: Paragraph[] }>
  comments?: readonly ICommentOptions[]
  banner: Banner | null
}

/** Blocks as a Word file on A4 in the layout of GB/T 9704-2012; the same blocks give the same bytes. */
export async function onPaper({ title, children, numbering, footnotes, comments = [], banner }: OnPaper): Promise<Uint8Array> {
  const document = new Document({
    styles: paperStyles,
    numbering: { config: numbering },
    footnotes,
    ...(comments.length > 0 && { comments: { children: comments } }),
    evenAndOddHeaderAndFooters: true,
    // a justified line that ends in a break of its own would be spread over the whole width
    compatibility: { doNotExpandShiftReturn: true },
    sections: [
      {
        properties: { page },
        ...(banner && { headers: { default: headerOf(banner), even: headerOf(banner) } }),
        footers: { default: footerOf(AlignmentType.RIGHT), even: footerOf(AlignmentType.LEFT) },
        children: children as never,
      },
    ],
  })
  return settled(await Packer.toBuffer(document, undefined, [core(title), app, fontTable]))
}

/** A4 with the margins of GB/T 9704-2012 5.2: top 37, right 26, bottom 35, left 28 mm. */
const page = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: {
    top: convertMillimetersToTwip(37),
    right: convertMillimetersToTwip(26),
    bottom: convertMillimetersToTwip(35),
    left: convertMillimetersToTwip(28),
    header: convertMillimetersToTwip(15),
    footer: convertMillimetersToTwip(25),
  },
}

/** Page numbers of GB/T 9704-2012 7.5: 4号宋体 between dashes, on the outer side. */
function footerOf(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const run = new TextRun({ size: 28, font: '宋体', children: ['— ', PageNumber.CURRENT, ' —'] })
  return new Footer({ children: [new Paragraph({ alignment, indent: { left: 320, right: 320 }, children: [run] })] })
}

function headerOf({ words, across: said }: Banner): Header {
  const across = ImportedXmlComponent.fromXmlString(watermark(said))
  return new Header({
    children: [
      new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: words, size: 18, color: 'C00000', font: '黑体' }), across as never] }),
    ],
  })
}

/** The words across the page, as Word's own watermark is built, under a name that is the same in every file. */
const watermark = (words: string): string => `<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:88pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".4"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="${words}"/></v:shape></w:pict></w:r>`

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The library would write today's date and a name here. */
const core = (title: string) => ({
  path: 'docProps/core.xml',
  data: `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title></cp:coreProperties>`,
})
const app = {
  path: 'docProps/app.xml',
  data: `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`,
}
const fontTable = {
  path: 'word/fontTable.xml',
  data: `${xmlHead}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${paperFonts
    .map(({ name, instead }) => `<w:font w:name="${name}"><w:altName w:val="${instead}"/></w:font>`)
    .join('')}</w:fonts>`,
}

/** The package written again with dates and an order of its own. */
function settled(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(new Uint8Array(bytes))
  return zipPackage(Object.entries(files).map(([path, part]) => ({ path, bytes: part })))
}
