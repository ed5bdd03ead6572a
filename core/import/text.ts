import type { Body } from '#core/article/content'
import { assemble, type Rough } from '#core/import/assemble'
import { Tally, type ImportedText } from '#core/import/import'
import { takeTitle } from '#core/import/title'

/**
 * A plain text as a body: a line is a paragraph, numbered short lines are headings, a form feed is a page break.
 * Words and punctuation stay as they are – residue of web pages too, which proofreading reports. The title is a
 * suggestion; its line is still in the body.
 */
export function textToBody(text: string): ImportedText {
  const tally = new Tally()
  const rough: Rough[] = []
  for (const [page, sheet] of text.split('\f').entries()) {
    if (page) rough.push({ kind: 'block', block: { type: 'pageBreak' } })
    for (const line of sheet.split(/\r\n|[\n\r\u0085\u2028\u2029]/)) {
      rough.push({ kind: 'paragraph', inline: line ? [{ type: 'text', text: line }] : [] })
    }
  }
  while (rough.at(-1)?.kind === 'paragraph' && (rough.at(-1) as { inline: unknown[] }).inline.length === 0) rough.pop()
  const blocks = assemble(rough, 'body', tally, 'keep')
  const body: Body = { type: 'doc', content: blocks.length ? blocks : [{ type: 'paragraph' }] }
  const { title } = takeTitle(body)
  return { body, ...(title && { title }), report: tally.report() }
}
