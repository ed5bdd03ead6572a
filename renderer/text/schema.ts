import { Mark, mergeAttributes, Node, type Extensions } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import TextAlign from '@tiptap/extension-text-align'
import StarterKit from '@tiptap/starter-kit'
import { alignments, isSafeHref } from '#core/article/content'
import { blobUrl } from '../api.ts'

/** A paragraph with the two-character indent of official text, which `firstLine: false` takes away. */
const FirstLine = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',
  addAttributes: () => ({
    firstLine: {
      default: true,
      parseHTML: element => element.getAttribute('data-first-line') !== 'no',
      renderHTML: ({ firstLine }) => (firstLine === false ? { 'data-first-line': 'no' } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes), 0],
})

/** 上标 and 下标, which units and formulas need. One takes the other's place. */
const raised = (name: 'superscript' | 'subscript', tag: 'sup' | 'sub', excludes: string) =>
  Mark.create({ name, excludes, parseHTML: () => [{ tag: `${tag}:not([data-note])` }], renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0] })

/** The column that a picture's width is measured in, in px (content.ts). */
export const pictureColumn = 677

/** A picture of the office by the digest of its bytes. Its caption is an attribute, set in the picture's own form. */
const Picture = Node.create({
  name: 'image',
  group: 'block',
  draggable: true,
  addAttributes: () => ({
    digest: { default: '', parseHTML: element => element.getAttribute('data-digest') ?? '' },
    alt: { default: '', parseHTML: element => element.querySelector('img')?.getAttribute('alt') ?? '' },
    caption: { default: '', parseHTML: element => element.querySelector('figcaption')?.textContent ?? '' },
    width: { default: null, parseHTML: element => Number(element.getAttribute('data-width')) || null },
  }),
  parseHTML: () => [{ tag: 'figure[data-digest]' }],
  renderHTML({ node }) {
    const { digest, alt, caption, width } = node.attrs as { digest: string; alt: string; caption: string; width: number | null }
    const figure = { 'data-digest': digest, class: 'picture', ...(width && { 'data-width': width }) }
    const image = ['img', { src: blobUrl(digest), alt, ...(width && { style: `width:${Math.min(100, (width / pictureColumn) * 100).toFixed(1)}%` }) }] as const
    return caption ? ['figure', figure, image, ['figcaption', {}, caption]] : ['figure', figure, image]
  },
})

const PageBreak = Node.create({
  name: 'pageBreak',
  group: 'block',
  atom: true,
  parseHTML: () => [{ tag: 'div[data-page-break]' }],
  renderHTML: () => ['div', { 'data-page-break': '', class: 'page-break' }],
})

/** A note at the foot of the page, numbered in order by the style sheet; its words are shown on hover and edited in a small form. */
const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ text: { default: '', parseHTML: element => element.getAttribute('data-note') ?? '' } }),
  parseHTML: () => [{ tag: 'sup[data-note]' }],
  renderHTML: ({ node }) => {
    const { text } = node.attrs as { text: string }
    return ['sup', { 'data-note': text, title: text, class: 'footnote', role: 'note', 'aria-label': `脚注：${text}` }]
  },
})

type TableDrawing = NodeView & { colgroup: HTMLElement; update: NonNullable<NodeView['update']> }

const widthsOf = (table: ProseMirrorNode): string => JSON.stringify(table.firstChild?.children.map(({ attrs }) => [attrs['colspan'], attrs['colwidth']]))

/** A table drawn with its own widths only: the library draws one table in the place of another and leaves the other's columns their width. */
const PlainTable = Table.extend({
  addNodeView() {
    const draw = this.parent?.()
    if (!draw) return null
    return props => {
      const view = draw(props) as TableDrawing
      const update = view.update.bind(view)
      let shown = widthsOf(props.node)
      view.update = (node, ...more) => {
        const next = node.type === props.node.type ? widthsOf(node) : shown
        if (next !== shown) for (const column of view.colgroup.children) column.removeAttribute('style')
        shown = next
        return update(node, ...more)
      }
      return view
    }
  },
})

/** The closed schema of core/article/content.ts as TipTap extensions: whatever is not in it cannot be typed, pasted or loaded. */
export const schemaExtensions = (): Extensions => [
  StarterKit.configure({
    paragraph: false,
    code: false,
    codeBlock: false,
    heading: { levels: [1, 2, 3, 4] },
    link: { openOnClick: false, autolink: false, defaultProtocol: 'https', isAllowedUri: href => isSafeHref(href) },
    trailingNode: false,
  }),
  FirstLine,
  raised('superscript', 'sup', 'subscript'),
  raised('subscript', 'sub', 'superscript'),
  TextAlign.configure({ types: ['paragraph', 'heading'], alignments: [...alignments], defaultAlignment: null as unknown as string }),
  PlainTable.configure({ resizable: true, lastColumnResizable: false }),
  TableRow,
  TableHeader,
  TableCell,
  Picture,
  PageBreak,
  Footnote,
]
