import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyContent, type Content, type Inline } from '#core/article/content'
import { normalise } from '#core/article/canonical'
import { plainText } from '#core/article/plain-text'
import { applied, kindOf, unfit } from '#core/article/suggest'
import { randomContent } from './random-content.ts'

const bold = (text: string): Inline => ({ type: 'text', text, marks: [{ type: 'bold' }] })
const plain = (text: string): Inline => ({ type: 'text', text })
const content = (...pieces: Inline[]): Content => ({ ...emptyContent(), title: '通知', body: { type: 'doc', content: [{ type: 'paragraph', content: pieces }, { type: 'paragraph' }] } })
const pieces = (of: Content | null) => of && (normalise(of).body.content[0] as { content?: Inline[] }).content
const at = (of: Content, words: string) => {
  const start = plainText(of).text.indexOf(words)
  return { start, end: start + words.length }
}

describe('a proposed change put into the text', () => {
  const text = content(plain('办理时限为'), bold('15个'), plain('工作日，'), { type: 'hardBreak' }, plain('𠮷祥'))
  test.each<[string, { start: number; end: number; words: string }, Inline[]]>([
    ['takes the look of what it replaces', { ...at(text, '15'), words: '10' }, [plain('办理时限为'), bold('10个'), plain('工作日，'), { type: 'hardBreak' }, plain('𠮷祥')]],
    ['over two looks takes the first', { ...at(text, '为15'), words: '是7' }, [plain('办理时限是7'), bold('个'), plain('工作日，'), { type: 'hardBreak' }, plain('𠮷祥')]],
    ['is put in once where two looks meet, with the one before it', { start: at(text, '15').start, end: at(text, '15').start, words: '一般' }, [plain('办理时限为一般'), bold('15个'), plain('工作日，'), { type: 'hardBreak' }, plain('𠮷祥')]],
    ['may begin a line', { start: at(text, '办理').start, end: at(text, '办理').start, words: '网上' }, [plain('网上办理时限为'), bold('15个'), plain('工作日，'), { type: 'hardBreak' }, plain('𠮷祥')]],
    ['never cuts a character in two', { start: at(text, '𠮷').end, end: at(text, '𠮷').end, words: '利' }, [plain('办理时限为'), bold('15个'), plain('工作日，'), { type: 'hardBreak' }, plain('𠮷利祥')]],
    ['after a line break stands before the next character', { start: at(text, '𠮷').start, end: at(text, '𠮷').start, words: '大' }, [plain('办理时限为'), bold('15个'), plain('工作日，'), { type: 'hardBreak' }, plain('大𠮷祥')]],
    ['takes words away', { ...at(text, '15个'), words: '' }, [plain('办理时限为工作日，'), { type: 'hardBreak' }, plain('𠮷祥')]],
  ])('%s', (_, proposal, expected) => {
    expect(unfit(plainText(text), proposal)).toBeNull()
    expect(pieces(applied(text, proposal))).toEqual(expected)
  })

  test('reaches the title', () => {
    expect(applied(text, { start: 0, end: 2, words: '公告' })?.title).toBe('公告')
    expect(applied(text, { start: 2, end: 2, words: '事项' })?.title).toBe('通知事项')
  })

  test.each<[string, { start: number; end: number; words: string }]>([
    ['across two paragraphs', { start: 1, end: 5, words: '甲' }],
    ['over a line break', { start: at(text, '，').start, end: at(text, '，').end + 2, words: '甲' }],
    ['that changes nothing', { ...at(text, '15'), words: '15' }],
    ['of nothing', { start: 1, end: 1, words: '' }],
    ['in an empty line', { start: plainText(text).blocks.at(-1)!.start, end: plainText(text).blocks.at(-1)!.start, words: '甲' }],
  ])('does not fit %s', (_, proposal) => {
    expect(unfit(plainText(text), proposal)).toMatch(/\p{Script=Han}/u)
    expect(applied(text, proposal)).toBeNull()
  })

  test('in any content changes the plain text by exactly its words, and nothing else', () => {
    let done = 0
    fc.assert(
      fc.property(randomContent, fc.nat(999), fc.nat(6), fc.constantFrom('', '新', '另行通知', '𠮷'), (one, from, length, words) => {
        const was = normalise(one)
        const { text: before } = plainText(was)
        const start = from % before.length
        const end = Math.min(before.length, start + length)
        const half = /^[\udc00-\udfff]/.test(before.slice(start)) || /^[\udc00-\udfff]/.test(before.slice(end))
        const is = half ? null : applied(was, { start, end, words })
        if (!is) return
        done++
        expect(plainText(is).text).toBe(before.slice(0, start) + words + before.slice(end))
      }),
      { numRuns: 600 },
    )
    expect(done).toBeGreaterThan(150)
  })
})

test('a change is an insertion, a deletion or a replacement by what it has', () => {
  expect([{ start: 1, end: 1, words: '甲' }, { start: 1, end: 2, words: '' }, { start: 1, end: 2, words: '甲' }].map(kindOf)).toEqual(['insert', 'delete', 'replace'])
})
