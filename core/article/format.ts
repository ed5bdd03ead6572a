import type { Edit } from '#core/article/diff-text'
import type { Unit } from '#core/article/units'

/** A change of how words are set, over `from`–`to` of the text after. */
export type MarkChange = {
  where: 'format' | 'link' | 'body'
  class: 'correction' | 'substantive'
  rule: 'format' | 'link-target' | 'strike' | 'raised-digit'
  reason: string
  from: number
  to: number
  /** Addresses, where a link changed. */
  before?: string
  after?: string
}

/** What each character carries: the look, and what weighs more than looks. */
type Dress = { look: string; raised: string; strike: boolean; href: string }
const bare: Dress = { look: '', raised: '', strike: false, href: '' }

/**
 * Bold, italics and underline are looks, and changing them is a correction. A link's target, a line through words
 * (which reads as deleting them) and a raised or lowered digit (m², 10³) are more than looks.
 */
export function markChanges(before: Unit, after: Unit, edits: readonly Edit[]): MarkChange[] {
  const plain = (unit: Unit) => unit.pieces.every(piece => piece.type !== 'text' || !piece.marks?.length)
  if (plain(before) && plain(after)) return []
  const [was, is] = [dress(before), dress(after)]
  const found: MarkChange[] = []
  let [b, a] = [0, 0]
  for (let i = 0; i < edits.length; i++) {
    const { op, text } = edits[i]!
    if (op === 'equal') {
      for (let k = 0; k < text.length; k++) add(found, was[b + k]!, is[a + k]!, a + k, after.text)
      b += text.length
      a += text.length
    } else if (op === 'delete') b += text.length
    else {
      const replaced = edits[i - 1]?.op === 'delete' ? edits[i - 1]!.text.length : 0
      const models = was.slice(Math.max(0, b - replaced - 1), b + 1)
      for (let k = 0; k < text.length; k++) addInserted(found, models, is[a + k]!, a + k, after.text)
      a += text.length
    }
  }
  const [linksWere, linksAre] = [hrefs(was), hrefs(is)]
  if (linksWere !== linksAre && !found.some(change => change.rule === 'link-target')) {
    found.push(linkChange(linksWere, linksAre, 0, after.text.length))
  }
  return found
}

function dress(unit: Unit): Dress[] {
  const out: Dress[] = []
  for (const piece of unit.pieces) {
    if (piece.type === 'footnote') continue
    let worn = bare
    for (const mark of (piece.type === 'text' && piece.marks) || []) {
      if (mark.type === 'link') worn = { ...worn, href: mark.attrs.href }
      else if (mark.type === 'strike') worn = { ...worn, strike: true }
      else if (mark.type === 'superscript' || mark.type === 'subscript')
        worn = { ...worn, raised: worn.raised + mark.type }
      else worn = { ...worn, look: `${worn.look} ${mark.type}` }
    }
    for (let i = piece.type === 'text' ? piece.text.length : 1; i > 0; i--) out.push(worn)
  }
  return out
}

/** The addresses in the order a reader meets them. */
const hrefs = (dresses: readonly Dress[]): string =>
  dresses
    .map(d => d.href)
    .filter((href, i, all) => href && href !== all[i - 1])
    .join('\n')

function add(found: MarkChange[], was: Dress, is: Dress, at: number, text: string): void {
  if (was === is) return
  if (was.href !== is.href) extend(found, linkChange(was.href, is.href, at, at + 1))
  if (was.strike !== is.strike) extend(found, strikeChange(is.strike, at))
  if (was.raised !== is.raised) extend(found, raisedChange(at, text))
  if (was.look !== is.look) extend(found, lookChange(at))
}

/** New words take the dress of what they replace or stand beside; anything heavier is a change of its own. */
function addInserted(found: MarkChange[], models: readonly Dress[], is: Dress, at: number, text: string): void {
  if (is === bare) return
  if (is.href && !models.some(d => d.href === is.href)) extend(found, linkChange('', is.href, at, at + 1))
  if (is.strike && !models.some(d => d.strike)) extend(found, strikeChange(true, at))
  if (is.raised && !models.some(d => d.raised === is.raised)) extend(found, raisedChange(at, text))
}

/** Joins a change to the one right before it when they are the same. */
function extend(found: MarkChange[], change: MarkChange): void {
  const last = found.findLast(c => c.rule === change.rule && c.reason === change.reason)
  if (last?.to === change.from && last.before === change.before && last.after === change.after) last.to = change.to
  else found.push(change)
}

const linkChange = (before: string, after: string, from: number, to: number): MarkChange => {
  const reason = before && after ? '改动了链接地址' : after ? '增加了链接' : '去掉了链接'
  return { where: 'link', class: 'substantive', rule: 'link-target', reason, from, to, before, after }
}
const strikeChange = (on: boolean, at: number): MarkChange => {
  const reason = on ? '加了删除线，等于删去这些字' : '去掉了删除线，等于恢复这些字'
  return { where: 'format', class: 'substantive', rule: 'strike', reason, from: at, to: at + 1 }
}
const raisedChange = (at: number, text: string): MarkChange =>
  /[\d０-９]/.test(text.slice(Math.max(0, at - 1), at + 1))
    ? {
        where: 'format',
        class: 'substantive',
        rule: 'raised-digit',
        reason: '改动了数字的上下标',
        from: at,
        to: at + 1,
      }
    : { where: 'format', class: 'correction', rule: 'format', reason: '只改动了上下标', from: at, to: at + 1 }
const lookChange = (at: number): MarkChange => ({
  where: 'format',
  class: 'correction',
  rule: 'format',
  reason: '只改动了字体格式',
  from: at,
  to: at + 1,
})
