import { AlignmentType, Document, Footer, Header, ImportedXmlComponent, PageNumber, Packer, Paragraph, TextRun, convertMillimetersToTwip } from 'docx'
import { unzipSync } from 'fflate'
import { zipPackage } from '#core/channels/zip'
import type { Content } from '#core/article/content'
import { PaperBlocks } from '#server/export/docx-blocks'
import type { PaperBlock } from '#server/export/docx-holder'
import { workingBanner, type PaperStyle } from '#server/export/paper-names'
import { paperFonts, paperStyles } from '#server/export/paper-styles'

/** Whose working copy this is. An official copy, of a cleared text, carries nothing of the kind. */
export type WorkingMark = { article: string; hash: string; person: string }

/** A text to be written as Word: its pictures by digest, and the mark of a copy that is not signed. */
export type PaperInput = { content: Content; pictures: Map<string, Uint8Array>; working: WorkingMark | null }

/**
 * A content as a Word file in the layout of GB/T 9704-2012. The same input gives the same bytes: no time, no random name, no
 * machine and no person in it but the one a working copy names. Throws when a picture of the content is not given.
 */
export async function writeDocx({ content, pictures, working }: PaperInput): Promise<Uint8Array> {
  const blocks = new PaperBlocks(digest => {
    const bytes = pictures.get(digest)
    if (!bytes) throw new Error(`picture ${digest} is missing`)
    return bytes
  })
  const children: PaperBlock[] = [
    ...(working ? marked(working) : []),
    new Paragraph({ style: 'Title', text: content.title }),
    ...(content.subtitle ? [new Paragraph({ style: 'Subtitle', text: content.subtitle })] : []),
    ...lines('number', content.publication.documentNumber),
    ...blocks.body(content.body.content),
    ...attachmentsOf(content),
  ]
  const document = new Document({
    styles: paperStyles,
    numbering: { config: blocks.numbering },
    footnotes: blocks.numbered.footnotes,
    evenAndOddHeaderAndFooters: true,
    // a justified line that ends in a break of its own would be spread over the whole width
    compatibility: { doNotExpandShiftReturn: true },
    sections: [
      {
        properties: { page },
        ...(working && { headers: { default: headerOf(working), even: headerOf(working) } }),
        footers: { default: footerOf(AlignmentType.RIGHT), even: footerOf(AlignmentType.LEFT) },
        children: children as never,
      },
    ],
  })
  return settled(await Packer.toBuffer(document, undefined, [core(content.title), app, fontTable]))
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

const lines = (style: PaperStyle, ...texts: string[]): Paragraph[] => texts.filter(Boolean).map(text => new Paragraph({ style, text }))

const marked = ({ article, hash, person }: WorkingMark): Paragraph[] =>
  lines('banner', workingBanner, `稿件 ${article} · 导出人 ${person}`, `版本 ${hash}`)

function attachmentsOf({ attachments }: Content): Paragraph[] {
  return attachments.length ? lines('attachment', '附件清单：', ...attachments.map(({ name }, index) => `${index + 1}. ${name}`)) : []
}

/** Page numbers of GB/T 9704-2012 7.5: 4号宋体 between dashes, on the outer side. */
function footerOf(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const run = new TextRun({ size: 28, font: '宋体', children: ['— ', PageNumber.CURRENT, ' —'] })
  return new Footer({ children: [new Paragraph({ alignment, indent: { left: 320, right: 320 }, children: [run] })] })
}

function headerOf({ hash, person }: WorkingMark): Header {
  const words = `${workingBanner} 版本 ${hash.slice(0, 16)} · 导出人 ${person}`
  const across = ImportedXmlComponent.fromXmlString(watermark)
  return new Header({
    children: [
      new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: words, size: 18, color: 'C00000', font: '黑体' }), across as never] }),
    ],
  })
}

/** The words across the page, as Word's own watermark is built, under a name that is the same in every file. */
const watermark = `<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:88pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".4"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="内部流转稿 未签发"/></v:shape></w:pict></w:r>`

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
