/** Identifier of a character the model does not know. */
export const unknownId = 0
/** Identifier of the place before the first character of a sentence. */
export const beginId = 1
/** Identifier of the place after the last character of a sentence. */
export const endId = 2
/** First identifier that belongs to a character; characters follow in order of falling frequency. */
export const firstCharacterId = 3
/** Exclusive upper bound of identifiers: thirteen bits, so that four of them fit into one exact double. */
export const idSpace = 8192

const fullWidth = new Map([
  [',', '，'], ['.', '．'], [';', '；'], [':', '：'], ['!', '！'], ['?', '？'], ['(', '（'], [')', '）'],
  ['"', '”'], ['[', '〔'], [']', '〕'], ['<', '〈'], ['>', '〉'],
])

/**
 * The character the model counts for a UTF-16 unit: digits are one symbol, Latin letters another, half-width punctuation
 * counts as its full-width form. One unit in, one unit out, so positions stay those of the text; a surrogate stays itself
 * and is unknown to every model.
 */
export function normalise(unit: string): string {
  if (unit >= '\u4e00' && unit <= '\u9fff') return unit
  if ((unit >= '0' && unit <= '9') || (unit >= '０' && unit <= '９')) return '0'
  if (/[A-Za-zＡ-Ｚａ-ｚ]/.test(unit)) return 'A'
  return fullWidth.get(unit) ?? unit
}

/** True for the Han characters the checker looks at (the basic block; rarer blocks are never proposed or questioned). */
export function isHan(unit: string | undefined): boolean {
  return unit !== undefined && unit >= '\u4e00' && unit <= '\u9fff'
}

/** Characters that are never questioned or proposed: numerals and serial signs, where a change is a change of fact. */
export const frozenCharacters: ReadonlySet<string> = new Set('〇零一二两三四五六七八九十百千万亿甲乙丙丁')

/** The alphabet of one model: characters by identifier and back. */
export type Alphabet = {
  /** Characters from `firstCharacterId` on. */
  readonly characters: readonly string[]
  /** Identifier by UTF-16 code unit, normalisation already applied; 0 for what is unknown. */
  readonly idByUnit: Uint16Array
}

/** Builds the look-up table of an alphabet; more than 8,189 characters are refused. */
export function alphabetOf(characters: readonly string[]): Alphabet {
  if (characters.length > idSpace - firstCharacterId) throw new RangeError('字表超过 8189 字')
  const own = new Uint16Array(65536)
  characters.forEach((character, index) => { own[character.charCodeAt(0)] = index + firstCharacterId })
  const idByUnit = new Uint16Array(65536)
  for (let unit = 0; unit < 65536; unit++) {
    idByUnit[unit] = own[normalise(String.fromCharCode(unit)).charCodeAt(0)] ?? unknownId
  }
  return { characters, idByUnit }
}
