import { firstCharacterId, frozenCharacters, isHan } from './alphabet.ts'
import type { Alphabet } from './alphabet.ts'

/** Why a character may have been meant instead of another, nearest kind first. */
export const candidateKinds = ['same-sound', 'same-sound-other-tone', 'near-sound', 'near-shape', 'free'] as const

/** One line of the confusion table: a character, its readings (pinyin with tone number) and the characters that look like it. */
export type ConfusionEntry = { readonly character: string; readonly readings: readonly string[]; readonly shapes: string }

/** For every UTF-16 unit the identifiers that may have been meant, and why, as flat arrays. */
export type CandidateTable = {
  readonly start: Uint32Array
  readonly id: Uint16Array
  /** Index into `candidateKinds`. */
  readonly kind: Uint8Array
}

/**
 * Lays the confusion table out for look-up. A character is proposed only when `mayPropose` allows it, it is in the
 * alphabet and it is no numeral; a numeral is never questioned. The lists stand in rising order of identifier.
 */
export function candidateTable(entries: readonly ConfusionEntry[], alphabet: Alphabet, mayPropose: ReadonlySet<string>): CandidateTable {
  const groups: readonly Map<string, number[]>[] = [new Map(), new Map(), new Map()]
  const idOf = (character: string): number => alphabet.idByUnit[character.charCodeAt(0)]!
  for (const { character, readings } of entries) {
    if (!mayPropose.has(character) || frozenCharacters.has(character) || idOf(character) < firstCharacterId) continue
    for (const reading of readings) {
      keysOf(reading).forEach((key, kind) => {
        const list = groups[kind]!.get(key)
        if (list === undefined) groups[kind]!.set(key, [idOf(character)])
        else list.push(idOf(character))
      })
    }
  }
  const lists = new Map<number, Map<number, number>>()
  for (const entry of entries) {
    if (!isHan(entry.character) || frozenCharacters.has(entry.character)) continue
    const own = idOf(entry.character)
    const list = new Map<number, number>()
    const put = (id: number, kind: number): void => {
      if (id !== own && (list.get(id) ?? 9) > kind) list.set(id, kind)
    }
    for (const reading of entry.readings) keysOf(reading).forEach((key, kind) => groups[kind]!.get(key)?.forEach((id) => put(id, kind)))
    for (const shape of entry.shapes) {
      if (mayPropose.has(shape) && !frozenCharacters.has(shape) && idOf(shape) >= firstCharacterId) put(idOf(shape), 3)
    }
    lists.set(entry.character.charCodeAt(0), list)
  }
  return flatten(lists)
}

/** Sound with tone, sound without, and sound with the pairs that speakers mix up made one. */
function keysOf(reading: string): readonly [string, string, string] {
  const sound = reading.replace(/\d$/, '')
  const near = sound.replace(/^(z|c|s)h/, '$1').replace(/^n(?=[aeiouü])/, 'l').replace(/^f/, 'h').replace(/^r/, 'l').replace(/([aei]n)g$/, '$1')
  return [reading, sound, near]
}

function flatten(lists: ReadonlyMap<number, ReadonlyMap<number, number>>): CandidateTable {
  const start = new Uint32Array(65537)
  for (const [unit, list] of lists) start[unit + 1] = list.size
  for (let unit = 0; unit < 65536; unit++) start[unit + 1]! += start[unit]!
  const id = new Uint16Array(start[65536]!)
  const kind = new Uint8Array(start[65536]!)
  for (const [unit, list] of lists) {
    let at = start[unit]!
    for (const [candidate, why] of [...list].sort((a, b) => a[0] - b[0])) {
      id[at] = candidate
      kind[at++] = why
    }
  }
  return { start, id, kind }
}
