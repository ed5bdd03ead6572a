import type { JSONContent } from '@tiptap/core'
import { normaliseBody } from '#core/article/canonical'
import { Body } from '#core/article/content'

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

/** An editor's document as the body of a content, in its normal form. Throws only where the editor's schema is wider than content.ts: a bug. */
export function bodyOf(json: JSONContent): Body {
  const { content = [] } = strip(json as Loose)
  return normaliseBody(Body.parse({ type: 'doc', content: content.length ? content : [{ type: 'paragraph' }] }))
}

/** A body as an editor takes it. */
export const documentOf = (body: Body): JSONContent => body as unknown as JSONContent
