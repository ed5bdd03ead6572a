import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { normalise } from '#core/article/canonical'
import { emptyContent, type Block, type Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { writeMarkedDocx } from '#server/export/docx-marked'
import '#tests/property-seed'

const people = new Map([['wang', { name: '王芳', at: '2026-11-20T01:00:00.123Z' }], ['sun', { name: '孙丽', at: '2026-11-21T02:00:00.000Z' }]])
const mark = { article: 'a1', from: 'f'.repeat(64), to: '0'.repeat(64), person: '王芳', signed: false }
const write = async (before: Content, after: Content, steps = [{ by: 'wang', content: after }]) => writeMarkedDocx({ before, after, steps, people, pictures: new Map(), mark })
const textOf = async (bytes: Uint8Array, part = 'document') => strFromU8(unzipSync(bytes)[`word/${part}.xml`]!)

const paragraph = (text: string): Block => (text ? { type: 'paragraph', content: [{ type: 'text', text }] } : { type: 'paragraph' })
const cell = (text: string) => ({ type: 'tableCell' as const, content: [paragraph(text)] as Block[] })
const article = (title: string, blocks: Block[]): Content => normalise({ ...emptyContent('notice', '云溪区人民政府办公室'), title, body: { type: 'doc', content: blocks } } as Content)

/** The lines of a marked file after every revision was taken (`ins`) or turned down (`del`), as Word does it. */
function settled(xml: string, keep: 'ins' | 'del'): string[] {
  const drop = keep === 'ins' ? 'del' : 'ins'
  const body = xml.slice(xml.indexOf('<w:body>')).replace(new RegExp(`<w:tr>(?:(?!</w:tr>).)*?<w:trPr>(?:(?!</w:trPr>).)*?<w:${drop} [^>]*/>.*?</w:tr>`, 'gs'), '')
  const paragraphs = [...body.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inner]) => inner!)
  return paragraphs.flatMap(inner => {
    const properties = /<w:pPr>(.*?)<\/w:pPr>/s.exec(inner)?.[1] ?? ''
    if (/w:val="(banner|filler|attachment)"/.test(properties) || new RegExp(`<w:${drop} [^>]*/>`).test(properties)) return []
    const words = inner.replace(/<w:pPr>.*?<\/w:pPr>/s, '').replace(new RegExp(`<w:${drop} [^>]*>.*?</w:${drop}>`, 'gs'), '')
    return [[...words.matchAll(/<w:(?:t|delText)(?: [^>]*)?>([^<]*)<\/w:(?:t|delText)>/g)].map(([, text]) => text).join('')]
  })
}
const linesOf = (content: Content): string[] => plainText(content).text.split('\n').filter(line => line.trim() !== '')

const words = fc.string({ unit: fc.constantFrom(...'关于做好全区供暖工作的通知各镇街道一二三十五日。，'), minLength: 1, maxLength: 24 })
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: words.map(paragraph) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 4 }), words).map(([level, text]) => ({ type: 'heading', attrs: { level }, content: [{ type: 'text', text }] }) as Block) },
  { weight: 1, arbitrary: fc.array(fc.array(words, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }).map(rows => ({ type: 'table', content: rows.map(row => ({ type: 'tableRow', content: row.map(cell) })) }) as Block) },
)
const list = fc.tuple(fc.constantFrom('bulletList', 'orderedList'), fc.array(words, { minLength: 1, maxLength: 4 })).map(([type, items]) => ({ type, content: items.map(text => ({ type: 'listItem', content: [paragraph(text)] })) }) as Block)
const blocks = fc.array(fc.oneof({ weight: 6, arbitrary: block }, { weight: 1, arbitrary: list }), { minLength: 1, maxLength: 8 })
/** Another text of the same blocks: some gone, some new, some moved. */
const pair = fc.tuple(words, blocks, fc.infiniteStream(fc.nat()), blocks).map(([title, was, rolls, fresh]) => {
  const roll = (below: number): number => (rolls.next().value as number) % below
  const is = was.flatMap(one => (roll(5) === 0 ? [] : roll(4) === 0 && fresh.length ? [one, fresh.pop()!] : [one]))
  if (is.length > 1 && roll(3) === 0) is.push(is.shift()!)
  return [article(title, was), article(title, is.length ? is : fresh)] as const
})

test('every revision taken gives the words of the text after, every one turned down those of the text before', async () => {
  let changed = 0
  await fc.assert(
    fc.asyncProperty(pair, async ([before, after]) => {
      const xml = await textOf(await write(before, after))
      if (/<w:(ins|del) /.test(xml)) changed += 1
      expect(settled(xml, 'ins').filter(line => line.trim() !== '')).toEqual(linesOf(after))
      expect(settled(xml, 'del').filter(line => line.trim() !== '')).toEqual(linesOf(before))
    }),
    { numRuns: 150 },
  )
  expect(changed).toBeGreaterThan(50)
})

test('a revision says whose it is and when, and no two have the same number', async () => {
  const before = article('通知', [paragraph('请于十五日前报送材料。'), paragraph('各镇要高度重视。')])
  const middle = article('通知', [paragraph('请于二十日前报送材料。'), paragraph('各镇要高度重视。')])
  const after = article('通知', [paragraph('请于二十日前报送材料。'), paragraph('各镇街道要高度重视。')])
  const bytes = await write(before, after, [{ by: 'wang', content: middle }, { by: 'sun', content: after }])
  const xml = await textOf(bytes)
  const revisions = [...xml.matchAll(/<w:(ins|del) w:id="(\d+)" w:author="([^"]+)" w:date="([^"]+)">.*?<w:(?:t|delText)[^>]*>([^<]*)</gs)].map(([, op, , author, date, text]) => [op, author, date, text])
  expect(revisions).toEqual([
    ['del', '王芳', '2026-11-20T01:00:00Z', '十五'],
    ['ins', '王芳', '2026-11-20T01:00:00Z', '二十'],
    ['ins', '孙丽', '2026-11-21T02:00:00Z', '街道'],
  ])
  const ids = [...xml.matchAll(/<w:(?:ins|del) w:id="(\d+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(await write(before, after, [{ by: 'wang', content: middle }, { by: 'sun', content: after }])).toEqual(bytes)
})

test('items of lists have their bullets and numbers as Word writes them, which are no words of the text', async () => {
  const items = (...texts: string[]) => texts.map(text => ({ type: 'listItem' as const, content: [paragraph(text)] }))
  const before = article('通知', [{ type: 'orderedList', attrs: { start: 3 }, content: items('报送材料', '公开结果') }, { type: 'bulletList', content: items('联系人王芳') }])
  const after = article('通知', [{ type: 'orderedList', attrs: { start: 3 }, content: items('报送材料', '核对名单', '公开结果') }, { type: 'bulletList', content: items('联系人王芳') }])
  const bytes = await write(before, after)
  const xml = await textOf(bytes)
  const numbering = await textOf(bytes, 'numbering')
  const abstracts = new Map([...numbering.matchAll(/<w:abstractNum .*?w:abstractNumId="(\d+)".*?<w:lvlText w:val="([^"]*)"/gs)].map(([, id, text]) => [id, text]))
  const numbers = new Map([...numbering.matchAll(/<w:num w:numId="(\d+)".*?<w:abstractNumId w:val="(\d+)"/gs)].map(([, id, abstract]) => [id, abstracts.get(abstract)]))
  const shown = [...xml.matchAll(/<w:numId w:val="(\d+)"\/>.*?<w:t[^>]*>([^<]*)</gs)].map(([, id, text]) => [numbers.get(id), text])
  expect(shown).toEqual([['3.', '报送材料'], ['4.', '核对名单'], ['5.', '公开结果'], ['●', '联系人王芳']])
  expect(settled(xml, 'ins').filter(line => line !== '')).toEqual(linesOf(after))
})

test('a moved paragraph is taken out and put in with a comment at both ends, a heading that changed its level says so', async () => {
  const long = '各镇人民政府、街道办事处要高度重视，明确专人负责。'
  const before = article('通知', [paragraph(long), paragraph('第二段是另外的事情。'), paragraph('第三段说明联系方式。'), { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: '工作要求' }] } as Block])
  const after = article('通知', [paragraph('第二段是另外的事情。'), paragraph('第三段说明联系方式。'), paragraph(long), { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '工作要求' }] } as Block])
  const comments = await textOf(await write(before, after), 'comments')
  for (const words of ['第 1 处移动：这一段移走了', '第 1 处移动：这一段从别处移来', '改动了标题层级或列表结构']) expect(comments).toContain(words)
})
