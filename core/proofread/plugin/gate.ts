import type { Finding } from '#core/proofread/finding'
import { rightSentences, wrongSentences, type WrongSentence } from '#core/proofread/plugin/gate-set'

/** Goes up when the set or what is asked of a model changes: a verdict under another version no longer counts. */
export const gateVersion = 1

/** What a model must reach before anyone sees a word of it. */
export const gateLimits = {
  /** Of the faults of the set, the share found with the right word. */
  found: 0.3,
  /** Of what it says about the faulty sentences, the share that is right. */
  precision: 0.8,
  /** On faultless text, findings per 1,000 characters. */
  falsePerThousand: 1,
} as const

export type GateFigures = {
  gate: number
  faults: number
  found: number
  /** What it said of the faulty sentences besides. */
  wrongHints: number
  /** Findings on the faultless text, and its length in characters. */
  falseAlarms: number
  cleanCharacters: number
  passed: boolean
}

/** The product's own acceptance of a model, on its built-in set. `check` gives the model's findings on one text. */
export async function runGate(check: (text: string) => Promise<Finding[]>): Promise<GateFigures> {
  let found = 0
  let wrongHints = 0
  for (const sentence of wrongSentences) {
    const findings = await check(sentence.text)
    const right = findings.filter(finding => mends(sentence, finding)).length
    found += Math.min(1, right)
    wrongHints += findings.length - right
  }
  const clean = rightSentences.join('\n')
  const falseAlarms = (await check(clean)).length
  const figures = { gate: gateVersion, faults: wrongSentences.length, found, wrongHints, falseAlarms, cleanCharacters: clean.length }
  return { ...figures, passed: isGoodEnough(figures) }
}

/** The words come out right when the first suggestion is taken. */
function mends({ text, wrong, right }: WrongSentence, { start, end, suggestions: [word] }: Finding): boolean {
  return word !== undefined && text.slice(0, start) + word + text.slice(end) === text.replace(wrong, right)
}

function isGoodEnough({ faults, found, wrongHints, falseAlarms, cleanCharacters }: Omit<GateFigures, 'passed'>): boolean {
  const said = found + wrongHints
  return (
    found / faults >= gateLimits.found &&
    said > 0 &&
    found / said >= gateLimits.precision &&
    (falseAlarms * 1000) / cleanCharacters <= gateLimits.falsePerThousand
  )
}

/** The figures in one sentence, with what was asked. */
export function figuresZh({ faults, found, wrongHints, falseAlarms, cleanCharacters, passed }: GateFigures): string {
  const said = found + wrongHints
  const share = said === 0 ? 0 : Math.round((100 * found) / said)
  const per = Math.round((10_000 * falseAlarms) / cleanCharacters) / 10
  return `验收${passed ? '通过' : '未通过'}：${faults} 处差错找出 ${found} 处（须达 ${Math.round(gateLimits.found * 100)}%），提示正确 ${share}%（须达 ${gateLimits.precision * 100}%），无误文字每千字误报 ${per} 处（不得超过 ${gateLimits.falsePerThousand} 处）。`
}
