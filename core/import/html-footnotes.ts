import { wordsOf, type Element } from '#core/import/html-tree'

/** Word's and Word-like converters' footnotes: the note's id → its words, without the way back. */
export function footnotesOf(root: Element): Map<string, string> {
  const notes = new Map<string, string>()
  const walk = (element: Element) => {
    for (const child of element.children) {
      if (typeof child === 'string') continue
      const id = child.attrs['id'] ?? ''
      if (/^(footnote|endnote)$/i.test(child.style['mso-element'] ?? '') || /^(footnote|endnote)-\d+$/.test(id)) {
        const text = wordsOf(withoutBackLink(child)).replace(/\s+/g, ' ').trim()
        if (id && text) notes.set(id, text)
      } else walk(child)
    }
  }
  walk(root)
  return notes
}

const withoutBackLink = (element: Element): Element => ({
  ...element,
  children: element.children
    .filter(child => typeof child === 'string' || !(child.name === 'a' && (child.attrs['href'] ?? '').includes('ref')))
    .map(child => (typeof child === 'string' ? child : withoutBackLink(child))),
})
