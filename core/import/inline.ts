import type { Inline, Mark } from '#core/article/content'
import type { Tally } from '#core/import/import'

/** Characters without a shape: soft hyphen, zero-width, bidi marks, BOM, controls. The joiner inside an emoji is kept. */
const unseen =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000e-\u001f\ufffe\uffff]|(?<!\p{Extended_Pictographic}\ufe0f?|[\u{1f3fb}-\u{1f3ff}])\u200d/gu
const space = /[ \t\r\n\f\v\u0085\u00a0\u2028\u2029]+/g
/** Han, kana, Chinese punctuation and full-width forms: a line break of the source between two of them is no space. */
const wide = /[\u2e80-\u9fff\u3000-\u30ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u2018-\u201d\u2026\u2014]/

/** A paragraph's pieces made tidy, and whether blanks stood before its first word (an indent made by hand). */
export type Tidy = { inline: Inline[]; blankIndent: boolean }

/** HTML shows a run of spaces as one, and a wrapped source line as none between Chinese characters; text files and .docx mean what they hold. */
export type Spaces = 'collapse' | 'keep'

/** White space as a reader sees it; blanks at both ends of a line go. No other character is touched. */
export function tidyInline(pieces: Inline[], tally: Tally, spaces: Spaces): Tidy {
  const visible = pieces.map(piece =>
    piece.type === 'text' ? { ...piece, text: withoutUnseen(piece.text, tally) } : piece,
  )
  const out: Inline[] = []
  let before = ''
  let blankIndent = false
  for (const [index, piece] of visible.entries()) {
    if (piece.type === 'footnote') {
      out.push(piece)
      before = '\u0001'
      continue
    }
    if (piece.type === 'hardBreak') {
      trimEnd(out)
      if (out.length) out.push({ type: 'hardBreak' })
      before = ''
      continue
    }
    let { text } = piece
    if (before === '') {
      const blanks = /^[\s\u00a0\u3000]*/.exec(text)![0]
      if (out.length === 0 && /[\u00a0\u3000]/.test(blanks)) blankIndent = true
      text = text.slice(blanks.length)
    }
    text = text.replace(space, (run, at: number) => {
      if (spaces === 'keep') return ' '.repeat(run.length)
      if ((run.match(/\u00a0/g)?.length ?? 0) > 1) tally.drop('连续空格（合并为一个）')
      const last = at > 0 ? text[at - 1]! : before
      const next = text[at + run.length] ?? nextCharacter(visible, index)
      if (last === ' ') return ''
      return run.includes('\n') && wide.test(last) && wide.test(next) ? '' : ' '
    })
    if (text === '') continue
    before = text.at(-1)!
    push(out, text, piece.marks)
  }
  trimEnd(out)
  return { inline: out, blankIndent }
}

/** The words of inline pieces as they are read; footnotes are not part of the line. */
export const textOf = (pieces: Inline[]): string =>
  pieces.map(piece => (piece.type === 'text' ? piece.text : piece.type === 'hardBreak' ? '\n' : '')).join('')

function withoutUnseen(text: string, tally: Tally): string {
  const clean = text.toWellFormed().replace(unseen, '')
  tally.drop('不可见字符（方向符、零宽字符等）', text.length - clean.length)
  return clean
}

function nextCharacter(pieces: Inline[], index: number): string {
  for (const piece of pieces.slice(index + 1, index + 20)) {
    if (piece.type !== 'text') return ''
    const seen = piece.text.replace(/^\s+/, '')
    if (seen) return seen[0]!
  }
  return ''
}

function push(out: Inline[], text: string, marks: Mark[] | undefined) {
  const last = out.at(-1)
  if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks ?? [])) last.text += text
  else out.push(marks?.length ? { type: 'text', text, marks } : { type: 'text', text })
}

function trimEnd(out: Inline[]) {
  for (let last = out.at(-1); last && last.type !== 'footnote'; last = out.at(-1)) {
    if (last.type === 'text') {
      last.text = last.text.replace(/[\s\u00a0\u3000]+$/, '')
      if (last.text !== '') return
    }
    out.pop()
  }
}
