import { expect, test } from 'vitest'
import { detectors, screen } from '#core/screening/index'
import { negatives } from './negatives.ts'
import { positives } from './positives.ts'

const cases = Object.entries(positives).flatMap(([rule, texts]) => texts.map((text) => ({ rule: rule.replace('!', ''), block: rule.startsWith('!'), text })))

test('there are at least two hundred cases each way, all different, and every detector has some', () => {
  expect(new Set(cases.map((each) => each.text)).size).toBeGreaterThanOrEqual(200)
  expect(new Set(negatives).size).toBeGreaterThanOrEqual(200)
  expect(new Set(negatives).size).toBe(negatives.length)
  expect(detectors.map((detector) => detector.id).filter((id) => !cases.some((each) => each.rule === id))).toEqual([])
})

test.each(cases)('$rule finds something in $text', ({ rule, block, text }) => {
  const findings = screen(text).filter((finding) => finding.rule === rule)
  expect(findings).not.toEqual([])
  expect(findings.some((finding) => finding.action === 'block') || !block).toBe(true)
})

test.each(negatives)('nothing above info in %s', (text) => {
  expect(screen(text).filter((finding) => finding.action !== 'info').map((finding) => `${finding.rule}: ${finding.text}`)).toEqual([])
})
