import { firstCharacterId, frozenCharacters, idSpace, isHan } from './alphabet.ts'
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
  const kindOf = new Uint8Array(idSpace).fill(unlisted)
  const listed = new Uint16Array(idSpace)
  const lists = new Map<number, { ids: Uint16Array; kinds: Uint8Array }>()
  for (const entry of entries) {
    if (!isHan(entry.character) || frozenCharacters.has(entry.character)) continue
    const own = idOf(entry.character)
    let used = 0
    const put = (id: number, kind: number): void => {
      if (id === own) return
      if (kindOf[id] === unlisted) listed[used++] = id
      if (kindOf[id]! > kind) kindOf[id] = kind
    }
    for (const reading of entry.readings) {
      const keys = keysOf(reading)
      for (let kind = 0; kind < keys.length; kind++) for (const id of groups[kind]!.get(keys[kind]!) ?? []) put(id, kind)
    }
    for (const shape of entry.shapes) {
      if (mayPropose.has(shape) && !frozenCharacters.has(shape) && idOf(shape) >= firstCharacterId) put(idOf(shape), 3)
    }
    const ids = listed.slice(0, used).sort()
    lists.set(entry.character.charCodeAt(0), { ids, kinds: Uint8Array.from(ids, (id) => kindOf[id]!) })
    for (const id of ids) kindOf[id] = unlisted
  }
  return flatten(lists)
}

/** Above every kind: the character is no candidate yet. */
const unlisted = 255

/** Sound with tone, sound without, and sound with the pairs that speakers mix up made one. */
function keysOf(reading: string): readonly [string, string, string] {
  const sound = reading.replace(/\d$/, '')
  const near = sound.replace(/^(z|c|s)h/, '$1').replace(/^n(?=[aeiouü])/, 'l').replace(/^f/, 'h').replace(/^r/, 'l').replace(/([aei]n)g$/, '$1')
  return [reading, sound, near]
}

function flatten(lists: ReadonlyMap<number, { readonly ids: Uint16Array; readonly kinds: Uint8Array }>): CandidateTable {
  const start = new Uint32Array(65537)
  for (const [unit, { ids }] of lists) start[unit + 1] = ids.length
  for (let unit = 0; unit < 65536; unit++) start[unit + 1]! += start[unit]!
  const id = new Uint16Array(start[65536]!)
  const kind = new Uint8Array(start[65536]!)
  for (const [unit, { ids, kinds }] of lists) {
    id.set(ids, start[unit]!)
    kind.set(kinds, start[unit]!)
  }
  return { start, id, kind }
}
