const name = 'remark-composing'

/** Keeps the words in sight that a remark is being written about: the selection itself goes when the form takes the focus. `null` ends it. */
export function keepInSight(selection: Selection | null): void {
  if (!('highlights' in CSS)) return
  if (!selection?.rangeCount || selection.isCollapsed) return void CSS.highlights.delete(name)
  CSS.highlights.set(name, new Highlight(selection.getRangeAt(0).cloneRange()))
}
