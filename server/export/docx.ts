import { Paragraph } from 'docx'
import type { Content } from '#core/article/content'
import { PaperBlocks } from '#server/export/docx-blocks'
import type { PaperBlock } from '#server/export/docx-holder'
import { workingBanner, type PaperStyle } from '#server/export/paper-names'
import { onPaper } from '#server/export/paper-package'

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
  return onPaper({
    title: content.title,
    children,
    numbering: blocks.numbering,
    footnotes: blocks.numbered.footnotes,
    banner: working && { words: `${workingBanner} 版本 ${working.hash.slice(0, 16)} · 导出人 ${working.person}`, across: '内部流转稿 未签发' },
  })
}

const lines = (style: PaperStyle, ...texts: string[]): Paragraph[] => texts.filter(Boolean).map(text => new Paragraph({ style, text }))

const marked = ({ article, hash, person }: WorkingMark): Paragraph[] =>
  lines('banner', workingBanner, `稿件 ${article} · 导出人 ${person}`, `版本 ${hash}`)

function attachmentsOf({ attachments }: Content): Paragraph[] {
  return attachments.length ? lines('attachment', '附件清单：', ...attachments.map(({ name }, index) => `${index + 1}. ${name}`)) : []
}
