import { Extension, InputRule, type Editor } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { isHeadingLike, officialNumber } from '#core/import/numbering'
import { inOrder, isOutsideNumbering, numberLength, renumberings, type Level, type Line } from '#core/article/numbering'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    officialNumbering: {
      /** The paragraphs of the selection as headings of this level with their numbers; `null`: as plain paragraphs without one. */
      setOfficialHeading: (level: Level | null) => ReturnType
      /** Puts every number of the text in order: one step of undo. */
      renumberHeadings: () => ReturnType
    }
  }
  interface Storage {
    officialNumbering: { on: boolean }
  }
}

/** Lines of the top of the document; headings inside quotes and tables have no number of their own. */
function linesOf(doc: Node): Line[] {
  const lines: Line[] = []
  doc.forEach(node => {
    const level = node.type.name === 'heading' ? (node.attrs as { level: Level }).level : null
    lines.push({ level, text: level === null && node.childCount > 1 ? '' : node.textContent.slice(0, 40) })
  })
  return lines
}

/** Puts the numbers of `tr.doc` in order; `give` is the line that is to get one although it carries none. */
function renumber(tr: Transaction, give: number | null = null): boolean {
  const found = renumberings(linesOf(tr.doc), give)
  const starts: number[] = []
  tr.doc.forEach((_node, pos) => starts.push(pos + 1))
  for (const { line, length, number } of found.toReversed()) {
    const at = starts[line]!
    const marks = tr.doc.child(line).firstChild?.marks ?? []
    tr.replaceWith(at, at + length, tr.doc.type.schema.text(number, marks))
  }
  return found.length > 0
}

const sameHeadings = (a: Node, b: Node): boolean => {
  const [before, after] = [headingsOf(a), headingsOf(b)]
  return before.length === after.length && before.every((one, i) => one === after[i])
}

const headings = new WeakMap<Node, string>()
const headingsOf = (doc: Node): string[] => {
  const found: string[] = []
  doc.forEach(node => {
    if (node.type.name !== 'heading') return
    let sign = headings.get(node)
    if (sign === undefined) {
      const text = node.textContent
      sign = `${(node.attrs as { level: number }).level}${text.slice(0, numberLength(text))}`
      headings.set(node, sign)
    }
    found.push(sign)
  })
  return found
}

/** Set on a transaction that takes the numbering in its own hands, or must not be followed by it. */
const settled = 'officialNumbering'
const key = new PluginKey('officialNumbering')

/**
 * 自动编号: while the numbers of a text are in order they stay so – on inserting, deleting, moving a heading and changing its level –
 * as part of the same step of undo. A text whose numbers are not in order, and one pasted where no number was yet, is left as its author
 * numbered it until asked. It belongs into the editor of the author only: a number is words that are published and signed.
 */
export const OfficialNumbering = Extension.create({
  name: 'officialNumbering',
  priority: 1100,
  addStorage: () => ({ on: true }),
  addCommands: () => ({
    setOfficialHeading:
      level =>
      ({ tr, editor, dispatch }) => {
        const lines = linesInSelection(tr)
        if (lines.length === 0) return false
        // A change of level is a step of its own to undo, however soon after the last it comes.
        if (dispatch) closeHistory(tr)
        if (dispatch) for (const line of lines) setLevel(tr, line, level, editor.storage.officialNumbering.on)
        return true
      },
    renumberHeadings:
      () =>
      ({ tr, dispatch }) => {
        if (dispatch) {
          closeHistory(tr)
          renumber(tr)
          tr.setMeta(settled, true)
        }
        return !inOrder(linesOf(tr.doc))
      },
  }),
  addKeyboardShortcuts() {
    const set = (level: Level | null) => () => this.editor.commands.setOfficialHeading(level)
    // A line that came with its number in one piece is looked at when it is done.
    const enter = () => {
      const { $from, empty } = this.editor.state.selection
      const line = $from.parent
      if (!this.storage.on || !empty || $from.depth !== 1 || line.type.name !== 'paragraph' || $from.parentOffset !== line.content.size) return false
      const level = officialNumber(line.textContent)?.level
      const { textAlign } = line.attrs as { textAlign: string | null }
      if ((level === 1 || level === 2) && isHeadingLike(line.textContent) && textAlign !== 'center' && textAlign !== 'right') this.editor.commands.setOfficialHeading(level)
      return false
    }
    return { Enter: enter, 'Mod-Alt-0': set(null), 'Mod-Alt-1': set(1), 'Mod-Alt-2': set(2), 'Mod-Alt-3': set(3), 'Mod-Alt-4': set(4) }
  },
  addInputRules() {
    // 1. and （1） head enumerations as often as headings: those two levels are set by hand.
    const rule = (find: RegExp, level: Level) =>
      new InputRule({
        find,
        handler: ({ state, range, match }) => {
          const { $from } = state.selection
          if (!this.storage.on || $from.depth !== 1 || $from.parent.type.name !== 'paragraph') return null
          const heading = state.schema.nodes['heading']!
          const typed = match[0].slice(range.to - range.from)
          if (typed !== '') state.tr.insertText(typed, range.to)
          state.tr.setBlockType(range.from, range.from, heading, { level, textAlign: null })
        },
      })
    return [rule(/^[一二三四五六七八九十百]{1,4}、$/, 1), rule(/^[（(][一二三四五六七八九十百]{1,4}[）)]$/, 2)]
  },
  addProseMirrorPlugins() {
    const { editor } = this
    let waiting: Node | null = null
    return [
      new Plugin({
        key,
        appendTransaction: (transactions, before, state) => {
          const from = waiting ?? before.doc
          if (!editor.storage.officialNumbering.on || !transactions.some(tr => tr.docChanged || tr.getMeta(key))) return null
          if (transactions.some(tr => tr.getMeta(settled) || tr.getMeta('history$') || tr.getMeta('preventUpdate'))) return null
          if (editor.view.composing) {
            waiting ??= before.doc
            return null
          }
          waiting = null
          const pasted = transactions.some(tr => tr.getMeta('uiEvent') === 'paste')
          return pasted && headingsOf(from).every(sign => sign.length === 1) ? null : follow(from, state)
        },
        props: {
          handleDOMEvents: {
            compositionend: view => {
              window.setTimeout(() => {
                if (waiting && !view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true))
              })
              return false
            },
          },
        },
      }),
    ]
  },
})

/** What keeps the numbers in order after a change of a text in which they were. */
function follow(before: Node, state: EditorState): Transaction | null {
  if (sameHeadings(before, state.doc) || !inOrder(linesOf(before))) return null
  const tr = state.tr
  return renumber(tr) ? tr : null
}

function linesInSelection({ selection, doc }: Transaction): number[] {
  const lines: number[] = []
  const from = selection.$from.index(0)
  for (let line = from; line <= Math.min(selection.$to.index(0), doc.childCount - 1); line++) {
    if (doc.child(line).type.name === 'paragraph' || doc.child(line).type.name === 'heading') lines.push(line)
  }
  return lines
}

function setLevel(tr: Transaction, line: number, level: Level | null, automatic: boolean) {
  let at = 0
  for (let i = 0; i < line; i++) at += tr.doc.child(i).nodeSize
  const node = tr.doc.child(line)
  const { heading, paragraph } = tr.doc.type.schema.nodes
  const { textAlign } = node.attrs as { textAlign: string | null }
  const wasOrdered = inOrder(linesOf(tr.doc))
  const length = numberLength(node.textContent)
  if (level === null) {
    if (automatic && node.type === heading && length > 0) tr.delete(at + 1, at + 1 + length)
    tr.setBlockType(at + 1, at + 1, paragraph!, { textAlign })
  } else {
    tr.setBlockType(at + 1, at + 1, heading!, { level, textAlign })
  }
  if (!automatic) return
  const give = level === null || isOutsideNumbering(node.textContent) ? null : line
  if (wasOrdered) renumber(tr, give)
  else if (give !== null) giveNumber(tr, line)
  tr.setMeta(settled, true)
}

/** The number of one heading in a text whose other numbers are left alone: the one after its elder sibling's, as they are counted. */
function giveNumber(tr: Transaction, line: number) {
  const own = renumberings(linesOf(tr.doc), line).find(one => one.line === line)
  if (!own) return
  let at = 1
  for (let i = 0; i < line; i++) at += tr.doc.child(i).nodeSize
  tr.replaceWith(at, at + own.length, tr.doc.type.schema.text(own.number, tr.doc.child(line).firstChild?.marks ?? []))
}

/** Whether the headings of the text carry their numbers in order. */
export const numbersInOrder = (editor: Editor): boolean => inOrder(linesOf(editor.state.doc))

/** 自动编号 on or off for this text, while its editor is kept. */
export const switchNumbering = (editor: Editor): void => {
  editor.storage.officialNumbering.on = !editor.storage.officialNumbering.on
}
