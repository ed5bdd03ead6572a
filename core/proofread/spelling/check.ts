import type { Finding } from '../finding.ts'
import { mostConfidence } from '../finding.ts'
import { firstCharacterId, isHan } from './alphabet.ts'
import { pairSeen } from './character-model.ts'
import type { SpellingModel } from './format.ts'
import { logOdds } from './judge.ts'
import { editOf, inOneWordFeature, movesOf, swapOf, wordGainFeature } from './moves.ts'
import type { Move } from './moves.ts'
import { Sentence } from './scorer.ts'
import type { Edit } from './scorer.ts'
import { wordOfTwo } from './word-model.ts'

/** 严格 shows least and is surest, 敏感 shows most; each is calibrated to false alarms per 10,000 characters. */
export type Sensitivity = 'strict' | 'standard' | 'sensitive'

/** How a text is checked. */
export type CheckOptions = {
  /** Default `standard`. */
  readonly sensitivity?: Sensitivity
  /** Terms of the office (names, places, 忽略此词): nothing inside an occurrence is flagged. */
  readonly terms?: Iterable<string>
  /** Asked before every sentence that is not yet known; true ends the check with what was found so far. */
  readonly shouldStop?: () => boolean
}

/** A spelling check over one model; keeps what it knows of a sentence, so that a changed paragraph costs only itself. */
export type Checker = {
  check(text: string, options?: CheckOptions): Finding[]
  /** As `check`, giving control back after every sentence with the position reached; the findings are the return value. */
  steps(text: string, options?: CheckOptions): Generator<number, Finding[], void>
}

/** Starts a checker. `rememberedSentences` bounds its memory (default 20,000). */
export function createChecker(model: SpellingModel, rememberedSentences = 20_000): Checker {
  const known = new Map<string, readonly Suspicion[]>()
  const examine = (sentence: string): readonly Suspicion[] => {
    const before = known.get(sentence)
    if (before !== undefined) return before
    const found = suspicionsOf(model, sentence)
    if (known.size >= rememberedSentences) known.delete(known.keys().next().value ?? '')
    known.set(sentence, found)
    return found
  }
  function* steps(text: string, options: CheckOptions = {}): Generator<number, Finding[], void> {
    const found: Suspicion[] = []
    for (const [start, end] of sentencesOf(text)) {
      if (options.shouldStop?.() === true) break
      for (const suspicion of examine(text.slice(start, end))) {
        found.push({ ...suspicion, start: suspicion.start + start, end: suspicion.end + start })
      }
      yield end
    }
    return findingsOf(model, text, found, options)
  }
  return {
    steps,
    check(text, options) {
      const walk = steps(text, options)
      for (;;) {
        const step = walk.next()
        if (step.done === true) return step.value
      }
    },
  }
}

type Suspicion = {
  readonly rule: 'spelling.char' | 'spelling.word' | 'spelling.swapped' | 'spelling.doubled'
  readonly start: number
  readonly end: number
  readonly suggestions: readonly string[]
  readonly odds: number
}

const longestSentence = 400
const mostRounds = 40
/** An alternative is named beside the best suggestion when its log odds are at most this much lower. */
const alternativeWithin = 2

/** Cuts a text into sentences [start, end); a longer stretch without an end is cut where it has a comma, or hard. */
export function sentencesOf(text: string): [number, number][] {
  const out: [number, number][] = []
  let start = 0
  let comma = -1
  for (let i = 0; i < text.length; i++) {
    const unit = text[i]!
    if ('，,、：:'.includes(unit)) comma = i
    const ends = '。！？；\n\r'.includes(unit)
    if (!ends && i - start < longestSentence) continue
    let end = ends ? i + 1 : comma > start ? comma + 1 : i + 1
    while (ends && end < text.length && '”’」』）》'.includes(text[end]!)) end++
    out.push([start, end])
    start = end
    i = Math.max(i, end - 1)
    comma = -1
  }
  if (start < text.length) out.push([start, text.length])
  return out
}

function suspicionsOf(model: SpellingModel, text: string): Suspicion[] {
  if (!/[\u4e00-\u9fff]/.test(text)) return []
  const sentence = new Sentence(model, text)
  const least = model.thresholds.sensitive - keptBelow
  const out: Suspicion[] = []
  const touched = new Uint8Array(text.length)
  undoMoves(model, sentence, touched, out)
  let edits = rate(model, sentence.edits())
  for (let round = 0; round < mostRounds; round++) {
    const free = edits.filter(({ edit }) => !edit.replaced.some((_, k) => touched[edit.at + k]))
    const best = free.reduce<Rated | undefined>((top, rated) => (rated.odds > (top?.odds ?? least) ? rated : top), undefined)
    if (best === undefined) break
    out.push(suspicionOf(model, best, free))
    sentence.apply(best.edit)
    const { at, replaced } = best.edit
    touched.fill(1, at, at + replaced.length)
    const [low, high] = [at - 4, at + replaced.length + 4]
    edits = edits.filter(({ edit }) => edit.at < low || edit.at >= high).concat(rate(model, sentence.edits(low, high)))
  }
  return out
}

/** Suspicions are remembered this far below the lowest threshold, since what surrounds them can still lift them. */
const keptBelow = 1.2

type Rated = { readonly edit: Edit; readonly odds: number }

function rate(model: SpellingModel, edits: readonly Edit[]): Rated[] {
  return edits.map((edit) => ({ edit, odds: logOdds(model.judge, edit.features) }))
}

function suspicionOf(model: SpellingModel, best: Rated, all: readonly Rated[]): Suspicion {
  const { at, replaced } = best.edit
  const alternatives = all
    .filter(({ edit, odds }) => edit.at === at && edit.replaced.length === replaced.length && odds >= best.odds - alternativeWithin)
    .sort((a, b) => b.odds - a.odds).slice(0, 3).map(({ edit }) => spell(model, edit.replaced))
  return {
    rule: replaced.length === 1 ? 'spelling.char' : 'spelling.word', start: at, end: at + replaced.length,
    suggestions: [...new Set([spell(model, replaced), ...alternatives])], odds: best.odds,
  }
}

function undoMoves(model: SpellingModel, sentence: Sentence, touched: Uint8Array, out: Suspicion[]): void {
  const rated = movesOf(sentence)
    .map((move) => ({ move, odds: moveOdds(model, move) }))
    .filter(({ odds }) => odds > model.thresholds.sensitive)
    .sort((a, b) => b.odds - a.odds)
  for (const { move, odds } of rated) {
    const from = move.kind === 'doubled' ? move.at - move.length : move.at
    const to = move.at + move.length
    if (touched.subarray(from, to).includes(1)) continue
    touched.fill(1, from, to)
    out.push(moveSuspicion(model, sentence, move, odds))
    if (move.kind === 'swapped') sentence.apply(editOf(sentence, move))
  }
}

/**
 * Log odds of a slip, on the scale of the thresholds. A doubling is judged; for a swap the nats that characters and words
 * together gain say more than the judge does.
 */
function moveOdds(model: SpellingModel, { kind, features }: Move): number {
  const inOneWord = features[inOneWordFeature]! > 0
  const wordGain = features[wordGainFeature]!
  if (kind === 'doubled') {
    const doubt = (inOneWord ? doubledWordDoubt : 0) + (wordGain < leastDoubledWordNats ? wordsMeetDoubt : 0)
    return logOdds(model.moveJudge, features) - model.moveThreshold + model.thresholds.strict - doubt
  }
  return (features[0]! + wordGain - (inOneWord ? swappedWordNats : 0) - sureSwapNats) / swapNatsPerOdds + model.thresholds.strict
}

/** So many more nats must be gained where what is written is a word too: 展开 is seldom a slip for 开展. */
const swappedWordNats = 15
/** Log odds against a doubling that is a word, beyond what the judge has learned of them: 深深. */
const doubledWordDoubt = 2.4
/** A superfluous character spoils the reading as words by at least this much; where two words meet it does not (全国国有). */
const leastDoubledWordNats = 6
const wordsMeetDoubt = 3
const sureSwapNats = 22
const swapNatsPerOdds = 1.2

function moveSuspicion(model: SpellingModel, sentence: Sentence, move: Move, odds: number): Suspicion {
  if (move.kind === 'doubled') {
    return { rule: 'spelling.doubled', start: move.at, end: move.at + move.length, suggestions: [''], odds }
  }
  return { rule: 'spelling.swapped', start: move.at, end: move.at + 2, suggestions: [spell(model, swapOf(sentence, move.at))], odds }
}

function spell(model: SpellingModel, ids: readonly number[]): string {
  return ids.map((id) => model.characters.alphabet.characters[id - firstCharacterId] ?? '').join('')
}

function findingsOf(model: SpellingModel, text: string, found: readonly Suspicion[], options: CheckOptions): Finding[] {
  const sensitivity = options.sensitivity ?? 'standard'
  const threshold = model.thresholds[sensitivity]
  if (found.length === 0) return []
  const excepted = exceptedPlaces(text, options.terms ?? [])
  const habits = habitsOf(text)
  const weighed = found.filter(({ start, end }) => excepted === undefined || !excepted.subarray(start, end).includes(1))
    .map((suspicion) => ({ suspicion, odds: suspicion.odds - habitPenalty(model, text, suspicion, habits) }))
  const sure = weighed.filter(({ odds }) => odds > model.thresholds.strict + sureAbove).length
  const out: Finding[] = []
  for (const { suspicion, odds: alone } of weighed) {
    const others = sure - (alone > model.thresholds.strict + sureAbove ? 1 : 0)
    const odds = alone + carelessness(others, text.length)
    if (odds > threshold) out.push(findingOf(text, suspicion, odds, odds > model.thresholds.standard))
  }
  return out.sort((a, b) => a.start - b.start)
}

function findingOf(text: string, { rule, start, end, suggestions }: Suspicion, odds: number, sure: boolean): Finding {
  const wrong = text.slice(start, end)
  const around = `${hanBefore(text, start)}${wrong}${hanAfter(text, end)}`
  const message = rule === 'spelling.doubled' ? `“${around}”中的“${wrong}”疑为多写`
    : rule === 'spelling.swapped' ? `“${around}”中的“${wrong}”疑为“${suggestions[0] ?? ''}”之颠倒`
    : `“${around}”中的“${wrong}”疑为“${suggestions[0] ?? ''}”之误`
  return {
    rule, family: 'spelling', level: sure ? 'warning' : 'info', start, end, text: wrong, suggestions: [...suggestions], message,
    basis: '统计模型：与法律法规和政府工作报告的用字习惯比较得出，供人工判断', confidence: Math.min(mostConfidence, Math.round(1000 / (1 + Math.exp(-odds))) / 1000),
  }
}

function hanBefore(text: string, at: number): string {
  let from = at
  while (from > 0 && at - from < 3 && isHan(text[from - 1])) from--
  return text.slice(from, at)
}

function hanAfter(text: string, at: number): string {
  let to = at
  while (to < text.length && to - at < 3 && isHan(text[to])) to++
  return text.slice(at, to)
}

/** 1 wherever a term of the office stands; undefined when there are none. */
function exceptedPlaces(text: string, terms: Iterable<string>): Uint8Array | undefined {
  let out: Uint8Array | undefined
  for (const term of terms) {
    if (term.length === 0) continue
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
      out ??= new Uint8Array(text.length)
      out.fill(1, at, at + term.length)
    }
  }
  return out
}

const sureAbove = 0.5

/**
 * What the rest of the text says about its writer, in log odds: a long text in which nothing else is surely wrong has
 * been read by someone, so a doubtful place in it is probably right; a text with sure errors has more of them.
 */
function carelessness(others: number, size: number): number {
  const usual = (size * usualErrorsPer10k) / 10_000
  return Math.max(-mostCarelessness, Math.min(mostCarelessness, carelessnessRate * Math.log((others + 0.5) / (usual + 0.5))))
}

const usualErrorsPer10k = 2
const carelessnessRate = 0.5
const mostCarelessness = 1.2

/** How often each pair and each triple of characters stands in a text. */
type Habits = ReadonlyMap<number, number>

const unitBase = 65536

function habitsOf(text: string): Habits {
  const counts = new Map<number, number>()
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.charCodeAt(i) * unitBase + text.charCodeAt(i + 1)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
    if (i + 2 >= text.length) continue
    const triple = (pair + unitBase * unitBase) * unitBase + text.charCodeAt(i + 2)
    counts.set(triple, (counts.get(triple) ?? 0) + 1)
  }
  return counts
}

/**
 * What an author writes more than once is likely meant: a word, or a pair the model has never seen, that holds the place
 * and stands elsewhere in the text too speaks against the suspicion, as does any repeated string of three.
 */
function habitPenalty(model: SpellingModel, text: string, { rule, start, end }: Suspicion, habits: Habits): number {
  if (rule === 'spelling.doubled') return 0
  const times = (from: number, length: 2 | 3): number => {
    if (from < 0 || from + length > text.length) return 0
    for (let k = from; k < from + length; k++) if (!isHan(text[k])) return 0
    const pair = text.charCodeAt(from) * unitBase + text.charCodeAt(from + 1)
    const key = length === 2 ? pair : (pair + unitBase * unitBase) * unitBase + text.charCodeAt(from + 2)
    return (habits.get(key) ?? 1) - 1
  }
  let repeats = 0
  for (let from = start - 2; from < end; from++) repeats = Math.max(repeats, times(from, 3))
  const { idByUnit } = model.characters.alphabet
  for (let from = start - 1; from < end; from++) {
    const again = times(from, 2)
    if (again <= repeats) continue
    const [a, b] = [idByUnit[text.charCodeAt(from)]!, idByUnit[text.charCodeAt(from + 1)]!]
    if ((from === start && end - start === 2) || wordOfTwo(model.words, a, b) >= 0 || !pairSeen(model.characters, a, b)) repeats = again
  }
  return Math.min(mostPenalty, penaltyPerDoubling * Math.log2(1 + repeats))
}

const penaltyPerDoubling = 1.2
const mostPenalty = 4
