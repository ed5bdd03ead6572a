import { SaxesParser } from 'saxes'
import { RefusedFile } from './file-refusal.ts'

/** What a reader wants to hear of an XML part. Names are as written, with prefix. */
export type XmlListener = {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** No office program nests deeper than this. */
const deepest = 256

/** UTF-8 or, with a byte order mark, UTF-16. */
export const decodeXml = (bytes: Uint8Array): string => {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/** Reads an XML part from front to end without building a tree. Throws when it is not well-formed, nested too deep or has a DOCTYPE. */
export const readXml = (bytes: Uint8Array, listener: XmlListener): void => {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new RefusedFile('doctype')
  })
  parser.on('opentag', (tag) => {
    if (++depth > deepest) throw new RefusedFile('bomb')
    listener.open?.(tag.name, tag.attributes as Record<string, string>)
  })
  parser.on('closetag', (tag) => {
    depth--
    listener.close?.(tag.name)
  })
  parser.on('text', (text) => listener.text?.(text))
  parser.on('cdata', (text) => listener.text?.(text))
  const text = decodeXml(bytes)
  for (let at = 0; at < text.length; at += 65536) parser.write(text.slice(at, at + 65536))
  parser.close()
}
