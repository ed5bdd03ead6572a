import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { normaliseBody, normalise, pureSha256 } from '#core/article/canonical'
import { emptyContent, type Block, type Body, type Cell, type Content, type Mark, type Row } from '#core/article/content'
import { writeDocx } from '#server/export/docx'
import { readDocxFile } from '#server/import/docx'
import { randomBlock, randomContent } from '#tests/core/random-content'
import { outline } from '#tests/core/import/outline'
import { smallPng } from '#tests/fixtures/make-docx'

/** Four real pictures in the place of the generator's made-up digests. */
const pictures = [0, 1, 2, 3].map(n => smallPng(40 + n, 30))
const digests = pictures.map(pureSha256)
const byDigest = new Map(pictures.map((bytes, n) => [digests[n]!, bytes]))
const real = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replace(/"digest":"([0-3])\1{63}"/g, (_, n: string) => `"digest":"${digests[Number(n)]}"`)) as T

async function back(content: Content): Promise<{ title: string; subtitle: string; body: Body }> {
  const bytes = await writeDocx({ content, pictures: byDigest, working: null })
  const read = await readDocxFile(bytes, '文件名')
  if (typeof read === 'string') throw new Error(read)
  return { title: read.title, subtitle: read.subtitle ?? '', body: normaliseBody(read.body) }
}


const holding = (blocks: Block[]): Content =>
  normalise({ ...emptyContent('notice', '榕江县民政局'), title: '关于开展检查的通知', body: { type: 'doc', content: blocks } })

async function comesBack(content: Content) {
  expect(await back(content)).toEqual({ title: content.title, subtitle: content.subtitle, body: content.body })
}

/** Tables whose cells are merged at random, with widths that agree, disagree or are missing, and header cells anywhere. */
const merged = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 5 }), dice: fc.array(fc.nat(1_000_000), { minLength: 60, maxLength: 60 }), inside: fc.array(randomBlock, { minLength: 25, maxLength: 25 }) })
  .map(({ rows, columns, dice, inside }): Block => {
    let thrown = 0
    const roll = (n: number) => dice[thrown++ % dice.length]! % n
    const taken = Array.from({ length: rows }, () => Array.from({ length: columns }, () => false))
    const widths = Array.from({ length: columns }, () => 30 + roll(200))
    const content = taken.map((row, y): Row => {
      const cells: Cell[] = []
      for (let x = 0; x < columns; x++) {
        if (row[x]) continue
        let colspan = 1
        while (x + colspan < columns && !row[x + colspan] && roll(3) === 0) colspan += 1
        const rowspan = roll(4) === 0 ? 1 + roll(rows - y) : 1
        for (let dy = 0; dy < rowspan; dy++) for (let dx = 0; dx < colspan; dx++) taken[y + dy]![x + dx] = true
        const own = widths.slice(x, x + colspan)
        const colwidth = [null, own, own, own.map(width => (roll(2) ? width : roll(400)))][roll(4)]!
        cells.push({ type: roll(3) ? 'tableCell' : 'tableHeader', attrs: { colspan, rowspan, colwidth }, content: [inside[(y * columns + x) % 25]!] })
      }
      return { type: 'tableRow', content: cells }
    })
    return { type: 'table', content }
  })

test('whatever the schema can say comes back from a Word file as it was', async () => {
  await fc.assert(
    fc.asyncProperty(randomContent, content => comesBack(normalise(real(content)))),
    { numRuns: 60 },
  )
})

test('merged cells, header cells and widths of every kind come back, side by side and inside one another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(merged, { minLength: 1, maxLength: 2 }), merged, (tables, inner) => {
      const around: Block[] = [{ type: 'blockquote', content: [inner, inner] }, { type: 'bulletList', content: [{ type: 'listItem', content: [inner] }] }]
      return comesBack(holding(real([...tables, ...around])))
    }),
    { numRuns: 40 },
  )
})

const text = (words: string, ...marks: Mark[]) => ({ type: 'text' as const, text: words, ...(marks.length && { marks }) })
const paragraph = (words: string, attrs = {}): Block => ({ type: 'paragraph', attrs, content: [text(words)] })
const item = (...content: Block[]) => ({ type: 'listItem' as const, content })

test('the rare things come back too: both scripts, underlined links, tabs, deep lists, resized pictures, aligned headings', async () => {
  let deep: Block = paragraph('最深')
  for (let level = 0; level < 12; level++) deep = { type: 'orderedList', attrs: { start: level + 2 }, content: [item(paragraph(`第${level}层`), deep), item(paragraph('后'))] }
  await comesBack(
    holding([
      { type: 'paragraph', content: [text('x', { type: 'superscript' }, { type: 'subscript' }), text('链', { type: 'underline' }, { type: 'link', attrs: { href: 'https://www.gov.cn/a?b=1&c=<'.replace('<', '2') } }), text('\t制表 两  格 ')] },
      { type: 'heading', attrs: { level: 2, textAlign: 'center' }, content: [text('（一）居中的标题')] },
      ...([16, 400, 677, 2000, null] as const).map((width): Block => ({ type: 'image', attrs: { digest: digests[0]!, width, alt: '两  格', caption: '图1' } })),
      { type: 'image', attrs: { digest: digests[1]! } },
      paragraph('居中', { textAlign: 'center', firstLine: false }),
      deep,
      { type: 'bulletList', content: [item({ type: 'heading', attrs: { level: 1 }, content: [text('项里的标题')] }, paragraph('后段')), item(paragraph('甲'), { type: 'bulletList', content: [item(paragraph('乙'))] }, paragraph('丙'))] },
      { type: 'bulletList', content: [item(paragraph('另一个列表'))] },
      { type: 'pageBreak' },
      { type: 'horizontalRule' },
      paragraph(''),
      paragraph('一、看起来像标题的正文'),
      paragraph('附件：1. 看起来像附件的正文', { textAlign: 'justify' }),
    ].map(block => real(block) as Block)),
  )
})

const sample = (): Content => ({
  ...holding([paragraph('第一段。'), { type: 'image', attrs: { digest: digests[2]! } }, { type: 'orderedList', content: [item(paragraph('甲')), item(paragraph('乙'))] }]),
  attachments: [{ digest: 'a'.repeat(64), name: '申请表.xlsx', size: 3, mediaType: 'x' }],
})
const working = { article: 'abc123', hash: '0123456789abcdef'.repeat(4), person: '王芳' }

test('the same content gives the same bytes, without a time, a machine or a person in them', async () => {
  const official = { content: sample(), pictures: byDigest, working: null }
  const first = await writeDocx(official)
  await writeDocx({ ...official, working })
  expect(await writeDocx(official)).toEqual(first)
  const parts = Object.entries(unzipSync(first)).filter(([path]) => /\.(xml|rels)$/.test(path))
  const all = parts.map(([, part]) => strFromU8(part)).join('\n')
  expect(parts.length).toBeGreaterThan(8)
  for (const trace of [/Un-named/, /creator/, /lastModifiedBy/, /dcterms/, /w:rsid/, /王芳/, /内部流转/, /20\d\d-\d\d-\d\dT/]) expect([trace, trace.test(all)]).toEqual([trace, false])
})

test('a working copy says on every page and across it that it is not signed, and whose it is', async () => {
  const parts = unzipSync(await writeDocx({ content: sample(), pictures: byDigest, working }))
  const headers = Object.entries(parts).filter(([path]) => /^word\/header\d\.xml$/.test(path)).map(([, part]) => strFromU8(part))
  expect(headers.length).toBe(2)
  for (const header of headers) for (const words of ['〔内部流转稿，未签发，不得对外发布〕', working.hash.slice(0, 16), '王芳', 'string="内部流转稿 未签发"']) expect(header).toContain(words)
  const body = strFromU8(parts['word/document.xml']!)
  for (const words of ['〔内部流转稿，未签发，不得对外发布〕', working.hash, working.article, '王芳']) expect(body).toContain(words)
})

test('a working copy comes back without its marks, saying where it came from', async () => {
  const content = sample()
  const read = await readDocxFile(await writeDocx({ content, pictures: byDigest, working }), '文件名')
  if (typeof read === 'string') throw new Error(read)
  expect(normaliseBody(read.body)).toEqual(content.body)
  expect(read.report).toEqual({
    dropped: [{ what: '附件清单（附件本身请在“附件”中上传）', count: 1 }],
    notes: [`这是审校台导出的内部流转稿（稿件 abc123 · 导出人 王芳 · 版本 ${working.hash}），其中的改动会作为新内容带入，请核对。`],
  })
})

test('what people did to the file in WPS is read: other style ids, a paragraph of their own, tracked changes and hidden words reported', async () => {
  const parts = unzipSync(await writeDocx({ content: sample(), pictures: byDigest, working: null }))
  const edit = (path: string, change: (xml: string) => string) => (parts[path] = strToU8(change(strFromU8(parts[path]!))))
  const renumbered = (xml: string) => xml.replaceAll('"body"', '"17"').replaceAll('"item"', '"18"')
  edit('word/styles.xml', renumbered)
  edit('word/document.xml', xml =>
    renumbered(xml).replace(
      /(<w:t[^>]*>第一段。<\/w:t><\/w:r>)<\/w:p>/,
      '$1<w:ins w:id="1" w:author="李静"><w:r><w:t>添的话。</w:t></w:r></w:ins><w:del w:id="2" w:author="李静"><w:r><w:delText>删的</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏的</w:t></w:r></w:p><w:p><w:r><w:t>自己加的一段。</w:t></w:r></w:p>',
    ),
  )
  const read = await readDocxFile(zipSync(parts), '文件名')
  if (typeof read === 'string') throw new Error(read)
  expect(outline(read.body).slice(0, 2)).toEqual(['paragraph: 第一段。添的话。', 'paragraph: 自己加的一段。'])
  expect(outline(read.body).slice(2).map(line => line.trim().replace(/ .*/, ''))).toEqual(['image', 'orderedList', 'item', 'paragraph:', 'item', 'paragraph:'])
  expect(read.report.dropped.map(one => one.what)).toEqual(['修订中已删除的文字', '隐藏文字', '附件清单（附件本身请在“附件”中上传）'])
})
