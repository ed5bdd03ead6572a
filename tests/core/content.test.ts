import { Schema } from '@tiptap/pm/model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, contentBytes, contentHash, normalise } from '#core/article/canonical'
import { type Block, type Body, Content, emptyContent, filesOf, isSafeHref, type Mark } from '#core/article/content'
import { bodyRange, offsetAt, plainText } from '#core/article/plain-text'
import { disguised, randomContent } from './random-content.ts'

/** The editor's document as ProseMirror counts it, with the node names of `content.ts`. */
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    text: { group: 'inline' },
    hardBreak: { group: 'inline', inline: true },
    footnote: { group: 'inline', inline: true, atom: true, attrs: { text: {} } },
    paragraph: {
      group: 'block',
      content: 'inline*',
      attrs: { textAlign: { default: null }, firstLine: { default: true } },
    },
    heading: { group: 'block', content: 'inline*', attrs: { level: {}, textAlign: { default: null } } },
    image: {
      group: 'block',
      atom: true,
      attrs: { digest: {}, alt: { default: '' }, caption: { default: '' }, width: { default: null } },
    },
    horizontalRule: { group: 'block', atom: true },
    pageBreak: { group: 'block', atom: true },
    blockquote: { group: 'block', content: 'block+' },
    bulletList: { group: 'block', content: 'listItem+' },
    orderedList: { group: 'block', content: 'listItem+', attrs: { start: { default: 1 } } },
    listItem: { content: 'block+' },
    table: { group: 'block', content: 'tableRow+' },
    tableRow: { content: '(tableCell | tableHeader)*' },
    tableCell: {
      content: 'block+',
      attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
    },
    tableHeader: {
      content: 'block+',
      attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
    },
  },
  marks: {
    ...Object.fromEntries(
      ['bold', 'italic', 'underline', 'strike', 'superscript', 'subscript'].map(name => [name, {}]),
    ),
    link: { attrs: { href: {} } },
  },
})
const document = (body: Body) => schema.nodeFromJSON(body)
const p = (text: string, ...marks: Mark[]): Block => ({
  type: 'paragraph',
  content: [{ type: 'text', text, ...(marks.length && { marks }) }],
})
const body = (...content: Block[]): Content => ({ ...emptyContent(), title: '通知', body: { type: 'doc', content } })
const hash = (content: Content) => contentHash(content, 'salt')

describe('the content hash', () => {
  test('what is equal for a reader has the same bytes', () => {
    fc.assert(
      fc.property(randomContent, fc.integer(), fc.integer(), (content, one, two) => {
        const bytes = contentBytes(content, 'salt')
        expect(contentBytes(disguised(content, one), 'salt')).toBe(bytes)
        expect(contentBytes(disguised(disguised(content, two), one), 'salt')).toBe(bytes)
      }),
      { numRuns: 500 },
    )
  })

  test('a disguise does change the bytes that come in', () => {
    const content = body(p('政务公开é', { type: 'bold' }, { type: 'italic' }))
    expect(JSON.stringify(disguised(content, 7))).not.toBe(JSON.stringify(content))
  })

  test('the normal form is its own normal form, and is valid content', () => {
    fc.assert(
      fc.property(randomContent, content => {
        const once = normalise(content)
        expect(canonicalJson(normalise(once))).toBe(canonicalJson(once))
        expect(canonicalJson(Content.parse(once))).toBe(canonicalJson(once))
      }),
      { numRuns: 300 },
    )
  })

  test.each<[string, Content, Content]>([
    ['a letter', body(p('公开')), body(p('公告'))],
    ['a space', body(p('公开')), body(p('公 开'))],
    ['a joined emoji or two beside each other', body(p('👩🏽\u200d⚕\ufe0f')), body(p('👩🏽⚕\ufe0f'))],
    ['a bold word', body(p('公开')), body(p('公开', { type: 'bold' }))],
    [
      'the target of a link',
      body(p('公开', { type: 'link', attrs: { href: 'https://a.gov.cn/' } })),
      body(p('公开', { type: 'link', attrs: { href: 'https://b.gov.cn/' } })),
    ],
    ['the order of paragraphs', body(p('甲'), p('乙')), body(p('乙'), p('甲'))],
    ['one paragraph or two', body(p('甲'), p('乙')), body(p('甲乙'))],
    ['an empty line', body(p('甲')), body(p('甲'), { type: 'paragraph' })],
    ['alignment', body(p('甲')), body({ ...p('甲'), attrs: { textAlign: 'center' } } as Block)],
    ['the title', body(p('甲')), { ...body(p('甲')), title: '公告' }],
    ['a channel', body(p('甲')), { ...body(p('甲')), channels: {} }],
    ['the kind', body(p('甲')), { ...body(p('甲')), kind: 'news' }],
    ['the order of attachments', withFiles('甲', '乙'), withFiles('乙', '甲')],
    [
      'a picture',
      body({ type: 'image', attrs: { digest: '1'.repeat(64) } }),
      body({ type: 'image', attrs: { digest: '2'.repeat(64) } }),
    ],
  ])('%s that differs gives another hash', (_name, one, other) => {
    expect(hash(one)).not.toBe(hash(other))
  })

  test('other words anywhere give another hash', () => {
    fc.assert(
      fc.property(randomContent, randomContent, (one, other) => {
        const words = (content: Content) => plainText(normalise(content)).text
        if (words(one) !== words(other)) expect(hash(one)).not.toBe(hash(other))
      }),
    )
  })

  test('the salt is part of it, so that a short text cannot be guessed', () => {
    expect(contentHash(body(p('甲')), 'one')).not.toBe(contentHash(body(p('甲')), 'two'))
  })

  test.each<[string, Content, Content]>([
    [
      'a caption nobody can see',
      body({ type: 'image', attrs: { digest: '1'.repeat(64), caption: '\u200b', alt: ' ' } }),
      body({ type: 'image', attrs: { digest: '1'.repeat(64) } }),
    ],
    [
      'a width of none',
      body({ type: 'image', attrs: { digest: '1'.repeat(64), width: null } }),
      body({ type: 'image', attrs: { digest: '1'.repeat(64) } }),
    ],
    ['left alignment', body({ ...p('甲'), attrs: { textAlign: 'left' } } as Block), body(p('甲'))],
    [
      'a list that starts at 1',
      body({ type: 'orderedList', attrs: { start: 1 }, content: [{ type: 'listItem', content: [p('甲')] }] }),
      body({ type: 'orderedList', content: [{ type: 'listItem', content: [p('甲')] }] }),
    ],
    ['spaces around the title', { ...body(p('甲')), title: ' 通知\n' }, body(p('甲'))],
    ['half a character', body(p('甲\ud842')), body(p('甲\ufffd'))],
    ['a joiner that joins nothing', body(p('甲\u200d乙\u200d\u200d👨\u200d')), body(p('甲乙👨'))],
    ['a joined emoji in two pieces', body({ type: 'paragraph', content: [{ type: 'text', text: '👨\u200d' }, { type: 'text', text: '👩' }] }), body(p('👨\u200d👩'))],
    [
      'an idle joiner that wears a mark',
      body({ type: 'paragraph', content: [{ type: 'text', text: '甲' }, { type: 'text', text: '\u200d', marks: [{ type: 'bold' }] }, { type: 'text', text: '乙' }] }),
      body(p('甲乙')),
    ],
  ])('%s makes no difference', (_name, one, other) => {
    expect(hash(one)).toBe(hash(other))
  })
})

function withFiles(...names: string[]): Content {
  const attachments = names.map(name => ({
    digest: (name === '甲' ? '1' : '2').repeat(64),
    name,
    size: 1,
    mediaType: 'application/pdf',
  }))
  return { ...body(p('甲')), attachments }
}

describe('the plain text', () => {
  test('title, subtitle, paragraphs, cells, captions and notes are lines of it', () => {
    const content: Content = {
      ...body(
        { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: '一、要求' }] },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: '正文' },
            { type: 'footnote', attrs: { text: '见附件' } },
            { type: 'hardBreak' },
            { type: 'text', text: '第二行' },
          ],
        },
        { type: 'image', attrs: { digest: '1'.repeat(64), caption: '会场', alt: '人群' } },
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [
                { type: 'tableCell', content: [p('甲')] },
                { type: 'tableCell', content: [p('乙')] },
              ],
            },
          ],
        },
      ),
      subtitle: '副题',
    }
    const plain = plainText(content)
    expect(plain.text).toBe('通知\n副题\n一、要求\n正文\n第二行\n会场\n人群\n甲\n乙\n见附件\n')
    expect(plain.blocks.map(b => [b.kind, plain.text.slice(b.start, b.end)])).toEqual([
      ['title', '通知'],
      ['subtitle', '副题'],
      ['heading', '一、要求'],
      ['paragraph', '正文\n第二行'],
      ['caption', '会场'],
      ['caption', '人群'],
      ['cell', '甲'],
      ['cell', '乙'],
      ['footnote', '见附件'],
    ])
    expect(plain.blocks[7]).toMatchObject({ table: 0, row: 0, column: 1 })
  })

  test('every stretch of it is the same characters in a ProseMirror document', () => {
    let stretches = 0
    fc.assert(
      fc.property(randomContent, content => {
        const plain = plainText(content)
        const doc = document(content.body)
        doc.check()
        for (const { start, end, where, pos } of plain.segments) {
          const words = plain.text.slice(start, end)
          if (where === 'body') {
            stretches++
            expect(doc.textBetween(pos, pos + words.length, null, '\n')).toBe(words)
            expect(doc.resolve(pos).parent.isTextblock).toBe(true)
          } else if (where === 'attribute') {
            expect(Object.values(doc.nodeAt(pos)!.attrs)).toContain(words)
          } else expect(words).toBe(content[where])
        }
      }),
      { numRuns: 500 },
    )
    expect(stretches).toBeGreaterThan(1000)
  })

  test('its lines follow one another without gap or overlap', () => {
    fc.assert(
      fc.property(randomContent, content => {
        const { text, blocks } = plainText(content)
        expect(blocks.map(b => `${text.slice(b.start, b.end)}\n`).join('')).toBe(text)
      }),
    )
  })

  test('a range goes to the editor and back', () => {
    let ranges = 0
    fc.assert(
      fc.property(randomContent, fc.nat(), fc.nat(), (content, x, y) => {
        const plain = plainText(content)
        const [start, end] = [x % (plain.text.length + 1), y % (plain.text.length + 1)].sort((a, b) => a - b) as [
          number,
          number,
        ]
        const range = bodyRange(plain, start, end)
        if (!range) return
        expect(range.from).toBeLessThanOrEqual(range.to)
        expect(range.to).toBeLessThanOrEqual(document(content.body).content.size)
        const inOneLine = plain.blocks.some(b => b.start <= start && end <= b.end)
        if (!inOneLine) return
        ranges++
        expect([offsetAt(plain, range.from), offsetAt(plain, range.to)]).toEqual([start, end])
        const leaf = (node: { type: { name: string } }) => (node.type.name === 'hardBreak' ? '\n' : '')
        expect(document(content.body).textBetween(range.from, range.to, null, leaf)).toBe(plain.text.slice(start, end))
      }),
      { numRuns: 1000 },
    )
    expect(ranges).toBeGreaterThan(50)
  })

  test('the end of a line, and a place between two letters', () => {
    const plain = plainText(body(p('甲乙'), p('丙')))
    expect(bodyRange(plain, 3, 5)).toEqual({ from: 1, to: 3 })
    expect(bodyRange(plain, 5, 6)).toEqual({ from: 3, to: 5 })
    expect(bodyRange(plain, 5, 5)).toEqual({ from: 3, to: 3 })
    expect(bodyRange(plain, 4, 4)).toEqual({ from: 2, to: 2 })
    expect(bodyRange(plain, 0, 2)).toBe(null)
    expect(offsetAt(plain, 99)).toBe(null)
  })
})

describe('the schema', () => {
  const raw = (block: unknown) => ({ ...emptyContent(), title: '通知', body: { type: 'doc', content: [block] } })
  const marked = (mark: unknown) => raw({ type: 'paragraph', content: [{ type: 'text', text: '甲', marks: [mark] }] })

  test.each<[string, unknown]>([
    ['an unknown node', raw({ type: 'iframe', attrs: { src: 'https://a.cn' } })],
    ['a script', raw({ type: 'script', content: [{ type: 'text', text: 'alert(1)' }] })],
    ['an unknown mark', marked({ type: 'textStyle', attrs: { color: 'red' } })],
    ['an unknown attribute', raw({ type: 'paragraph', attrs: { onclick: 'alert(1)' } })],
    [
      'a style on a cell',
      raw({
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [{ type: 'tableCell', attrs: { style: 'x' }, content: [{ type: 'paragraph' }] }],
          },
        ],
      }),
    ],
    ['a javascript: link', marked({ type: 'link', attrs: { href: 'javascript:alert(1)' } })],
    ['a javascript: link in disguise', marked({ type: 'link', attrs: { href: ' java\tscript:alert(1)' } })],
    ['a data: link', marked({ type: 'link', attrs: { href: 'data:text/html,<script>' } })],
    ['a file: link', marked({ type: 'link', attrs: { href: 'file:///etc/passwd' } })],
    ['a relative link', marked({ type: 'link', attrs: { href: '/a' } })],
    ['a link with a quotation mark', marked({ type: 'link', attrs: { href: 'https://a.cn/"onload="x' } })],
    ['a link with a target', marked({ type: 'link', attrs: { href: 'https://a.cn/', target: '_blank' } })],
    ['a picture by address', raw({ type: 'image', attrs: { src: 'https://a.cn/1.png' } })],
    ['a picture by a wrong digest', raw({ type: 'image', attrs: { digest: 'ABC' } })],
    ['a fifth heading level', raw({ type: 'heading', attrs: { level: 5 } })],
    ['empty text', raw({ type: 'paragraph', content: [{ type: 'text', text: '' }] })],
    ['text outside a paragraph', raw({ type: 'text', text: '甲' })],
    ['a list without items', raw({ type: 'bulletList', content: [] })],
    ['a body without blocks', { ...emptyContent(), body: { type: 'doc', content: [] } }],
    ['a field nobody knows', { ...emptyContent(), secret: 1 }],
    ['an unknown kind', { ...emptyContent(), kind: 'memo' }],
    [
      'a day that does not exist',
      { ...emptyContent(), publication: { ...emptyContent().publication, formedOn: '2026-02-30' } },
    ],
    [
      'a time without a zone',
      { ...emptyContent(), publication: { ...emptyContent().publication, notBefore: '2026-12-01T09:00:00' } },
    ],
  ])('refuses %s', (_name, content) => {
    expect(Content.safeParse(content).success).toBe(false)
  })

  test('takes every kind of block, and a blank article of every kind', () => {
    fc.assert(
      fc.property(randomContent, content => {
        expect(Content.safeParse(content).error).toBe(undefined)
      }),
    )
    expect(Content.parse(emptyContent('reprint')).publication.source.type).toBe('reprint')
  })

  test.each(['https://www.gov.cn/zc/2026-11/21/content_1.htm?a=1&b=%E4%B8%AD#x', 'http://a.cn', 'mailto:zw@rj.gov.cn'])(
    'takes the link %s',
    href => {
      expect(isSafeHref(href)).toBe(true)
      expect(Content.safeParse(marked({ type: 'link', attrs: { href } })).success).toBe(true)
    },
  )

  test('files are named once each, pictures in nested blocks and the cover included', () => {
    const [one, two, three] = ['1', '2', '3'].map(digit => digit.repeat(64)) as [string, string, string]
    const image = (digest: string): Block => ({ type: 'image', attrs: { digest } })
    const content: Content = {
      ...body(image(one), { type: 'blockquote', content: [image(two), image(one)] }),
      channels: { wechat: { title: '', digest: '', author: '', cover: three } },
      attachments: [{ digest: two, name: '附件', size: 1, mediaType: '' }],
    }
    expect(filesOf(content)).toEqual([one, two, three])
  })
})
