import fc from 'fast-check'
import type { Block, Body, Cell, Inline, Mark } from '#core/article/content'
import { pictureDigest } from '#tests/core/channels/sample'

const hostile = [
  '<script>alert(1)</script>',
  '" onmouseover="alert(1)',
  "'><svg onload=x>",
  '</style><script>',
  '&lt;b&gt; &amp;',
  'javascript:alert(1)',
  '<!--',
  ']]>',
  '${x}',
  '</section>',
  '<img src=x onerror=1>',
]
const words = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '各乡镇人民政府',
      '2026年11月',
      '缴费标准为400元。',
      '“引号”',
      'ABC def',
      '👨‍👩‍👧',
      '𠮷野家',
      '一、',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...hostile) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter(text => text.trim() !== '' && !/\[\d/.test(text)),
  },
)
const href = fc.constantFrom(
  'https://www.gov.cn/a?b=1&c=2',
  'http://mp.weixin.qq.com/s/1',
  'mailto:a@example.cn',
  "https://a.cn/'x".replace("'", ''),
)
const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.constantFrom<Mark>(
    { type: 'bold' },
    { type: 'italic' },
    { type: 'underline' },
    { type: 'strike' },
    { type: 'superscript' },
    { type: 'subscript' },
  ),
  href.map(address => ({ type: 'link', attrs: { href: address } }) as Mark),
)
const inline: fc.Arbitrary<Inline[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('text' as const),
        text: words,
        marks: fc.uniqueArray(mark, { maxLength: 3, selector: one => one.type }),
      }),
    },
    { weight: 1, arbitrary: fc.constant<Inline>({ type: 'hardBreak' }) },
    { weight: 1, arbitrary: words.map<Inline>(text => ({ type: 'footnote', attrs: { text } })) },
  ),
  { maxLength: 5 },
)
const textAlign = fc.constantFrom(null, 'left', 'center', 'right', 'justify')
const paragraph: fc.Arbitrary<Block> = fc.record({
  type: fc.constant('paragraph' as const),
  attrs: fc.record({ textAlign, firstLine: fc.boolean() }),
  content: inline,
}) as fc.Arbitrary<Block>

const { block } = fc.letrec<{ block: Block; blocks: Block[]; list: Block }>(tie => ({
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  list: fc.record({
    type: fc.constantFrom('bulletList' as const, 'orderedList' as const),
    content: fc.array(
      fc
        .tuple(
          paragraph,
          fc.array(fc.oneof({ maxDepth: 3, depthIdentifier: 'list' }, paragraph, tie('list')), { maxLength: 2 }),
        )
        .map(([first, rest]) => ({ type: 'listItem' as const, content: [first, ...rest] })),
      { minLength: 1, maxLength: 3 },
    ),
  }) as fc.Arbitrary<Block>,
  block: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'block' },
    paragraph,
    fc.record({
      type: fc.constant('heading' as const),
      attrs: fc.record({ level: fc.integer({ min: 1, max: 4 }), textAlign }),
      content: inline,
    }) as fc.Arbitrary<Block>,
    fc.constantFrom<Block>({ type: 'horizontalRule' }, { type: 'pageBreak' }),
    fc
      .record({
        alt: fc.option(
          words.map(text => `图${text}`),
          { nil: undefined },
        ),
        caption: fc.option(
          words.map(text => `题${text}`),
          { nil: undefined },
        ),
        width: fc.constantFrom(null, 16, 300, 900),
      })
      .map(attrs => ({ type: 'image', attrs: { digest: pictureDigest, ...attrs } }) as Block),
    tie('list'),
    tie('blocks').map<Block>(content => ({ type: 'blockquote', content })),
    fc
      .array(fc.array(tie('blocks'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .map<Block>(rows => ({
        type: 'table',
        content: rows.map((cells, row) => ({
          type: 'tableRow' as const,
          content: cells.map<Cell>(content => ({
            type: row ? 'tableCell' : 'tableHeader',
            attrs: { colspan: 1 + (content.length % 2) },
            content,
          })),
        })),
      })),
  ),
}))

/** Bodies of every shape, with words that try to break out of the page. */
export const anyBody: fc.Arbitrary<Body> = fc
  .array(block, { minLength: 1, maxLength: 6 })
  .map(content => ({ type: 'doc', content }))
export const anyWords = words
