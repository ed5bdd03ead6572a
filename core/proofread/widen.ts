const widePairs: Record<string, string> = { ',': '，', ';': '；', ':': '：', '(': '（', ')': '）', '?': '？', '!': '！', '.': '。' }
const chinese = /[\u3400-\u9fff，。、；：？！（）《》“”‘’【】〔〕—…％]/
const narrow = /[,;:()?!.]/g

/**
 * The text with half-width marks beside Chinese written full width, unit for unit, so that every offset stays what it was.
 * Rules about anything but width read this copy: a text typed with half-width marks is still read for everything else.
 */
export function widen(text: string): string {
  let out = ''
  let kept = 0
  for (const m of text.matchAll(narrow)) {
    const i = m.index
    const [before, after] = [text[i - 1] ?? '', text[i + 1] ?? '']
    if (!chinese.test(before) && !chinese.test(after) && !(m[0] === ')' && /\w/.test(before) && closesChinese(text, i))) continue
    if (/\d/.test(before) && /\d/.test(after)) continue
    if (m[0] === '.' && (!/[\u3400-\u9fff）》”]/.test(before) || /[\w.]/.test(after) || isLabel(text, i))) continue
    if (m[0] === ':' && after === '/') continue
    out += text.slice(kept, i) + widePairs[m[0]]!
    kept = i + 1
  }
  return kept === 0 ? text : out + text.slice(kept)
}

/** 一. and the like at the head of a line. */
function isLabel(text: string, i: number): boolean {
  const line = text.slice(Math.max(0, i - 8), i).split('\n').at(-1) ?? ''
  return /^[\s　]*[（(]?(第?[一二三四五六七八九十百]{1,5}|附件?)$/.test(line)
}

/** The bracket opened right before: (1) beside Chinese. */
function closesChinese(text: string, i: number): boolean {
  const from = text.slice(Math.max(0, i - 12), i).lastIndexOf('(')
  if (from < 0) return false
  const at = Math.max(0, i - 12) + from
  return chinese.test(text[at - 1] ?? '') || chinese.test(text[i + 1] ?? '')
}
