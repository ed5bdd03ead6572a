import type { Finding } from '../proofread/finding.ts'

/**
 * What a screening finding does to an article. `block` stops the confidentiality review until the passage is removed or
 * declared a false alarm with a reason (RULEBOOK 3); `warn` must be looked at; `info` is shown only.
 */
export type Action = 'block' | 'warn' | 'info'

/** What a detector looks for. Only `classified` refuses a file at import. */
export type ScreeningFamily = 'classified' | 'work-secret' | 'personal' | 'aggregation' | 'location' | 'link'

/** A confidentiality or personal-data finding: a machine finding with what to do about it and, where it helps, the masked text. */
export type ScreeningFinding = Finding & {
  family: ScreeningFamily
  action: Action
  /** The text to write instead, in the office's masking style; also the first suggestion. */
  mask?: string
}

/**
 * Where in a file the text stands. In `margin` (header, footer, watermark) and `metadata` a lone 密级 is a mark wherever it
 * stands; in `body` only at the head or foot of the text. `hidden` is text the reader does not see (deleted, hidden, comments).
 */
export type Place = 'body' | 'margin' | 'metadata' | 'hidden'

/** How many characters stay visible when a number is masked. No national rule sets these counts: the office decides. */
export type MaskStyle = {
  idHead: number
  idTail: number
  phoneHead: number
  phoneTail: number
  cardTail: number
}

/** One line of the folded text, without its line break; `text` is trimmed, `start`/`end` bound the trimmed text. */
export type Line = { start: number; end: number; text: string }

/** What a detector may know besides the text. `lines` holds the lines that are not blank, in order. */
export type ScreeningContext = { place: Place; mask: MaskStyle; lines: readonly Line[] }

/** One hit in the folded text; what is left out comes from the detector. Offsets are of the folded text. */
export type Hit = {
  start: number
  end: number
  message: string
  action?: Action
  mask?: string
  confidence?: number
}

/**
 * One kind of thing to look for. `hits` are texts in which it must find something, `misses` texts in which it must not;
 * both are run as tests. `basis` names the law or source.
 */
export type Detector = {
  id: string
  zh: string
  family: ScreeningFamily
  /** The strongest action this detector takes by itself. */
  action: Action
  basis: string
  hits: readonly string[]
  misses: readonly string[]
  /** `text` is the folded text: half-width, no invisible characters, simplified in the characters that marks use. */
  detect(text: string, context: ScreeningContext): Hit[]
}
