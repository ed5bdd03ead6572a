import { Parser } from 'htmlparser2'
import type { Tally } from '#core/import/import'

/** An element with lower-case names; `style` holds its declarations, lower-case keys, values as written. */
export type Element = {
  name: string
  attrs: Record<string, string>
  style: Record<string, string>
  children: (Element | string)[]
}

/** Elements nested deeper than this are opened into the element above: no real document needs more. */
const deepest = 200

/** Anything → a tree. Never throws; comments, conditional comments and processing instructions are not in it. */
export function htmlTree(html: string, tally: Tally): Element {
  const root: Element = { name: '#root', attrs: {}, style: {}, children: [] }
  const open: Element[] = [root]
  let events = 0
  const parser = new Parser(
    {
      onopentag(name, attrs) {
        const parent = open.at(-1)!
        for (const key of Object.keys(attrs)) if (key.startsWith('on')) events += 1
        if (open.length >= deepest) {
          open.push(parent)
          return
        }
        const element: Element = { name, attrs, style: declarations(attrs['style'] ?? ''), children: [] }
        parent.children.push(element)
        open.push(element)
      },
      onclosetag() {
        if (open.length > 1) open.pop()
      },
      ontext(text) {
        const { children } = open.at(-1)!
        if (typeof children.at(-1) === 'string') children[children.length - 1] += text
        else children.push(text)
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(html)
  parser.end()
  tally.drop('脚本事件（on…）', events)
  return root
}

/** Every word inside, white space as it is. */
export function wordsOf(element: Element): string {
  return element.children.map(child => (typeof child === 'string' ? child : wordsOf(child))).join('')
}

/** First element for which `test` holds, depth first. */
export function findElement(element: Element, test: (element: Element) => boolean): Element | null {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    const hit = test(child) ? child : findElement(child, test)
    if (hit) return hit
  }
  return null
}

function declarations(style: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const part of style.split(';')) {
    const colon = part.indexOf(':')
    if (colon > 0) found[part.slice(0, colon).trim().toLowerCase()] = part.slice(colon + 1).trim()
  }
  return found
}
