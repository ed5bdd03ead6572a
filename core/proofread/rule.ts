import type { ProofDocument, Paragraph } from './document.ts'
import type { Level } from './finding.ts'
import type { Profile } from './profile.ts'

/** The families findings are grouped by, in order of value; `zh` is what people see. */
export const families = {
  residue: '残留与转换痕迹',
  spacing: '空格',
  width: '全角半角',
  punctuation: '标点符号',
  pairs: '成对标点',
  numerals: '数字用法',
  units: '计量单位',
  numbering: '序号与标题',
  counts: '数量与列举',
  dates: '日期与文号',
  consistency: '前后一致',
  repetition: '重复与颠倒',
  organisation: '机构与地名',
  statutes: '法律法规名称',
  formulations: '固定表述',
  political: '政治用语',
  leaders: '领导人姓名职务',
  wording: '慎用词与禁用词',
  collocation: '搭配与语病',
  confusable: '易混词',
  misspelling: '错别字',
  spelling: '拼写疑误',
} as const

/** The key of a family; statistical spelling uses `spelling`. */
export type Family = keyof typeof families

/**
 * What a rule noticed. Offsets count from the start of the paragraph for a paragraph rule and from the start of the
 * text for a document rule; whatever is left out is taken from the rule.
 */
export type Match = {
  start: number
  end: number
  suggestions?: string[]
  message?: string
  level?: Level
  basis?: string
  confidence?: number
}

/** What a rule may look at besides the text: the office's lists and the day it is. */
export type Context = {
  profile: Profile
  /** ISO date of the check, or null when the caller gave none: rules that need a day then stay silent. */
  today: string | null
  /** The text is being written now: where it does not say when it is from, it is judged by today's norms. */
  current: boolean
}

type RuleBase = {
  id: string
  family: Family
  level: Level
  /** Clause, list or source the rule rests on; shown to people as 依据. */
  basis: string
  zh: string
  /** Reads the text as typed. All other rules read a copy whose half-width marks beside Chinese are full width, with the same offsets. */
  asTyped?: true
  /** The first suggestion is exact, and "fix all" may be offered. */
  certain?: boolean
  /** 0…1; 1 when left out. */
  confidence?: number
  /** Texts the rule must flag; its test runs them. */
  hits: string[]
  /** Texts the rule must leave alone; its test runs them. */
  misses: string[]
  /** The office's lists and the day under which the examples hold. */
  example?: { profile?: Partial<Profile>; today?: string }
}

/** Looks at one paragraph at a time: its findings depend on that paragraph's words and kind only, so they can be kept. */
export type ParagraphRule = RuleBase & {
  scope: 'paragraph'
  check: ParagraphCheck
  /** The check for the paragraphs of one text (their lines joined by line ends), or null when it could find nothing in any of them. */
  narrow?(text: string): ParagraphCheck | null
}

/** What a paragraph rule does with one paragraph. */
export type ParagraphCheck = (paragraph: Paragraph, ctx: Context) => Iterable<Match>

/** Looks at the whole document and runs again after every change. */
export type DocumentRule = RuleBase & { scope: 'document'; check(doc: ProofDocument, ctx: Context): Iterable<Match> }

export type Rule = ParagraphRule | DocumentRule

/** One wrong form: `re` (global) matches exactly the span to flag; `fix` builds the suggestions, with `$1` as in String.replace. */
export type Pattern = { re: RegExp; fix?: string | string[] | ((m: RegExpExecArray) => string[]); message?: string; level?: Level; confidence?: number }

type PatternRule = Omit<ParagraphRule, 'scope' | 'check'> & {
  patterns: Pattern[]
  /** Paragraph kinds the rule looks at; all when left out. */
  kinds?: Paragraph['kind'][]
  accept?(paragraph: Paragraph, m: RegExpExecArray): boolean
  /** A quick test without which no pattern can match. */
  needs?: RegExp
  /** Paragraphs longer than this many UTF-16 units are left alone. */
  longest?: number
}

/** A paragraph rule made of regular expressions. */
export function patternRule({ patterns, kinds, accept, needs, longest = Infinity, ...rule }: PatternRule): ParagraphRule {
  const checkWith = (live: readonly Pattern[]): ParagraphCheck => function* check(paragraph) {
    if ((kinds && !kinds.includes(paragraph.kind)) || paragraph.text.length > longest || (needs && !needs.test(paragraph.text))) return
    for (const pattern of live)
      for (const m of matches(pattern.re, paragraph.text)) {
        if (accept && !accept(paragraph, m)) continue
        yield matchOf(pattern, m)
      }
  }
  const glances = patterns.map(({ re }) => glanceOf(re))
  return {
    ...rule,
    scope: 'paragraph',
    check: checkWith(patterns),
    narrow(text) {
      const live = patterns.filter((_, i) => glances[i]?.test(text) ?? true)
      return live.length === 0 ? null : checkWith(live)
    },
  }
}

/**
 * An expression that matches a text of several lines whenever `re` matches one of them: most expressions match nothing in
 * most texts, and one look at the whole is cheaper than one at every line. Undefined where a negative look-around could
 * reach across a line end and see what is not there in the line alone.
 */
export function glanceOf(re: RegExp): RegExp | undefined {
  const negative = /\(\?<?!/g
  for (let m = negative.exec(re.source); m; m = negative.exec(re.source)) {
    if (/\[\^|\\[sSWDnr]/.test(re.source.slice(m.index, groupEnd(re.source, m.index)))) return undefined
  }
  return new RegExp(re.source, `${re.flags.replace(/[gym]/g, '')}m`)
}

/** Where the group that opens at `from` closes in the source of an expression. */
function groupEnd(source: string, from: number): number {
  let depth = 0
  let inClass = false
  for (let i = from; i < source.length; i++) {
    const c = source[i]
    if (c === '\\') i++
    else if (inClass) inClass = c !== ']'
    else if (c === '[') inClass = true
    else if (c === '(') depth++
    else if (c === ')' && --depth === 0) return i
  }
  return source.length
}

function matchOf(pattern: Pattern, m: RegExpExecArray): Match {
  const suggestions = fixes(pattern.fix, m)
  return {
    start: m.index,
    end: m.index + m[0].length,
    suggestions,
    ...(pattern.message ? { message: fill(pattern.message, m) } : {}),
    ...(pattern.level ? { level: pattern.level } : {}),
    ...(pattern.confidence === undefined ? {} : { confidence: pattern.confidence }),
  }
}

function fixes(fix: Pattern['fix'], m: RegExpExecArray): string[] {
  if (fix === undefined) return []
  if (typeof fix === 'function') return fix(m)
  return (typeof fix === 'string' ? [fix] : fix).map(f => fill(f, m))
}

const fill = (template: string, m: RegExpExecArray) => template.replace(/\$(\d)/g, (_, n: string) => m[Number(n)] ?? '')

/** Every match of a global expression; an empty match moves on by one so that no input can hold the loop. */
export function* matches(re: RegExp, text: string): Generator<RegExpExecArray> {
  re.lastIndex = 0
  for (;;) {
    const at = re.lastIndex
    const m = re.exec(text)
    if (!m) return
    const next = m[0] === '' ? Math.max(at, m.index) + 1 : re.lastIndex
    yield m
    re.lastIndex = next
  }
}

/** A Han character as the source of a character class. */
export const han = '\\u3400-\\u9fff'
