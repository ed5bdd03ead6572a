import { SaxesParser } from 'saxes'

/** An XML element with its qualified name (`w:p`); white space is kept. */
export type Xml = { name: string; attrs: Record<string, string>; children: (Xml | string)[] }

/** No word processor nests deeper; a file that does is made to exhaust the reader. */
const deepest = 400

/** XML bytes → tree. Entities of a document type are never expanded. Throws on what is not well-formed. */
export function parseXml(bytes: Uint8Array): Xml {
  const parser = new SaxesParser()
  const root: Xml = { name: '#root', attrs: {}, children: [] }
  const open: Xml[] = [root]
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > deepest) throw new Error('XML nested too deep')
    const element: Xml = { name, attrs: attributes as Record<string, string>, children: [] }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const text = (words: string) => {
    const { children } = open.at(-1)!
    children.push(words)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.write(new TextDecoder(encodingOf(bytes)).decode(bytes)).close()
  return (root.children.find(child => typeof child !== 'string') as Xml | undefined) ?? root
}

const encodingOf = (bytes: Uint8Array): string =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'

/** Child elements, in order, optionally of one name. */
export const elements = (xml: Xml, name?: string): Xml[] =>
  xml.children.filter((child): child is Xml => typeof child !== 'string' && (!name || child.name === name))

/** The first child of a name, or undefined. */
export const child = (xml: Xml | undefined, name: string): Xml | undefined => xml && elements(xml, name)[0]

/** The `w:val` of a child element, or undefined when it is missing. */
export const valueOf = (xml: Xml | undefined, name: string): string | undefined => child(xml, name)?.attrs['w:val']

/** A Word on/off property: there and not switched off; undefined when it is not there. */
export function switchedOn(xml: Xml | undefined, name: string): boolean | undefined {
  const found = child(xml, name)
  return found && !['0', 'false', 'off', 'none'].includes(found.attrs['w:val'] ?? '1')
}

/** Every descendant of one of the names, in order. */
export function descendants(xml: Xml, ...names: string[]): Xml[] {
  const found: Xml[] = []
  for (const one of elements(xml)) {
    if (names.includes(one.name)) found.push(one)
    found.push(...descendants(one, ...names))
  }
  return found
}
