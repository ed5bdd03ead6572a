import type { JSONContent } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { canonicalJson, normaliseBody } from '#core/article/canonical'
import { Body, type Block } from '#core/article/content'

/** The attributes content.ts knows, by node; an editor keeps more of its own. */
const known: Record<string, readonly string[]> = {
  paragraph: ['textAlign', 'firstLine'],
  heading: ['level', 'textAlign'],
  orderedList: ['start'],
  tableCell: ['colspan', 'rowspan', 'colwidth'],
  tableHeader: ['colspan', 'rowspan', 'colwidth'],
  image: ['digest', 'alt', 'caption', 'width'],
  footnote: ['text'],
  link: ['href'],
}

type Loose = { type?: string | undefined; attrs?: Record<string, unknown> | undefined; content?: Loose[] | undefined; marks?: Loose[] | undefined; text?: string | undefined }

function strip({ type = '', attrs, content, marks, text }: Loose): Loose {
  const names = known[type] ?? []
  const kept = Object.entries(attrs ?? {}).filter(([name, value]) => names.includes(name) && value !== null && value !== '')
  return {
    type,
    ...(kept.length && { attrs: Object.fromEntries(kept) }),
    ...(content?.length && { content: content.map(strip) }),
    ...(marks?.length && { marks: marks.map(strip) }),
    ...(text !== undefined && { text }),
  }
}

/** A document's nodes never change, and most of them are in the next document too: each is read once. */
const read = new WeakMap<Node, Block>()

function blockOf(node: Node): Block {
  const before = read.get(node)
  if (before) return before
  const [block] = normaliseBody(Body.parse({ type: 'doc', content: [strip(node.toJSON() as Loose)] })).content
  read.set(node, block!)
  return block!
}

/**
 * An editor's document as the body of a content, in its normal form; what did not change since the last reading is the same object.
 * Throws only where the editor's schema is wider than content.ts: a bug.
 */
export function bodyOf(doc: Node): Body {
  const content: Block[] = []
  doc.forEach(node => content.push(blockOf(node)))
  return { type: 'doc', content: content.length ? content : [{ type: 'paragraph' }] }
}

/** A body as an editor takes it. */
export const documentOf = (body: Body): JSONContent => body as unknown as JSONContent

const written = new WeakMap<Block, string>()

function writtenOf(block: Block): string {
  const before = written.get(block)
  if (before !== undefined) return before
  const text = canonicalJson(normaliseBody({ type: 'doc', content: [block] }))
  written.set(block, text)
  return text
}

/** Whether two bodies are the same to a reader. Blocks that are the same objects, or were compared before, cost nothing. */
export const sameBody = (a: Body, b: Body): boolean =>
  a === b ||
  (a.content.length === b.content.length && a.content.every((block, i) => block === b.content[i] || writtenOf(block) === writtenOf(b.content[i]!)))
