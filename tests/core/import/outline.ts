import type { Block, Body, Inline } from '#core/article/content'

/** A body as lines a person can check: one block a line, marks in braces. */
export const outline = (body: Body): string[] => body.content.flatMap(block => lines(block, ''))

function lines(block: Block, margin: string): string[] {
  const attrs = 'attrs' in block && block.attrs ? ` ${JSON.stringify(block.attrs)}` : ''
  const head = `${margin}${block.type}${attrs}`
  if (block.type === 'paragraph' || block.type === 'heading')
    return [`${head}: ${(block.content ?? []).map(piece).join('')}`]
  if (block.type === 'table') {
    return [
      head,
      ...block.content.flatMap(row => [
        `${margin}  row`,
        ...row.content.flatMap(cell => [
          `${margin}    ${cell.type}${cell.attrs ? ` ${JSON.stringify(cell.attrs)}` : ''}`,
          ...cell.content.flatMap(inner => lines(inner, `${margin}      `)),
        ]),
      ]),
    ]
  }
  if (block.type === 'bulletList' || block.type === 'orderedList') {
    return [
      head,
      ...block.content.flatMap(item => [
        `${margin}  item`,
        ...item.content.flatMap(inner => lines(inner, `${margin}    `)),
      ]),
    ]
  }
  return block.type === 'blockquote' ? [head, ...block.content.flatMap(inner => lines(inner, `${margin}  `))] : [head]
}

function piece(one: Inline): string {
  if (one.type === 'hardBreak') return '⏎'
  if (one.type === 'footnote') return `[注:${one.attrs.text}]`
  const marks = (one.marks ?? []).map(mark => (mark.type === 'link' ? `link=${mark.attrs.href}` : mark.type))
  return marks.length ? `{${marks.join(',')}|${one.text}}` : one.text
}
