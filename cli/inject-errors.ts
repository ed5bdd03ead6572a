import type { Knowledge } from '#core/proofread/spelling/scorer'
import { generator } from '#core/proofread/spelling/train-context'

/** Kinds of error put into good text. */
export const injectedKinds = ['substitution', 'swapped', 'doubled', 'missing'] as const
export type InjectedKind = (typeof injectedKinds)[number]

/** One sentence with one error: [start, end) is what a checker should point at, `right` what stood there. */
export type Injected = { readonly text: string; readonly start: number; readonly end: number; readonly right: string }

/**
 * Puts one error of a kind into each sentence that has room for it; the same seed gives the same errors. A substitution
 * takes a character that sounds (four in five) or looks (one in five) alike, the commoner the likelier, never a numeral;
 * swapped characters differ; a doubled character is no word of two; a missing one was a Han character inside the sentence.
 */
export function inject(knowledge: Knowledge, lines: readonly string[], kind: InjectedKind, seed: number): Injected[] {
  const random = generator(seed)
  return lines.flatMap((line) => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const at = Math.floor(random() * line.length)
      const made = make[kind](knowledge, line, at, random)
      if (made !== undefined) return [made]
    }
    return []
  })
}

type Make = (knowledge: Knowledge, line: string, at: number, random: () => number) => Injected | undefined

const make: Record<InjectedKind, Make> = {
  substitution(knowledge, line, at, random) {
    const right = line[at] ?? ''
    const wrong = lookAlike(knowledge, right, random)
    return wrong === undefined ? undefined : { text: line.slice(0, at) + wrong + line.slice(at + 1), start: at, end: at + 1, right }
  },
  swapped(_, line, at) {
    const right = line.slice(at, at + 2)
    if (!/^[\u4e00-\u9fff]{2}$/.test(right) || right[0] === right[1]) return undefined
    return { text: line.slice(0, at) + right[1]! + right[0]! + line.slice(at + 2), start: at, end: at + 2, right }
  },
  doubled(_, line, at) {
    const right = line[at] ?? ''
    if (!/^[\u4e00-\u9fff]$/.test(right) || line[at + 1] === right || line[at - 1] === right) return undefined
    return { text: line.slice(0, at) + right + line.slice(at), start: at, end: at + 2, right }
  },
  missing(_, line, at) {
    const right = line[at] ?? ''
    if (at === 0 || !/^[\u4e00-\u9fff]{3}$/.test(line.slice(at - 1, at + 2)) || line[at + 1] === right) return undefined
    return { text: line.slice(0, at) + line.slice(at + 1), start: at - 1, end: at + 1, right: line.slice(at - 1, at + 2) }
  },
}

function lookAlike({ table, characters }: Knowledge, character: string, random: () => number): string | undefined {
  const unit = character.charCodeAt(0)
  const wantsShape = random() < 0.2
  const list: number[] = []
  for (let k = table.start[unit] ?? 0; k < (table.start[unit + 1] ?? 0); k++) if ((table.kind[k] === 3) === wantsShape) list.push(table.id[k]!)
  const weights = list.map((id) => Math.exp(characters.unigram[id]! / 2))
  let aim = random() * weights.reduce((sum, weight) => sum + weight, 0)
  const chosen = list.find((_, k) => (aim -= weights[k]!) <= 0)
  return chosen === undefined ? undefined : characters.alphabet.characters[chosen - 3]
}
