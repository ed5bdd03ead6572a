/** The words of a model by their number: `vocab.txt`, one a line. */
export type Vocabulary = {
  idOf(token: string): number
  tokenOf(id: number): string
  size: number
  /** Numbers of the marks every such model has. */
  begin: number
  end: number
  mask: number
}

/** Reads a `vocab.txt`; null when it lacks one of the marks that the task needs. */
export function vocabularyOf(text: string): Vocabulary | null {
  const tokens = text.replace(/\r/g, '').replace(/\n$/, '').split('\n')
  const ids = new Map(tokens.map((token, id) => [token, id]))
  const [unknown, begin, end, mask] = ['[UNK]', '[CLS]', '[SEP]', '[MASK]'].map(mark => ids.get(mark))
  if (unknown === undefined || begin === undefined || end === undefined || mask === undefined) return null
  return { idOf: token => ids.get(token) ?? unknown, tokenOf: id => tokens[id] ?? '', size: tokens.length, begin, end, mask }
}

/** A stretch of text as a model takes it: `places[i]` is where token `i` stands in the text; the marks at the ends stand at −1. */
export type Tokens = { ids: number[]; places: number[] }

/** Every character is a token of its own, as in the Chinese models of this family; letters and digits too, in lower case. */
export function tokensOf(text: string, from: number, to: number, vocabulary: Vocabulary): Tokens {
  const ids = [vocabulary.begin]
  const places = [-1]
  for (let at = from; at < to; ) {
    const character = String.fromCodePoint(text.codePointAt(at)!)
    if (character.trim() !== '') {
      ids.push(vocabulary.idOf(character.toLowerCase()))
      places.push(at)
    }
    at += character.length
  }
  ids.push(vocabulary.end)
  places.push(-1)
  return { ids, places }
}

/** Where sentences begin and end, none longer than `most` characters: what is put to the model at a time. */
export function sentencesOf(text: string, most: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (const { index, 0: line } of text.matchAll(/[^。！？；!?\n]+[。！？；!?]*/g)) {
    for (let at = 0; at < line.length; at += most) found.push({ from: index + at, to: index + Math.min(line.length, at + most) })
  }
  return found
}

const han = /^\p{Script=Han}$/u
/** Only Chinese characters are re-scored. */
export const isHan = (character: string): boolean => han.test(character)
