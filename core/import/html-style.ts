import type { Mark } from '#core/article/content'
import type { Element } from '#core/import/html-tree'

type PlainMark = Exclude<Mark['type'], 'link'>

const markOfTag: Record<string, PlainMark> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  sup: 'superscript',
  sub: 'subscript',
}

/** The marks in force inside an element: its tag, then its style, which may also take one away. */
export function marksInside(element: Element, outer: Mark[]): Mark[] {
  const { name, style } = element
  let marks = outer
  const put = (type: PlainMark) => {
    if (!marks.some(mark => mark.type === type)) marks = [...marks, { type }]
  }
  const take = (type: PlainMark) => {
    if (marks.some(mark => mark.type === type)) marks = marks.filter(mark => mark.type !== type)
  }
  const own = markOfTag[name]
  if (own) put(own)
  const weight = style['font-weight']?.toLowerCase()
  if (weight && /^(bold|bolder|[6-9]00)/.test(weight)) put('bold')
  else if (weight && /^(normal|lighter|[1-5]00)/.test(weight)) take('bold')
  const slant = style['font-style']?.toLowerCase()
  if (slant && /^(italic|oblique)/.test(slant)) put('italic')
  else if (slant?.startsWith('normal')) take('italic')
  const line = `${style['text-decoration'] ?? ''} ${style['text-decoration-line'] ?? ''}`.toLowerCase()
  if (line.includes('underline') && name !== 'a') put('underline')
  if (line.includes('line-through')) put('strike')
  const raised = style['vertical-align']?.toLowerCase()
  if (raised?.startsWith('super') && name !== 'img') put('superscript')
  if (raised?.startsWith('sub') && name !== 'img') put('subscript')
  return marks
}

/** Text nobody was meant to see. */
export const isHidden = ({ style, attrs }: Element): boolean =>
  /^none/i.test(style['display'] ?? '') ||
  /^all/i.test(style['mso-hide'] ?? '') ||
  /^hidden/i.test(style['visibility'] ?? '') ||
  /^0(px|pt|em|rem|%)?$/i.test(style['font-size'] ?? '') ||
  'hidden' in attrs

export function alignOf({ style, attrs, name }: Element): 'left' | 'center' | 'right' | undefined {
  const value = (style['text-align'] ?? attrs['align'] ?? (name === 'center' ? 'center' : '')).toLowerCase()
  if (value.includes('center')) return 'center'
  if (value === 'right' || value === 'end') return 'right'
  return value === 'left' || value === 'justify' || value === 'start' ? 'left' : undefined
}

/** First-line indent: true for a positive one, false for an explicit none (a hanging one too), undefined when nothing is said. */
export function indentOf({ style }: Element): boolean | undefined {
  const characters = Number.parseFloat(style['mso-char-indent-count'] ?? '')
  if (characters > 0) return true
  const value = style['text-indent']
  if (value === undefined) return undefined
  const amount = Number.parseFloat(value)
  return Number.isNaN(amount) ? undefined : amount > 0
}

/** Whether the style sets looks that the schema has no place for. */
export const hasLooks = ({ style, name, attrs }: Element): boolean =>
  name === 'font' ||
  'bgcolor' in attrs ||
  ['color', 'background', 'background-color', 'font-family', 'font-size', 'letter-spacing'].some(key => key in style)
