import { alphabetOf } from './alphabet.ts'
import { candidateTable } from './candidates.ts'
import type { ConfusionEntry } from './candidates.ts'
import { sentencesOf } from './check.ts'
import type { SpellingModel } from './format.ts'
import { mergeCharacters } from './merge.ts'
import { movesOf } from './moves.ts'
import { proposableIds, Sentence } from './scorer.ts'
import type { Knowledge } from './scorer.ts'
import { commonCharacters, shippedCharacterTraining, trainCharacters } from './train-characters.ts'
import type { CharacterTraining } from './train-characters.ts'
import { generator, shippedContextTraining, trainContext } from './train-context.ts'
import type { ContextTraining } from './train-context.ts'
import type { Lesson } from './train-judge.ts'
import { shippedWordTraining, trainWords } from './train-words.ts'
import type { DictionaryWord, WordTraining } from './train-words.ts'

/** What a model needs besides text: which characters are mistaken for which, which may be proposed, and a dictionary. */
export type Ingredients = {
  readonly confusions: readonly ConfusionEntry[]
  readonly mayPropose: ReadonlySet<string>
  readonly dictionary: readonly DictionaryWord[]
  /** Sentences in which characters and words are counted too, but which the context rows do not learn from. */
  readonly more?: readonly string[]
}

/** Settings of the three parts of a model. */
export type Training = { readonly characters: CharacterTraining; readonly words: WordTraining; readonly context: ContextTraining }

/** The settings the shipped model is trained with. */
export const shippedTraining: Training = {
  characters: shippedCharacterTraining, words: shippedWordTraining, context: shippedContextTraining,
}

/** What text alone teaches: everything of a model but its judges. */
export type Trained = Knowledge & Pick<SpellingModel, 'confusions'>

/** Trains on sentences, one a line. `progress` hears the part at work and how much of it is done. */
export function trainOn(
  lines: readonly string[], ingredients: Ingredients, training: Training = shippedTraining,
  progress?: (part: 'characters' | 'words' | 'context', share: number) => void,
): Trained {
  const alphabet = alphabetOf(commonCharacters(lines, training.characters.leastCharacterCount))
  progress?.('characters', 0)
  const counted = [...lines, ...ingredients.more ?? []]
  const characters = trainCharacters(counted, training.characters, alphabet)
  progress?.('words', 0)
  const words = trainWords(counted, ingredients.dictionary, alphabet, training.words)
  const table = candidateTable(ingredients.confusions, alphabet, ingredients.mayPropose)
  const context = trainContext(lines, alphabet, table, training.context, (share) => progress?.('context', share))
  return {
    characters, words, context, table, proposable: proposableIds(alphabet, ingredients.mayPropose), confusions: ingredients.confusions,
  }
}

/** Counts characters and words of a model anew from sentences; context rows and confusions stay as they are. */
export function recount(trained: Trained, lines: readonly string[], dictionary: readonly DictionaryWord[], training: Training = shippedTraining): Trained {
  const { alphabet } = trained.characters
  return { ...trained, characters: trainCharacters(lines, training.characters, alphabet), words: trainWords(lines, dictionary, alphabet, training.words) }
}

/** Share of the office's own text in a merged model. */
export const officeShare = 0.3

/**
 * Adds the office's own text to a model: its character statistics are mixed in with the given share; what the model knew
 * stays known, its judges and thresholds stay as they are. Characters the model does not have stay unknown.
 */
export function mergeModels(base: SpellingModel, lines: readonly string[], share: number = officeShare): SpellingModel {
  const office = trainCharacters(lines, { leastCharacterCount: 1, leastFourCount: 1, leastWeight: [0, 0, 0] }, base.characters.alphabet)
  return {
    ...base, characters: mergeCharacters(base.characters, office, share),
    origin: `${base.origin}\n本单位文本:${lines.length} 句,占比 ${share}`,
  }
}

/** A sentence as written and as it should be; the two are equally long. */
export type Pair = readonly [written: string, right: string]

/** What the judge of edits learns from pairs: every edit the scorer would weigh, and whether it is the right one. */
export function editLessons(knowledge: Knowledge, pairs: readonly Pair[], weight = 1): Lesson[] {
  const letters = knowledge.characters.alphabet.characters
  const out: Lesson[] = []
  for (const [written, right] of pairs) {
    if (written.length !== right.length) continue
    for (const [start, end] of sentencesOf(written)) {
      const sentence = new Sentence(knowledge, written.slice(start, end))
      for (const { at, replaced, features } of sentence.edits()) {
        const meant = replaced.every((id, k) => letters[id - 3] === right[start + at + k])
        const changes = replaced.filter((_, k) => written[start + at + k] !== right[start + at + k]).length
        if (meant && changes === 1 && replaced.length === 2) continue
        out.push({ features, right: meant && changes > 0, weight })
      }
    }
  }
  return out
}

/** What the judge of moves learns: slips made on purpose in good sentences, and the good sentences themselves. */
export function moveLessons(knowledge: Knowledge, lines: readonly string[], seed: number, slipsPerLine = 5): Lesson[] {
  const random = generator(seed)
  const out: Lesson[] = []
  for (const line of Array.from({ length: slipsPerLine }, () => lines).flat()) {
    for (const [start, end] of sentencesOf(line)) {
      const good = line.slice(start, end)
      for (const move of movesOf(new Sentence(knowledge, good))) out.push({ features: move.features, right: false })
      const at = Math.floor(random() * good.length)
      const pair = good.slice(at, at + 2)
      if (!/^[\u4e00-\u9fff]{2}$/.test(pair) || pair[0] === pair[1]) continue
      const length = random() < 0.3 ? 2 : 1
      const swapped = random() < 0.6
      const bad = swapped ? good.slice(0, at) + pair[1]! + pair[0]! + good.slice(at + 2) : good.slice(0, at) + good.slice(at, at + length) + good.slice(at)
      for (const move of movesOf(new Sentence(knowledge, bad))) {
        const right = swapped ? move.kind === 'swapped' && move.at === at
          : move.kind === 'doubled' && move.length === length && Math.abs(move.at - at - length) < 2
        out.push({ features: move.features, right })
      }
    }
  }
  return out
}
