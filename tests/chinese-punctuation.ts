import { parseAst } from 'vite'

/** A place of half-width punctuation in Chinese words that people see: where in the source, and what should stand there. */
export type Mend = { start: number; end: number; put: string }

/** What an expression inside a template or JSX text stands as while its neighbours are judged. */
const hole = '￼'
const chinese = /[\p{Script=Han}“”‘’《》〈〉【】〔〕（），。；：？！、…—]/u
const wide: Record<string, string> = { ',': '，', ':': '：', ';': '；', '?': '？', '!': '！' }

type Node = { type: string; start: number; end: number; [key: string]: unknown }
type Piece = { start: number; text: string }

/** Which characters of a text should be full-width (GB/T 15834): punctuation that touches Chinese, and brackets in pairs. */
function wideAt(text: string): Map<number, string> {
  const found = new Map<number, string>()
  const open: number[] = []
  const isChinese = (at: number) => chinese.test(text[at] ?? '')
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (c === '(') open.push(i)
    if (c === ')') {
      const from = open.pop()
      if (from === undefined) {
        if (isChinese(i - 1)) found.set(i, '）')
      } else if (isChinese(from - 1) || chinese.test(text.slice(from + 1, i)) || (text[from - 1] === hole && isChinese(i + 1))) {
        found.set(from, '（')
        found.set(i, '）')
      }
    }
    const put = wide[c]
    if (put && text[i - 1] !== '"' && (isChinese(i - 1) || isChinese(i + 1) || (text[i - 1] === hole && text[i + 1] === ' ' && isChinese(i + 2)))) found.set(i, put)
    if (put && (text[i - 1] === hole || text[i - 1] === '}') && (i === text.length - 1 || text[i + 1] === '`')) found.set(i, put)
    if (put && text[i - 1] === ')' && found.has(i - 1)) found.set(i, put)
  }
  for (const from of open) if (isChinese(from - 1) || isChinese(from + 1)) found.set(from, '（')
  return found
}

/** The source of a regular expression or of markup, whose brackets and signs are not punctuation. */
const isCode = (text: string): boolean => /\\[\\sd]|\(\?[:=!<]|\[\^|\|[^|\n]*\)|&[a-z]+;|<\/?[a-z]+:?[a-z]*[ />]/.test(text)

/** What is kept as data: examples of faulty text, which must stay faulty. */
const data = new Set(['hits', 'misses', 'examples', 'patterns', 'before', 'after'])

/** The pieces of one run of words: a literal, the parts of a template, the text between the tags of one element. */
function mendsOf(pieces: readonly Piece[]): Mend[] {
  const text = pieces.map(p => p.text).join(hole)
  if (!/\p{Script=Han}/u.test(text) || isCode(text)) return []
  const at = wideAt(text)
  const mends: Mend[] = []
  let offset = 0
  for (const piece of pieces) {
    for (const [i, put] of at) {
      if (i < offset || i >= offset + piece.text.length) continue
      const start = piece.start + i - offset
      const space = text[i + 1] === ' ' && put !== '（' && i + 1 < offset + piece.text.length && chinese.test(text[i + 2] ?? '')
      mends.push({ start, end: start + (space ? 2 : 1), put })
    }
    offset += piece.text.length + 1
  }
  return mends
}

/** Every place in a source's string literals, templates and JSX text where Chinese words carry half-width punctuation. */
export function halfWidthPunctuation(source: string, lang: 'ts' | 'tsx'): Mend[] {
  const found: Mend[] = []
  const raw = (node: Node): Piece => ({ start: node.start, text: source.slice(node.start, node.end) })
  const visit = (node: Node) => {
    if (node.type === 'ImportDeclaration') return
    if (node.type === 'Property' && data.has(String((node['key'] as Node)['name']))) return
    if (node.type === 'Literal' && typeof node['value'] === 'string') found.push(...mendsOf([raw(node)]))
    if (node.type === 'TemplateLiteral') found.push(...mendsOf((node['quasis'] as Node[]).map(raw)))
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      const pieces: Piece[] = [{ start: node.start, text: '' }]
      for (const child of node['children'] as Node[]) {
        if (child.type === 'JSXText') pieces.push(raw(child))
        else pieces.push({ start: child.start, text: '' })
      }
      found.push(...mendsOf(joined(pieces)))
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (child && typeof child === 'object' && typeof (child as Node).type === 'string') visit(child as Node)
    }
  }
  visit(parseAst(source, { lang }) as unknown as Node)
  return found
}

/** Neighbouring texts and expressions as they stand beside each other: an empty piece is an expression. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of pieces) {
    const before = out.at(-1)
    if (piece.text && before && before.text === '') out[out.length - 1] = piece
    else out.push(piece)
  }
  return out
}

/** The source with every such place mended. */
export function mended(source: string, lang: 'ts' | 'tsx'): string {
  const mends = halfWidthPunctuation(source, lang).sort((a, b) => b.start - a.start)
  return mends.reduce((text, { start, end, put }) => text.slice(0, start) + put + text.slice(end), source)
}
