import type { Edit } from '#core/article/diff-text'
import {
  type Guarded,
  type GuardedKind,
  guardedIn,
  type Names,
  namesIn,
  negation,
  numeralLetters,
} from '#core/article/guarded'
import { foldWidth, isHan, isPunctuation, wordsOnly } from '#core/article/width'

/** A changed stretch: offsets in the text before and in the text after. */
export type Part = { b0: number; b1: number; a0: number; a1: number }

/** Why a change of words is or is not a correction. */
export type TextRule =
  | GuardedKind
  | 'negation'
  | 'punctuation'
  | 'substitution'
  | 'doubled'
  | 'insertion'
  | 'too-much-substituted'
  | 'too-much-inserted'
  | 'words-deleted'
  | 'letters'

/** `left` and `right`: how many unchanged characters around the change belong to the number, name or address it alters. */
export type Verdict = {
  class: 'correction' | 'substantive'
  rule: TextRule
  reason: string
  left?: number
  right?: number
}

/** The changed stretches, runs of deleting and inserting as one. */
export function partsOf(edits: readonly Edit[]): Part[] {
  const parts: Part[] = []
  let [b, a, open] = [0, 0, false]
  for (const { op, text } of edits) {
    if (op === 'equal') {
      b += text.length
      a += text.length
      open = false
      continue
    }
    if (!open) parts.push({ b0: b, b1: b, a0: a, a1: a })
    open = true
    if (op === 'delete') b += text.length
    else a += text.length
    Object.assign(parts.at(-1)!, { b1: b, a1: a })
  }
  return parts
}

/** Judges the changes of one pair of texts; what is guarded in them is looked for once. */
export class Judge {
  #guarded: { before: Guarded[]; after: Guarded[] } | null = null
  readonly before: string
  readonly after: string
  readonly names: Names

  constructor(before: string, after: string, names: Names) {
    this.before = before
    this.after = after
    this.names = names
  }

  /**
   * Stretches that only one unchanged Han character keeps apart are one change: otherwise four characters could be
   * rewritten as two pairs around a fifth. So are all stretches of one number, name or address.
   */
  group(parts: readonly Part[]): Part[][] {
    const groups: Part[][] = []
    for (const part of parts) {
      const last = groups.at(-1)?.at(-1)
      if (last && this.#together(last, part)) groups.at(-1)!.push(part)
      else groups.push([part])
    }
    return groups
  }

  #together(first: Part, second: Part): boolean {
    const between = this.before.slice(first.b1, second.b0)
    if (between.length <= 2 && Array.from(between).length === 1 && isHan(between)) return true
    const { before, after } = this.#guardedWords()
    return (
      before.some(g => g.start <= first.b1 && g.end >= second.b0 && g.kind !== 'cited-title') ||
      after.some(g => g.start <= first.a1 && g.end >= second.a0 && g.kind !== 'cited-title')
    )
  }

  /** RULEBOOK 4 for one group: first what it touches, then what it is. */
  judge(group: readonly Part[]): Verdict {
    const whole = { ...group[0]!, b1: group.at(-1)!.b1, a1: group.at(-1)!.a1 }
    return this.#touched(group, whole) ?? this.#form(group)
  }

  #touched(group: readonly Part[], whole: Part): Verdict | null {
    const b = foldWidth(this.before.slice(whole.b0, whole.b1))
    const a = foldWidth(this.after.slice(whole.a0, whole.a1))
    const sameWords = wordsOnly(b) === wordsOnly(a)
    if (sameWords ? group.some(part => this.#cutsNegation(part)) : negation.test(b + a)) {
      return no('negation', `改动涉及否定词${quoted(b, a)}`)
    }
    if (group.some(part => this.#followsNegation(part))) return no('negation', `改动紧接否定词${quoted(b, a)}`)
    const numerals = [b.match(numeralLetters)?.join('') ?? '', a.match(numeralLetters)?.join('') ?? ''] as const
    if (numerals[0] && numerals[1] && numerals[0] !== numerals[1]) return no('numeral', `改动了数字${quoted(b, a)}`)
    for (const kind of guardedKinds) {
      if (kind === 'cited-title' && !sameWords) continue
      const [was, is] = [this.#near('before', kind, whole.b0, whole.b1), this.#near('after', kind, whole.a0, whole.a1)]
      if (kind === 'cited-title' && !(was.length && is.length)) continue
      if (was.map(g => g.value).join('\n') === is.map(g => g.value).join('\n')) continue
      const verdict = no(kind, `改动了${kindZh[kind]}${quoted(spanOf(this.before, was), spanOf(this.after, is))}`)
      if (kind === 'cited-title') return verdict
      const left = Math.max(0, ...was.map(g => whole.b0 - g.start), ...is.map(g => whole.a0 - g.start))
      const right = Math.max(0, ...was.map(g => g.end - whole.b1), ...is.map(g => g.end - whole.a1))
      return { ...verdict, left, right }
    }
    if (group.some(part => this.#extendsName(part))) return no('name', `改动紧接名单中的名称${quoted(b, a)}`)
    return null
  }

  /** A stop put right behind a negation, or taken away there, turns its sentence round: 不同意 / 不,同意. */
  #cutsNegation({ b0, b1, a0, a1 }: Part): boolean {
    const [gone, come] = [this.before.slice(b0, b1).trim(), this.after.slice(a0, a1).trim()]
    if ((gone === '') === (come === '') || !/^[,，、;；:：。.!！?？—-]+$/.test(gone + come)) return false
    return /[不未无非勿莫没]/.test(this.before[b0 - 1] ?? '') && isHan(this.before[b1] ?? '')
  }

  /** What stands right behind a negation says what is denied: 不能 / 不仅能, 不得 / 不宜. 是否, 能否 ask and deny nothing. */
  #followsNegation({ b0, b1, a0, a1 }: Part): boolean {
    const denies = /[不未无非勿莫没]\s*$/.test(this.before.slice(Math.max(0, b0 - 3), b0))
    return denies && wordsOnly(this.before.slice(b0, b1)) !== wordsOnly(this.after.slice(a0, a1))
  }

  /** A character put before or behind a name, or taken away there, may make another name of it; 的 and its like cannot. */
  #extendsName({ b0, b1, a0, a1 }: Part): boolean {
    const [gone, come] = [wordsOnly(this.before.slice(b0, b1)), wordsOnly(this.after.slice(a0, a1))]
    if ((gone === '') === (come === '') || /^[的地得了着过在对向将把被由从于以按就也已曾为是给让]$/.test(gone + come))
      return false
    const beside = (names: Guarded[], from: number, to: number) => names.some(n => n.end === from || n.start === to)
    return beside(this.#near('before', 'name', b0, b1), b0, b1) || beside(this.#near('after', 'name', a0, a1), a0, a1)
  }

  #near(side: 'before' | 'after', kind: GuardedKind, start: number, end: number): Guarded[] {
    const sameSort = (g: Guarded) => g.kind === kind || (kind === 'digit' && numberKinds.has(g.kind))
    return this.#guardedWords()[side].filter(g => g.start <= end && g.end >= start && sameSort(g))
  }

  #guardedWords(): { before: Guarded[]; after: Guarded[] } {
    this.#guarded ??= {
      before: [...guardedIn(this.before), ...namesIn(this.before, this.names)],
      after: [...guardedIn(this.after), ...namesIn(this.after, this.names)],
    }
    return this.#guarded
  }

  #form(group: readonly Part[]): Verdict {
    if (group.length === 1) return this.#formOf(group[0]!)
    const whole = this.#formOf({ ...group[0]!, b1: group.at(-1)!.b1, a1: group.at(-1)!.a1 })
    if (whole.rule === 'punctuation' || whole.rule === 'substitution') return whole
    const verdicts = group.map(part => this.#formOf(part))
    const bad = verdicts.find(v => v.class === 'substantive')
    if (bad) return bad
    let [gone, come] = [0, 0]
    group.forEach(({ b0, b1, a0, a1 }, i) => {
      if (verdicts[i]!.rule === 'punctuation') return
      if (verdicts[i]!.rule !== 'doubled') gone += length(wordsOnly(this.before.slice(b0, b1)))
      come += length(wordsOnly(this.after.slice(a0, a1)))
    })
    if (gone > 2 || come > 2) return no('too-much-substituted', '一处改动了两个以上汉字')
    if (come - gone > 1) return no('too-much-inserted', '一处增加了一个以上汉字')
    return verdicts.find(v => v.rule !== 'punctuation') ?? verdicts[0]!
  }

  #formOf({ b0, b1, a0, a1 }: Part): Verdict {
    const [b, a] = [this.before.slice(b0, b1), this.after.slice(a0, a1)]
    const [gone, come] = [wordsOnly(b), wordsOnly(a)]
    if (gone === come) return yes('punctuation', '只改动标点、空格或全半角')
    if (!isHan(gone + come)) return no('letters', `改动了字母或符号${quoted(b, a)}`)
    if (length(gone) === length(come)) {
      return length(gone) <= 2
        ? yes('substitution', `改正 ${length(gone)} 个字${quoted(b, a)}`)
        : no('too-much-substituted', `一处改动了 ${length(gone)} 个字，超过 2 个`)
    }
    if (gone === '') {
      return length(come) === 1
        ? yes('insertion', `补 1 个字“${come}”`)
        : no('too-much-inserted', `增加了 ${length(come)} 个字“${brief(come)}”，超过 1 个`)
    }
    if (come === '' && this.#isDoubled(b0, b1, gone)) return yes('doubled', `删去重复的“${gone}”`)
    return come === ''
      ? no('words-deleted', `删去了“${brief(gone)}”`)
      : no('too-much-substituted', `改写了词句${quoted(b, a)}`)
  }

  /** Is the deleted stretch (of up to four characters) a second copy of its neighbour, wherever the comparison happened to cut? */
  #isDoubled(start: number, end: number, words: string): boolean {
    if (length(words) > 4) return false
    const text = this.before
    let from = start
    while (from > 0 && start - from < end - start && text[from - 1] === text[from - 1 + end - start]) from--
    for (
      let at = from;
      at <= from + end - start && text.slice(from, at) === text.slice(from + end - start, at + end - start);
      at++
    ) {
      const copy = text.slice(at, at + end - start)
      if (copy === text.slice(at + end - start, at + 2 * (end - start))) return true
      if (copy === text.slice(at - (end - start), at)) return true
    }
    const behind = wordsOnly(text.slice(Math.max(0, start - words.length - 2), start))
    const punctuated = text.slice(start, end) !== words || isPunctuation(foldWidth(text[start - 1] ?? ''))
    return punctuated && isPunctuation(foldWidth(text[start] ?? '')) && behind.endsWith(words)
  }
}

const guardedKinds: GuardedKind[] = ['name', 'digit', 'unit', 'link', 'cited-title']
/** All of them are numbers to the eye, and a change may turn one into another: they are compared together. */
const numberKinds = new Set<GuardedKind>(['digit', 'numeral', 'amount', 'date'])
const kindZh: Record<GuardedKind, string> = {
  digit: '数字、金额或日期',
  numeral: '数字',
  amount: '金额',
  date: '日期',
  unit: '计量单位',
  name: '名单中的名称',
  link: '网址',
  'cited-title': '书名号内的名称',
}

const yes = (rule: TextRule, reason: string): Verdict => ({ class: 'correction', rule, reason })
const no = (rule: TextRule, reason: string): Verdict => ({ class: 'substantive', rule, reason })
const length = (text: string): number => Array.from(text).length
const spanOf = (text: string, found: Guarded[]): string =>
  found.length ? text.slice(Math.min(...found.map(g => g.start)), Math.max(...found.map(g => g.end))) : ''

/** At most 24 characters of a passage, for a sentence. */
export function brief(text: string, most = 24): string {
  const letters = Array.from(text)
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text
}
const quoted = (before: string, after: string): string => `“${brief(before) || '（无）'}→${brief(after) || '（无）'}”`
