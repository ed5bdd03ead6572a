import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createChecker, sentencesOf } from '#core/proofread/spelling/check'
import { smallModel } from './small-model.ts'

const model = smallModel()
const wrong = '县级以上地方人民政府应当加强攻务公开工作。'

describe('a spelling check', () => {
  it('says where, what instead, why and how surely', () => {
    expect(createChecker(model).check(`一、\n${wrong}`)).toEqual([{
      rule: 'spelling.char', family: 'spelling', level: 'warning', start: 17, end: 18, text: '攻', suggestions: ['政', '公'],
      message: '“当加强攻务公开”中的“攻”疑为“政”之误', basis: expect.stringContaining('统计模型'), confidence: expect.any(Number),
    }])
  })

  it('shows more the more sensitive it is', () => {
    const checker = createChecker({ ...model, thresholds: { strict: 9, standard: 1, sensitive: 0 } })
    expect((['strict', 'standard', 'sensitive'] as const).map((sensitivity) => checker.check(wrong, { sensitivity }).length)).toEqual([0, 1, 1])
  })

  it('leaves the office’s terms alone', () => {
    expect(createChecker(model).check(wrong, { terms: ['攻务'] })).toEqual([])
    expect(createChecker(model).check(wrong, { terms: ['公开', ''] })).toHaveLength(1)
  })

  it('takes what an author writes again and again as meant', () => {
    const again = ['国务院有关部门负责组织攻务公开工作。', '乡镇人民政府依法开展攻务公开工作。', '公共服务机构统筹推进攻务公开工作。']
    expect(createChecker(model).check([wrong, ...again].join('\n'))).toEqual([])
  })

  it('can be stopped, and keeps what it had found', () => {
    let left = 2
    const findings = createChecker(model).check([wrong, '负责。', wrong, wrong].join('\n'), { shouldStop: () => left-- <= 0 })
    expect(findings.every(({ end }) => end < 30)).toBe(true)
  })

  it('gives control back after every sentence', () => {
    const steps = createChecker(model).steps(`${wrong}依法开展。\n统筹推进`)
    expect([steps.next().value, steps.next().value, steps.next().value, steps.next().value, steps.next().done]).toEqual([21, 26, 27, 31, true])
  })

  it('answers the same from memory as afresh', () => {
    const checker = createChecker(model, 2)
    const text = [wrong, '负责组织攻务公开工作。', wrong.replace('加强', '统筹')].join('')
    expect(checker.check(text)).toEqual(createChecker(model).check(text))
    expect(checker.check(text)).toEqual(createChecker(model).check(text))
  })
})

describe('sentences', () => {
  it('cover any text without gap or overlap, none much longer than four hundred', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('政府', '。', '”', '\n', '，', '工作'.repeat(150), '\ud800', '\u200f')), (parts) => {
      const text = parts.join('')
      const cut = sentencesOf(text)
      expect(cut.map(([start, end]) => text.slice(start, end)).join('')).toBe(text)
      expect(cut.every(([start, end], i) => start < end && start === (cut[i - 1]?.[1] ?? 0) && end - start < 460)).toBe(true)
    }), { numRuns: 500 })
  })
})

describe('any text at all', () => {
  it('is checked without a throw, every finding standing where its words stand', () => {
    const checker = createChecker({ ...model, thresholds: { strict: -8, standard: -8, sensitive: -8 }, moveThreshold: -8 })
    const piece = fc.oneof(
      fc.constantFrom(wrong, '攻务', '公公开开', '工作工作', '政人民府', '\ud83d', '\udc00', '\u202e', '\u200b', '\ufeff', '𠮷', 'e\u0301', '\t', '\r\n', '〔2019〕', '１２'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    )
    let found = 0
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
      const text = parts.join('')
      let reached = 0
      for (const { start, end, text: words, suggestions, confidence } of checker.check(text)) {
        found++
        expect([start >= reached, end > start, text.slice(start, end), confidence >= 0 && confidence < 1]).toEqual([true, true, words, true])
        expect(suggestions.length).toBeGreaterThan(0)
        reached = end
      }
    }), { numRuns: 3000, seed: 1 })
    expect(found).toBeGreaterThan(500)
  })

  it('may be one line of a million characters', () => {
    const line = '乡镇人民政府依法开展环境保护工作'.repeat(65_000)
    expect(createChecker(model).check(line).every(({ start, end }) => end <= line.length && start < end)).toBe(true)
  })
})
