import fc from 'fast-check'
import { alignments, type Block, type Content, emptyContent, type Inline, type Mark } from '#core/article/content'

/** Letters that make trouble: official words, digits, beyond the basic plane, joined emoji and idle joiners, and a base with its combining mark. */
const words = fc
  .array(fc.constantFrom('政务', '公开', '不', '15日', '，', '。', 'A', '𠮷', '👩🏽', '🏳\ufe0f', '\u200d', 'é', 'é', ' ', '一', '张建国', '1.5%'), {
    minLength: 1,
    maxLength: 6,
  })
  .map(parts => parts.join(''))

const simpleMark = fc
  .constantFrom('bold', 'italic', 'underline', 'strike', 'superscript')
  .map((type): Mark => ({ type }) as Mark)
const link = fc
  .constantFrom('https://www.gov.cn/a', 'mailto:zw@rj.gov.cn')
  .map((href): Mark => ({ type: 'link', attrs: { href } }))
const marks = fc.uniqueArray(fc.oneof({ weight: 3, arbitrary: simpleMark }, link), {
  maxLength: 3,
  selector: mark => mark.type,
})

const inline: fc.Arbitrary<Inline> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({ text: words, marks })
      .map(({ text, marks: m }): Inline => ({ type: 'text', text, ...(m.length && { marks: m }) })),
  },
  { weight: 1, arbitrary: fc.constant<Inline>({ type: 'hardBreak' }) },
  { weight: 1, arbitrary: words.map((text): Inline => ({ type: 'footnote', attrs: { text: `注${text}` } })) },
)
const inlines = fc.array(inline, { maxLength: 4 })
const textAlign = fc.option(fc.constantFrom(...alignments), { nil: undefined })

const paragraph: fc.Arbitrary<Block> = fc
  .record({ content: inlines, textAlign, firstLine: fc.boolean() })
  .map(({ content, textAlign: align, firstLine }) => ({
    type: 'paragraph',
    attrs: { textAlign: align, firstLine },
    content,
  }))
const heading: fc.Arbitrary<Block> = fc
  .record({ content: inlines, level: fc.integer({ min: 1, max: 4 }) })
  .map(({ content, level }) => ({ type: 'heading', attrs: { level }, content }))
const image: fc.Arbitrary<Block> = fc
  .record({
    n: fc.integer({ min: 0, max: 3 }),
    caption: fc.option(words, { nil: undefined }),
    alt: fc.option(words, { nil: undefined }),
  })
  .map(({ n, caption, alt }) => ({
    type: 'image',
    attrs: {
      digest: String(n).repeat(64),
      ...(caption && { caption: `图${caption}` }),
      ...(alt && { alt: `照片${alt}` }),
    },
  }))

export const randomBlock = fc.letrec<{ block: Block; blocks: Block[] }>(tie => ({
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  block: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'block' },
    { weight: 6, arbitrary: paragraph },
    { weight: 2, arbitrary: heading },
    { weight: 1, arbitrary: image },
    { weight: 1, arbitrary: fc.constantFrom<Block>({ type: 'horizontalRule' }, { type: 'pageBreak' }) },
    { weight: 1, arbitrary: tie('blocks').map((content): Block => ({ type: 'blockquote', content })) },
    {
      weight: 1,
      arbitrary: fc
        .record({
          items: fc.array(tie('blocks'), { minLength: 1, maxLength: 3 }),
          ordered: fc.boolean(),
          start: fc.integer({ min: 1, max: 3 }),
        })
        .map(({ items, ordered, start }): Block => {
          const content = items.map(blocks => ({ type: 'listItem' as const, content: blocks }))
          return ordered ? { type: 'orderedList', attrs: { start }, content } : { type: 'bulletList', content }
        }),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.array(tie('blocks'), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 2 })
        .map((rows): Block => ({
          type: 'table',
          content: rows.map((cells, i) => ({
            type: 'tableRow',
            content: cells.map(content => ({ type: i ? ('tableCell' as const) : ('tableHeader' as const), content })),
          })),
        })),
    },
  ),
})).block

/** Whole contents with every kind of block, and titles, subtitles and attachments. */
export const randomContent: fc.Arbitrary<Content> = fc
  .record({
    title: words,
    subtitle: fc.oneof(fc.constant(''), words),
    blocks: fc.array(randomBlock, { minLength: 1, maxLength: 5 }),
    summary: words,
    files: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ title, subtitle, blocks, summary, files }) => {
    const content = emptyContent('notice', '榕江县民政局')
    return {
      ...content,
      title: `关于${title}`,
      subtitle,
      body: { type: 'doc', content: blocks },
      publication: { ...content.publication, summary: `概述${summary}` },
      attachments: Array.from({ length: files }, (_, i) => ({
        digest: String(i + 4).repeat(64),
        name: `附件${i + 1}.pdf`,
        size: 100 + i,
        mediaType: 'application/pdf',
      })),
    }
  })

/** A source of small choices, so that one number decides a whole disguise. */
function dice(seed: number): (n: number) => number {
  let state = seed >>> 0 || 1
  return n => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state >>> 8) % n
  }
}

const unseen = ['\u200b', '\ufeff', '\u00ad', '\u2060']

/**
 * The same content as an editor, a browser or another program might hand it over: attributes in another order,
 * defaults written out, marks in another order and doubled, text in pieces, invisible characters, decomposed letters.
 */
export function disguised(content: Content, seed: number): Content {
  const roll = dice(seed)
  const shuffleKeys = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffleKeys)
    if (!value || typeof value !== 'object') return value
    const entries = Object.entries(value).map(([k, v]) => [k, shuffleKeys(v)] as const)
    for (let i = entries.length - 1; i > 0; i--) {
      const j = roll(i + 1)
      ;[entries[i], entries[j]] = [entries[j]!, entries[i]!]
    }
    return Object.fromEntries(entries)
  }
  const pieces = (list: Inline[] | undefined): Inline[] => (list ?? []).flatMap(piece => split(piece, roll))
  const block = (node: Block): Block => {
    switch (node.type) {
      case 'paragraph': {
        const attrs = {
          textAlign: node.attrs?.textAlign ?? (roll(2) ? 'left' : null),
          firstLine: node.attrs?.firstLine ?? true,
        }
        return { ...node, attrs, content: pieces(node.content) }
      }
      case 'heading':
        return {
          ...node,
          attrs: { ...node.attrs, textAlign: node.attrs.textAlign ?? null },
          content: pieces(node.content),
        }
      case 'image':
        return { ...node, attrs: { caption: '', alt: '', width: null, ...node.attrs } }
      case 'orderedList':
        return {
          ...node,
          attrs: { start: 1, ...node.attrs },
          content: node.content.map(i => ({ ...i, content: i.content.map(block) })),
        }
      case 'bulletList':
        return { ...node, content: node.content.map(i => ({ ...i, content: i.content.map(block) })) }
      case 'blockquote':
        return { ...node, content: node.content.map(block) }
      case 'table':
        return {
          ...node,
          content: node.content.map(row => ({
            ...row,
            content: row.content.map(cell => ({
              ...cell,
              attrs: { colspan: 1, rowspan: 1, colwidth: roll(2) ? null : [0], ...cell.attrs },
              content: cell.content.map(block),
            })),
          })),
        }
      default:
        return node
    }
  }
  const body = { type: 'doc' as const, content: content.body.content.map(block) }
  return shuffleKeys({ ...content, title: `${content.title}\u200b`.normalize('NFD'), body }) as Content
}

function split(piece: Inline, roll: (n: number) => number): Inline[] {
  if (piece.type !== 'text') return [piece]
  const marks = piece.marks?.length ? [...piece.marks, piece.marks[0]!].slice(roll(2) ? 0 : 1) : []
  const dressed = (text: string): Inline => ({ ...piece, text, marks })
  const letters = Array.from(piece.text.normalize(roll(2) ? 'NFD' : 'NFC'))
  const at = roll(letters.length + 1)
  const [left, right] = [letters.slice(0, at).join(''), letters.slice(at).join('')]
  return [dressed(left), dressed(unseen[roll(unseen.length)]!), dressed(right)].filter(
    p => p.type === 'text' && p.text !== '',
  )
}
