import { FootnoteReferenceRun, Paragraph, Tab, TextRun, type IRunOptions, type ParagraphChild } from 'docx'
import type { Inline, Mark } from '#core/article/content'
import { Link } from '#server/export/docx-holder'

/** Notes and links met so far, numbered in the order of the text. */
export class Numbered {
  readonly footnotes: Record<string, { children: Paragraph[] }> = {}
  private notes = 0
  private links = 0

  footnote(text: string): number {
    this.notes += 1
    this.footnotes[this.notes] = { children: [new Paragraph({ style: 'FootnoteText', children: [new TextRun(text)] })] }
    return this.notes
  }

  link(): number {
    this.links += 1
    return this.links
  }
}

/** The runs of a paragraph. Neighbours under one address become one link. */
export function runsOf(pieces: readonly Inline[], numbered: Numbered): ParagraphChild[] {
  const out: ParagraphChild[] = []
  for (let at = 0; at < pieces.length; ) {
    const href = hrefOf(pieces[at]!)
    if (href === null) {
      out.push(runOf(pieces[at]!, numbered))
      at += 1
      continue
    }
    const runs: TextRun[] = []
    for (; at < pieces.length && hrefOf(pieces[at]!) === href; at++) runs.push(textRun(pieces[at] as Text))
    out.push(new Link(numbered.link(), href, runs) as unknown as ParagraphChild)
  }
  return out
}

type Text = Extract<Inline, { type: 'text' }>

const hrefOf = (piece: Inline): string | null =>
  (piece.type === 'text' && piece.marks?.find(mark => mark.type === 'link')?.attrs.href) || null

function runOf(piece: Inline, numbered: Numbered): ParagraphChild {
  if (piece.type === 'hardBreak') return new TextRun({ break: 1 })
  if (piece.type === 'footnote') return new FootnoteReferenceRun(numbered.footnote(piece.attrs.text))
  return textRun(piece)
}

/** How words with these marks look in Word. */
export function lookOf(marks: readonly string[]): IRunOptions {
  const has = (type: Mark['type']) => marks.includes(type)
  const both = has('superscript') && has('subscript')
  const style = both ? 'bothScripts' : has('link') ? 'Hyperlink' : undefined
  return {
    ...(style && { style }),
    ...(has('bold') && { bold: true }),
    ...(has('italic') && { italics: true }),
    ...(has('underline') && { underline: {} }),
    ...(has('strike') && { strike: true }),
    ...(has('superscript') && !both && { superScript: true }),
    ...(has('subscript') && !both && { subScript: true }),
  }
}

function textRun({ text, marks = [] }: Text): TextRun {
  return new TextRun({
    ...lookOf(marks.map(({ type }) => type)),
    children: text.split('\t').flatMap((words, index) => [...(index ? [new Tab()] : []), ...(words ? [words] : [])]),
  })
}
