import { expect, test } from 'vitest'
import { fold } from '#core/screening/folded'
import { screen } from '#core/screening/index'
import { negatives } from './negatives.ts'
import { positives } from './positives.ts'

/** A small repeatable generator, so that a failure can be run again by its seed. */
const generator = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0
    return state % below
  }
}

const seeds = [...Object.values(positives).flat(), ...negatives]
const strange = ['\ud800', '\udc00', '\u200b', '\u202e', '\ufeff', '\r\n', '\r', '\n', '\t', '\u0301', '\u3000', '😀', '𝟙', '★', '*', '密', '１', '٣', '⽉', '\0', '\u2028', '|', '-', '某', '：', '（', '）', '\ufe0f']

const mutated = (random: (below: number) => number): string => {
  let text = Array.from({ length: 1 + random(4) }, () => seeds[random(seeds.length)] ?? '').join(random(2) ? '\n' : '')
  for (let change = random(12); change > 0; change--) {
    const at = random(text.length + 1)
    const kind = random(4)
    if (kind === 0) text = text.slice(0, at) + (strange[random(strange.length)] ?? '') + text.slice(at)
    else if (kind === 1) text = text.slice(0, at) + text.slice(at + 1 + random(6))
    else if (kind === 2) text = text.slice(0, at) + text.slice(at, at + random(20)).repeat(1 + random(5)) + text.slice(at)
    else text = text.slice(0, at) + String.fromCharCode(random(0x10000)) + text.slice(at)
  }
  return text
}

test('ten thousand mutated texts: no throw, and every finding is the text at its offsets, in order', () => {
  let found = 0
  for (let seed = 1; seed <= 10_000; seed++) {
    const text = mutated(generator(seed))
    let before = 0
    for (const finding of screen(text)) {
      found++
      if (text.slice(finding.start, finding.end) !== finding.text || finding.end <= finding.start || finding.start < before) throw new Error(`seed ${seed}: ${finding.rule}`)
      before = finding.start
    }
  }
  expect(found).toBeGreaterThan(5000)
})

test('an inserted invisible character changes no finding but its offsets', () => {
  const random = generator(42)
  const rules = (text: string) => screen(text).map((finding) => `${finding.rule} ${finding.action}`)
  for (const text of seeds) {
    const at = random(text.length + 1)
    expect(rules(`${text.slice(0, at)}\u200b${text.slice(at)}`)).toEqual(rules(text))
  }
})

test('folding keeps the way back: pieces are in order and never overlap', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const text = mutated(generator(seed))
    const folded = fold(text)
    expect(folded.from.length).toBe(folded.text.length)
    for (let i = 0; i < folded.text.length; i++) {
      expect(folded.to[i]).toBeGreaterThan(folded.from[i] ?? Number.NaN)
      if (i > 0) expect(folded.from[i]).toBeGreaterThanOrEqual(folded.to[i - 1] ?? Number.NaN)
    }
  }
})

test.each([
  ['one line of 5 million characters', '关于做好政务公开工作的通知,'.repeat(380_000)],
  ['a million digits', '1380013800'.repeat(100_000)],
  ['a million stars', '*'.repeat(1_000_000)],
  ['a million spaces', ' '.repeat(1_000_000)],
  ['200,000 lines', '机\n'.repeat(200_000)],
  ['100,000 marks', '秘密★ '.repeat(100_000)],
  ['brackets and words without end', '（内部资料'.repeat(200_000)],
  ['letters and at signs', 'a@a.'.repeat(250_000)],
  ['links without end', 'http://a'.repeat(120_000)],
  ['houses without end', '家住某某小区3栋'.repeat(60_000)],
  ['names without end', '被害人王'.repeat(120_000)],
])('%s is screened in time', (_title, text) => {
  const before = process.cpuUsage()
  screen(text)
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1e6).toBeLessThan(text.length > 2_000_000 ? 15 : 4)
})
