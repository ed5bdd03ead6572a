import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Block, Body, Cell, Content, Inline, ListItem, Mark, Row } from '#core/article/content'

/** Bytes, or a string as UTF-8 → lower-case hex SHA-256. The host may hand in a faster one; they must agree. */
export type Sha256 = (bytes: Uint8Array | string) => string
export const pureSha256: Sha256 = bytes => bytesToHex(sha256(typeof bytes === 'string' ? utf8ToBytes(bytes) : bytes))

/** RFC 8785 JSON. Throws on what JSON cannot say exactly (NaN, lone surrogates): such a value is a bug upstream. */
export function canonicalJson(value: unknown): string {
  const plain = inOrder(value)
  const text = plain === unsure ? canonicalize(value) : JSON.stringify(plain)
  if (text === undefined) throw new TypeError('nothing to canonicalise')
  return text
}

/** Left to the library: anything but plain data with ordinary keys. */
const unsure = Symbol('left to the library')

/**
 * Plain data with every object's keys in the order of RFC 8785; the same objects where they are in order already. The platform
 * writes numbers and strings as the RFC asks, so that writing such a value is all that is left – ten times the library's speed.
 */
function inOrder(value: unknown): unknown {
  if (typeof value === 'string') return value.isWellFormed() ? value : unsure
  if (typeof value === 'number') return Number.isFinite(value) ? value : unsure
  if (value === null || typeof value === 'boolean') return value
  if (Array.isArray(value)) return itemsInOrder(value)
  if (typeof value !== 'object' || 'toJSON' in value || Object.getPrototypeOf(value) !== Object.prototype) return unsure
  return keysInOrder(value as Record<string, unknown>)
}

function itemsInOrder(items: unknown[]): unknown {
  let copy: unknown[] | null = null
  for (let i = 0; i < items.length; i++) {
    const item = inOrder(items[i])
    if (item === unsure) return unsure
    if (item !== items[i]) (copy ??= [...items])[i] = item
  }
  return copy ?? items
}

function keysInOrder(record: Record<string, unknown>): unknown {
  const keys = Object.keys(record)
  let same = true
  let last = ''
  for (const key of keys) {
    const first = key.charCodeAt(0)
    if ((first >= 0x30 && first <= 0x39) || key === '__proto__' || !key.isWellFormed()) return unsure
    if (key < last || record[key] === undefined) same = false
    last = key
  }
  if (!same) keys.sort()
  let copy: Record<string, unknown> | null = same ? null : {}
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    if (record[key] === undefined) continue
    const item = inOrder(record[key])
    if (item === unsure) return unsure
    if (item !== record[key] && !copy) copy = { ...record }
    if (copy) copy[key] = item
  }
  return copy ?? record
}

/**
 * The one form of a content: two contents that a reader could not tell apart come out equal.
 * Text is NFC and free of characters nobody can see; adjacent text with the same marks is one piece;
 * marks are ordered and unique; attributes at their default are left out; empty text and marks vanish.
 */
export function normalise(content: Content): Content {
  const { publication: p, channels, attachments } = content
  return {
    ...content,
    title: line(content.title),
    subtitle: line(content.subtitle),
    body: normaliseBody(content.body),
    publication: {
      ...p,
      issuer: line(p.issuer),
      documentNumber: line(p.documentNumber),
      indexNumber: line(p.indexNumber),
      topic: line(p.topic),
      disclosure: { ...p.disclosure, ground: line(p.disclosure.ground) },
      source:
        p.source.type === 'reprint' ? { ...p.source, name: line(p.source.name), url: p.source.url.trim() } : p.source,
      column: line(p.column),
      keywords: p.keywords.map(line),
      summary: line(p.summary),
      editor: line(p.editor),
    },
    channels: {
      ...(channels.website && { website: {} }),
      ...(channels.wechat && {
        wechat: {
          ...channels.wechat,
          title: line(channels.wechat.title),
          digest: line(channels.wechat.digest),
          author: line(channels.wechat.author),
        },
      }),
    },
    attachments: attachments.map(a => ({ ...a, name: line(a.name) })),
  }
}

/** The bytes that are hashed, kept and signed. `salt` is the article's own, so that a short text cannot be guessed from its hash. */
export function contentBytes(content: Content, salt: string): string {
  return normalisedBytes(normalise(content), salt)
}

/** The same of a content that is in its one form already. */
export const normalisedBytes = (content: Content, salt: string): string => canonicalJson({ v: 1, salt, content })

/** 内容哈希: what every signature is bound to. */
export const contentHash = (content: Content, salt: string, hash: Sha256 = pureSha256): string =>
  hash(utf8ToBytes(contentBytes(content, salt)))

export function normaliseBody(body: Body): Body {
  return { type: 'doc', content: body.content.map(normaliseBlock) }
}

/** Characters without a shape that editors and web pages leave behind: soft hyphen, zero-width, BOM, bidi marks. */
// oxlint-disable-next-line no-control-regex, no-misleading-character-class
const unseen = /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f]/g
/** A joiner (U+200D) that joins no two emoji into one: nobody sees it. Between them it is what makes one picture of two. */
const idleJoiner = /(?<!\p{Extended_Pictographic}\ufe0f?|[\u{1f3fb}-\u{1f3ff}])\u200d|\u200d(?!\p{Extended_Pictographic})/gu
/** Han, the punctuation of both widths and plain letters: nearly every text is made of these alone, and they are as they should be. */
const ordinary = /^[\u0020-\u007e\u3000-\u3020\u4e00-\u9fff\uff01-\uff5e\u2018-\u201d\u2014\u2026\u00b7]*$/
const seen = (text: string): string => (ordinary.test(text) ? text : text.toWellFormed().replace(unseen, '').normalize('NFC'))
const hasJoiner = (text: string): boolean => text.includes('\u200d')
const joined = (text: string): string => (hasJoiner(text) ? text.replace(idleJoiner, '').normalize('NFC') : text)
const clean = (text: string): string => joined(seen(text))
const line = (text: string): string =>
  clean(text)
    .replace(/[\r\n]+/g, ' ')
    .trim()

const markOrder = ['bold', 'italic', 'underline', 'strike', 'superscript', 'subscript', 'link']
const byOrder = (a: Mark, b: Mark) => markOrder.indexOf(a.type) - markOrder.indexOf(b.type)

const unmarked: Mark[] = []
function normaliseMarks(marks: Mark[] | undefined): Mark[] {
  if (!marks?.length) return unmarked
  const one = new Map(marks.map(mark => [mark.type, mark]))
  return [...one.values()].sort(byOrder)
}

const sameMarks = (a: Mark[] | undefined, b: Mark[]): boolean => (!a && b.length === 0) || canonicalJson(a ?? []) === canonicalJson(b)

/** Whether a joiner joins is known only when the text around it is one piece, and what an idle one leaves may be one piece again. */
function normaliseInline(pieces: Inline[] | undefined): Inline[] {
  const whole = inOnePiece(pieces ?? [], seen)
  return whole.some(piece => piece.type === 'text' && hasJoiner(piece.text)) ? inOnePiece(whole, joined) : whole
}

function inOnePiece(pieces: readonly Inline[], read: (text: string) => string): Inline[] {
  const out: Inline[] = []
  for (const piece of pieces) {
    if (piece.type === 'footnote') {
      out.push({ type: 'footnote', attrs: { text: line(piece.attrs.text) } })
      continue
    }
    if (piece.type === 'hardBreak') {
      out.push({ type: 'hardBreak' })
      continue
    }
    const text = read(piece.text)
    if (text === '') continue
    const marks = normaliseMarks(piece.marks)
    const last = out.at(-1)
    if (last?.type === 'text' && sameMarks(last.marks, marks)) {
      out[out.length - 1] = { ...last, text: read(last.text + text) }
    } else out.push(marks.length ? { type: 'text', text, marks } : { type: 'text', text })
  }
  return out
}

function normaliseBlock(block: Block): Block {
  switch (block.type) {
    case 'paragraph': {
      const attrs = {
        ...align(block.attrs?.textAlign),
        ...(block.attrs?.firstLine === false && { firstLine: false }),
      }
      const content = normaliseInline(block.content)
      return {
        type: 'paragraph',
        ...(Object.keys(attrs).length && { attrs }),
        ...(content.length && { content }),
      }
    }
    case 'heading': {
      const content = normaliseInline(block.content)
      return {
        type: 'heading',
        attrs: { level: block.attrs.level, ...align(block.attrs.textAlign) },
        ...(content.length && { content }),
      }
    }
    case 'image': {
      const { digest, width } = block.attrs
      const [alt, caption] = [line(block.attrs.alt ?? ''), line(block.attrs.caption ?? '')]
      return {
        type: 'image',
        attrs: { digest, ...(alt && { alt }), ...(caption && { caption }), ...(width && { width }) },
      }
    }
    case 'horizontalRule':
    case 'pageBreak':
      return { type: block.type }
    case 'bulletList':
      return { type: 'bulletList', content: block.content.map(normaliseItem) }
    case 'orderedList': {
      const start = block.attrs?.start ?? 1
      return {
        type: 'orderedList',
        ...(start !== 1 && { attrs: { start } }),
        content: block.content.map(normaliseItem),
      }
    }
    case 'blockquote':
      return { type: 'blockquote', content: block.content.map(normaliseBlock) }
    case 'table':
      return { type: 'table', content: block.content.map(normaliseRow) }
  }
}

/** Left is what a paragraph is without being told. */
const align = (textAlign: 'left' | 'center' | 'right' | 'justify' | null | undefined) =>
  textAlign && textAlign !== 'left' ? { textAlign } : {}

const normaliseItem = (item: ListItem): ListItem => ({ type: 'listItem', content: item.content.map(normaliseBlock) })
const normaliseRow = (row: Row): Row => ({ type: 'tableRow', content: row.content.map(normaliseCell) })

function normaliseCell(cell: Cell): Cell {
  const { colspan = 1, rowspan = 1, colwidth } = cell.attrs ?? {}
  const attrs = {
    ...(colspan !== 1 && { colspan }),
    ...(rowspan !== 1 && { rowspan }),
    ...(colwidth?.some(w => w > 0) && { colwidth }),
  }
  return { type: cell.type, ...(Object.keys(attrs).length && { attrs }), content: cell.content.map(normaliseBlock) }
}
