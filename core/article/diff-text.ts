import { cleanupSemantic, type Diff, makeDiff } from '@sanity/diff-match-patch'
import { fewEdits } from '#core/article/diff-few'
import { commonEnds, sharesEnds, textLikeness } from '#core/article/likeness'

/** One step of turning a text into another. `equal` and `delete` together are the old text, `equal` and `insert` the new. */
export type Edit = { op: 'equal' | 'delete' | 'insert'; text: string }

/** Seconds any comparison may take at most; a text that is too different for that is shown replaced as a whole. */
const mostSeconds = 1

/** Below this likeness two texts share letters by accident, and marking the accidents helps nobody. */
const unlike = 0.2

/**
 * The smallest set of edits between two texts, by characters, never through a surrogate pair. Exact: applying it gives
 * the other text. Texts that have next to nothing in common are replaced between their common beginning and end.
 */
export function editsOf(before: string, after: string, seconds = mostSeconds): Edit[] {
  return withPairs(before, after, (b, a) => minimal(b, a, seconds))
}

/**
 * The same, grouped so that a person can read it: accidental single letters in common are not kept apart,
 * and a number or a Latin word changes as a whole (15→50, not 1→ and →0).
 */
export function diffText(before: string, after: string): Edit[] {
  return wholeWords(withPairs(before, after, (b, a) => cleanupSemantic(minimal(b, a, mostSeconds))))
}

const wordEnd = /[\w.]$/
const wordStart = /^[\w.]/

/** Draws the letters and digits beside a change into it when they are one word with it. */
function wholeWords(edits: readonly Edit[]): Edit[] {
  const runs: { gone: string; come: string; same: string }[] = [{ gone: '', come: '', same: '' }]
  for (const { op, text } of edits) {
    const last = runs.at(-1)!
    if (op === 'equal') last.same += text
    else if (last.same) runs.push({ gone: op === 'delete' ? text : '', come: op === 'insert' ? text : '', same: '' })
    else if (op === 'delete') last.gone += text
    else last.come += text
  }
  const out: typeof runs = []
  runs.forEach((run, i) => {
    const next = runs[i + 1]
    const changed = run.gone + run.come !== ''
    if (changed && (wordEnd.test(run.gone) || wordEnd.test(run.come))) {
      const word = /^[\w.]*/.exec(run.same)![0]
      Object.assign(run, { gone: run.gone + word, come: run.come + word, same: run.same.slice(word.length) })
    }
    if (next && (wordStart.test(next.gone) || wordStart.test(next.come))) {
      const word = /[\w.]*$/.exec(run.same)![0]
      run.same = run.same.slice(0, run.same.length - word.length)
      Object.assign(next, { gone: word + next.gone, come: word + next.come })
    }
    const previous = out.at(-1)
    if (previous && !previous.same) {
      Object.assign(previous, { gone: previous.gone + run.gone, come: previous.come + run.come, same: run.same })
    } else out.push(run)
  })
  return out
    .flatMap(({ gone, come, same }): Edit[] => [
      { op: 'delete', text: gone },
      { op: 'insert', text: come },
      { op: 'equal', text: same },
    ])
    .filter(edit => edit.text !== '')
}

/** Texts together longer than this are compared by `fewEdits` first; on shorter ones the library's own choice among equals is kept. */
const longTexts = 4000

function minimal(before: string, after: string, seconds: number): Diff[] {
  const few = before.length + after.length > longTexts ? fewEdits(before, after) : null
  if (few) return few
  const { head, tail } = commonEnds(before, after)
  const [gone, come] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
  const diffs: Diff[] = [
    [0, before.slice(0, head)],
    [-1, gone],
    [1, come],
    [0, before.slice(before.length - tail)],
  ]
  const strange = before.length + after.length > 40 && !sharesEnds(before, after) && textLikeness(before, after) < unlike
  if (strange || nothingShared(gone, come)) return diffs.filter(([, text]) => text !== '')
  return makeDiff(before, after, { checkLines: false, timeout: seconds })
}

/** Words put in the place of others without one letter of theirs: there is only one way to say so. */
const nothingShared = (gone: string, come: string): boolean =>
  gone !== '' && come !== '' && gone.length * come.length <= mostLetters && !Array.from(gone).some(letter => come.includes(letter))
/** Letters times letters; beyond this the library looks. */
const mostLetters = 1000

const ops = { '-1': 'delete', 0: 'equal', 1: 'insert' } as const
const surrogate = /[\ud800-\udfff]/

/** Lets characters beyond the basic plane stand as one letter each while texts are compared, so that none is cut in two. */
function withPairs(before: string, after: string, compare: (before: string, after: string) => Diff[]): Edit[] {
  const paired = surrogate.test(before) || surrogate.test(after)
  const alias = new Map<string, string>()
  const used = paired ? new Set(before + after) : null
  let next = 0xe000
  const shorten = (text: string): string => {
    if (!used) return text
    let out = ''
    for (const letter of text) {
      if (!surrogate.test(letter)) out += letter
      else {
        if (!alias.has(letter)) {
          while (used.has(String.fromCharCode(next))) next++
          alias.set(letter, String.fromCharCode(next++))
        }
        out += alias.get(letter)!
      }
    }
    return out
  }
  const diffs = compare(shorten(before), shorten(after))
  const letters = new Map([...alias].map(([letter, short]) => [short, letter]))
  const lengthen = (text: string) =>
    paired ? Array.from(text, letter => letters.get(letter) ?? letter).join('') : text
  return diffs.filter(([, text]) => text !== '').map(([op, text]) => ({ op: ops[op], text: lengthen(text) }))
}
