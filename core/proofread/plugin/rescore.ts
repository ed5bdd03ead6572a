import type { Finding } from '#core/proofread/finding'
import { mostConfidence } from '#core/proofread/finding'
import { isHan, sentencesOf, tokensOf, type Tokens, type Vocabulary } from '#core/proofread/plugin/tokens'

/** Asks the model: for each input its logits, token by token, `vocabulary.size` figures each. */
export type AskModel = (inputs: readonly (readonly number[])[]) => Promise<Float32Array[]>

/** Rule of every finding of a model. */
export const modelRule = 'model.suggestion'

/** How sure the model must be, as shares of 1: of its own word, and at most of the word that stands there. */
export type Sureness = { word: number; standing: number }
export const sureness: Sureness = { word: 0.9, standing: 0.005 }

/** Most places of one text that are masked and asked about again. */
export const mostPlaces = 200
/** Words the model expects at a place that are looked at. */
const bestWords = 5

type Model = { ask: AskModel; vocabulary: Vocabulary; maxTokens: number; basis: string }
type Place = { at: number; token: number; tokens: Tokens; suggestions: string[] }

/**
 * 模型建议: single characters that the model would not have written. Candidates are what the statistical check suspected and
 * where the model, reading the sentence as it stands, expects another character; each is masked and asked about once more.
 * Only edits of the same length; always `info`, never applied by itself.
 */
export async function suggest(text: string, suspected: readonly Finding[], { ask, vocabulary, maxTokens, basis }: Model): Promise<Finding[]> {
  const places: Place[] = []
  for (const { from, to } of sentencesOf(text, maxTokens - 2)) {
    const tokens = tokensOf(text, from, to, vocabulary)
    if (tokens.ids.length < 5) continue
    const [logits] = await ask([tokens.ids])
    places.push(...placesIn(text, tokens, logits!, suspected, vocabulary))
    if (places.length >= mostPlaces) break
  }
  const found: Finding[] = []
  for (const place of places.slice(0, mostPlaces)) {
    const masked = place.tokens.ids.with(place.token, vocabulary.mask)
    const [logits] = await ask([masked])
    const finding = judged(text, place, logits!, vocabulary, basis)
    if (finding) found.push(finding)
  }
  return found
}

function placesIn(text: string, tokens: Tokens, logits: Float32Array, suspected: readonly Finding[], vocabulary: Vocabulary): Place[] {
  const found: Place[] = []
  for (let token = 1; token < tokens.ids.length - 1; token++) {
    const at = tokens.places[token]!
    const character = String.fromCodePoint(text.codePointAt(at)!)
    if (!isHan(character)) continue
    const statistics = suspected.find(one => one.end - one.start === character.length && one.start === at)
    const expected = best(logits, token, vocabulary).filter(word => word !== character)
    const wonders = best(logits, token, vocabulary)[0] !== character && expected.length > 0
    const suggestions = [...new Set([...(statistics?.suggestions ?? []), ...(wonders ? expected : [])])].filter(word => isHan(word))
    if (suggestions.length) found.push({ at, token, tokens, suggestions })
  }
  return found
}

function best(logits: Float32Array, token: number, { size, tokenOf }: Vocabulary): string[] {
  const top: { id: number; logit: number }[] = []
  for (let id = 0; id < size; id++) {
    const logit = logits[token * size + id]!
    if (top.length < bestWords || logit > top.at(-1)!.logit) {
      top.push({ id, logit })
      top.sort((a, b) => b.logit - a.logit)
      top.length = Math.min(top.length, bestWords)
    }
  }
  return top.map(({ id }) => tokenOf(id))
}

function judged(text: string, { at, token, suggestions }: Place, logits: Float32Array, vocabulary: Vocabulary, basis: string): Finding | null {
  const standing = String.fromCodePoint(text.codePointAt(at)!)
  const shares = sharesOf(logits.subarray(token * vocabulary.size, (token + 1) * vocabulary.size))
  const shareOf = (word: string) => shares[vocabulary.idOf(word)] ?? 0
  const [word] = suggestions.toSorted((a, b) => shareOf(b) - shareOf(a))
  if (!word || shareOf(word) < sureness.word || shareOf(standing) > sureness.standing) return null
  return {
    rule: modelRule,
    family: 'spelling',
    level: 'info',
    start: at,
    end: at + standing.length,
    text: standing,
    suggestions: [word],
    message: `模型建议：“${standing}”处通常用“${word}”，请核对。`,
    basis,
    confidence: Math.min(mostConfidence, Math.round(shareOf(word) * 100) / 100),
  }
}

function sharesOf(logits: Float32Array): Float64Array {
  const most = logits.reduce((a, b) => Math.max(a, b), -Infinity)
  const powers = Float64Array.from(logits, logit => Math.exp(logit - most))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map(power => power / sum)
}
