import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anchorAt, carried, passageBetween, type Place } from '#core/article/anchor'
import { emptyContent, type Block, type Content } from '#core/article/content'
import { normalise } from '#core/article/canonical'
import { plainText } from '#core/article/plain-text'
import { randomContent } from './random-content.ts'

const says = (...lines: string[]): Content => ({
  ...emptyContent(),
  title: '通知',
  body: { type: 'doc', content: lines.map((text): Block => ({ type: 'paragraph', ...(text && { content: [{ type: 'text', text }] }) })) },
})
const textOf = (content: Content): string => plainText(normalise(content)).text
const passageIn = (content: Content, quote: string, nth = 0) => {
  const text = textOf(content)
  let start = text.indexOf(quote)
  for (let i = 0; i < nth; i++) start = text.indexOf(quote, start + 1)
  return anchorAt(text, start, start + quote.length)
}
const shown = (content: Content, place: Place): string | null => place && textOf(content).slice(place.start, place.end)

describe('a passage that was commented on', () => {
  const first = says('为方便群众办事，现将有关事项公告如下。', '办理时限为15个工作日，请相互转告。', '特此公告。')
  test.each<[string, string, Content, string | null]>([
    ['stays where nothing changed', '15个工作日', first, '15个工作日'],
    ['follows words put in before it', '15个工作日', says('按照区政府要求，为方便群众办事，现将有关事项公告如下。', '办理时限为15个工作日，请相互转告。', '特此公告。'), '15个工作日'],
    ['takes in what is written inside it', '办理时限为15个工作日', says('为方便群众办事，现将有关事项公告如下。', '办理时限一般为15个工作日，请相互转告。', '特此公告。'), '办理时限一般为15个工作日'],
    ['keeps what is left of it', '办理时限为15个工作日', says('为方便群众办事，现将有关事项公告如下。', '办理时限为10个工作日，请相互转告。', '特此公告。'), '办理时限为10个工作日'],
    ['keeps the words that took the place of its first', '15个工作日', says('为方便群众办事，现将有关事项公告如下。', '办理时限为7个工作日，请相互转告。', '特此公告。'), '7个工作日'],
    ['keeps the words that took the place of its last', '办理时限为15', says('为方便群众办事，现将有关事项公告如下。', '办理时限为7个工作日，请相互转告。', '特此公告。'), '办理时限为7'],
    ['goes along when its paragraph is moved', '15个工作日', says('办理时限为15个工作日，请相互转告。', '为方便群众办事，现将有关事项公告如下。', '特此公告。'), '15个工作日'],
    ['is found when its paragraph is split', '请相互转告', says('为方便群众办事，现将有关事项公告如下。', '办理时限为15个工作日。', '请相互转告。', '特此公告。'), '请相互转告'],
    ['is found when its paragraph is joined to the next', '特此公告', says('为方便群众办事，现将有关事项公告如下。', '办理时限为15个工作日，请相互转告。特此公告。'), '特此公告'],
    ['is gone with its paragraph', '15个工作日', says('为方便群众办事，现将有关事项公告如下。', '特此公告。'), null],
    ['is gone when it was rewritten', '请相互转告', says('为方便群众办事，现将有关事项公告如下。', '办理时限为15个工作日，逾期不予受理。', '特此公告。'), null],
  ])('%s', (_, quote, then, expected) => {
    expect(shown(then, carried(passageIn(first, quote), passageBetween(first, then)))).toBe(expected)
  })

  test('is not taken for the same words that stood elsewhere all along', () => {
    const was = says('窗口一办理时限为15个工作日。', '窗口二办理时限为15个工作日。')
    const is = says('窗口一当场办结。', '窗口二办理时限为15个工作日。')
    expect(carried(passageIn(was, '15个工作日'), passageBetween(was, is))).toBeNull()
    const kept = says('窗口一办理时限为7个工作日。', '窗口二办理时限为15个工作日。')
    expect(shown(kept, carried(passageIn(was, '15个工作日'), passageBetween(was, kept)))).toBe('7个工作日')
    expect(carried(passageIn(was, '15个工作日', 1), passageBetween(was, kept))).toMatchObject({ start: textOf(kept).lastIndexOf('15个') })
  })

  test('may go over several paragraphs', () => {
    const anchor = passageIn(first, '如下。\n办理时限')
    const then = says('为方便群众办事，现将有关事项公告如下。', '网上办理时限为15个工作日，请相互转告。', '特此公告。')
    expect(shown(then, carried(anchor, passageBetween(first, then)))).toBe('如下。\n网上办理时限')
  })

  test('a point between two characters stays between them', () => {
    const text = textOf(first)
    const at = text.indexOf('请相互')
    const then = says('按照要求，为方便群众办事，现将有关事项公告如下。', '办理时限为15个工作日，请相互转告。', '特此公告。')
    expect(carried(anchorAt(text, at, at), passageBetween(first, then))).toEqual({ start: textOf(then).indexOf('请相互'), end: textOf(then).indexOf('请相互') })
    expect(carried(anchorAt(text, at, at), passageBetween(first, says('另行通知。')))).toBeNull()
  })
})

/** Paragraphs of letters that occur nowhere else, so that it is known where every letter went. */
const letters = (from: number, count: number) => Array.from({ length: count }, (_, i) => String.fromCharCode(0x4e00 + from + i)).join('')
type Edit = { act: 'insert' | 'delete' | 'replace' | 'move' | 'drop' | 'add' | 'split' | 'join'; at: number; length: number }
const edit = fc.record({
  act: fc.constantFrom<Edit['act']>('insert', 'delete', 'replace', 'move', 'drop', 'add', 'split', 'join'),
  at: fc.nat(9999),
  length: fc.integer({ min: 1, max: 12 }),
})

/** One edit of a text of paragraphs; fresh letters come from `fresh`. */
function edited(lines: readonly string[], { act, at, length }: Edit, fresh: (count: number) => string): string[] {
  const out = [...lines]
  const i = at % Math.max(1, out.length)
  const line = out[i] ?? ''
  const from = at % (line.length + 1)
  const move = () => out.splice((at * 7) % (out.length + 1), 0, ...out.splice(i, 1))
  if (act === 'insert') out[i] = line.slice(0, from) + fresh(length) + line.slice(from)
  else if (act === 'delete') out[i] = line.slice(0, from) + line.slice(from + length)
  else if (act === 'replace') out[i] = line.slice(0, from) + fresh(length) + line.slice(from + length)
  else if (act === 'move') move()
  else if (act === 'drop' && out.length > 1) out.splice(i, 1)
  else if (act === 'add') out.splice(i, 0, fresh(length * 3))
  else if (act === 'split') out.splice(i, 1, line.slice(0, from), line.slice(from))
  else if (act === 'join' && i + 1 < out.length) out.splice(i, 2, line + out[i + 1]!)
  return out
}

test('I10: through any chain of edits a passage is where its words are, or gone with them; untouched it stays exactly', () => {
  const seen = { exact: 0, partly: 0, gone: 0 }
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 4, max: 40 }), { minLength: 1, maxLength: 7 }),
      fc.array(edit, { maxLength: 12 }),
      fc.array(fc.record({ at: fc.nat(9999), length: fc.integer({ min: 4, max: 20 }) }), { minLength: 1, maxLength: 12 }),
      (lengths, edits, passages) => {
        let used = 0
        const fresh = (count: number) => letters((used += count) - count, count)
        let lines = lengths.map(fresh)
        const was = says(...lines)
        for (const one of edits) lines = edited(lines, one, fresh)
        const is = says(...lines)
        const [before, after] = [textOf(was), textOf(is)]
        const way = passageBetween(was, is)
        for (const { at, length } of passages) {
          const start = at % before.length
          const anchor = anchorAt(before, start, Math.min(before.length, start + length))
          const place = carried(anchor, way)
          const whole = after.indexOf(anchor.quote)
          const words = [...anchor.quote].filter(letter => letter !== '\n')
          if (words.length === 0) continue
          if (whole >= 0 && anchor.quote.length >= 4) {
            expect(place).toEqual({ start: whole, end: whole + anchor.quote.length })
            seen.exact++
          } else if (place) {
            expect(place.end).toBeGreaterThan(place.start)
            const there = after.slice(place.start, place.end)
            expect(words.some(letter => there.includes(letter))).toBe(true)
            seen.partly++
          } else {
            const half = Math.max(4, Math.ceil(anchor.quote.length / 2))
            for (let i = 0; i + half <= anchor.quote.length; i++) expect(after).not.toContain(anchor.quote.slice(i, i + half))
            seen.gone++
          }
        }
      },
    ),
    { numRuns: 400 },
  )
  expect(seen.exact).toBeGreaterThan(500)
  expect(seen.partly).toBeGreaterThan(50)
  expect(seen.gone).toBeGreaterThan(50)
})

test('between any two contents an anchor is carried to a range of the other text, or nowhere; between equal ones it does not move', () => {
  fc.assert(
    fc.property(randomContent, randomContent, fc.nat(999), fc.nat(30), (was, is, at, length) => {
      const [before, after] = [textOf(was), textOf(is)]
      const start = at % before.length
      const anchor = anchorAt(before, start, Math.min(before.length, start + length))
      const place = carried(anchor, passageBetween(was, is))
      if (place) expect([0 <= place.start, place.start <= place.end, place.end <= after.length]).toEqual([true, true, true])
      expect(carried(anchor, passageBetween(was, was))).toEqual({ start: anchor.start, end: anchor.end })
    }),
    { numRuns: 300 },
  )
})
