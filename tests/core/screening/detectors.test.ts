import { describe, expect, test } from 'vitest'
import { detectors, screen } from '#core/screening/index'
import { fold, linesOf } from '#core/screening/folded'
import { defaultMaskStyle } from '#core/screening/masks'

const found = (id: string, text: string) => {
  const detector = detectors.find((each) => each.id === id)
  const folded = fold(text).text
  return detector?.detect(folded, { place: 'body', mask: defaultMaskStyle, lines: linesOf(folded) }) ?? []
}

describe.each(detectors)('$id', (detector) => {
  test.each(detector.hits)('finds something in %j', (text) => expect(found(detector.id, text)).not.toEqual([]))
  test.each(detector.misses)('finds nothing in %j', (text) => expect(found(detector.id, text)).toEqual([]))
  test('gives a basis, examples both ways and its own id only once', () => {
    expect(detector.basis.length).toBeGreaterThan(8)
    expect(detector.hits.length).toBeGreaterThan(1)
    expect(detector.misses.length).toBeGreaterThan(1)
    expect(detectors.filter((each) => each.id === detector.id)).toHaveLength(1)
  })
})

test('a finding carries the exact source text, also through full-width forms and invisible characters', () => {
  const text = '前\u200b文:１１０１０５\u200b１９４９１２３１００２Ｘ后文'
  const [finding] = screen(text)
  expect(finding).toMatchObject({ rule: 'resident-id', action: 'block', level: 'error', mask: '110*************2X' })
  expect(text.slice(finding?.start, finding?.end)).toBe(finding?.text)
  expect(finding?.text).toBe('１１０１０５\u200b１９４９１２３１００２Ｘ')
})
