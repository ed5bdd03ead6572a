import { htmlToBody } from '#core/import/html'
import type { ImportedText } from '#core/import/import'

/** Whether a digest stands for a picture that is not there. No picture of the office has such a one. */
export const isStandIn = (digest: string): boolean => /^0{56}[0-9a-f]{8}$/.test(digest)
/** The digest that stands for the `n`-th picture of a paste while its text is read. */
export const standIn = (n: number): string => n.toString(16).padStart(64, '0')

/** What was pasted, and the pictures it speaks of whose bytes lie in the paste or on this machine, in order. */
export type ReadHtml = ImportedText & { found: string[] }
export type ReadRequest = { html: string; taken: ReadonlyMap<string, string> }

/** Pictures whose bytes are in the paste itself or on this machine; those of the web are not fetched. */
const isTakeable = (src: string): boolean => /^(file:|[a-z]:\\|data:image\/)/i.test(src)

/** Reads a paste; a picture is named by its digest in `taken`, and by a stand-in while it is not there. */
export function readHtml({ html, taken }: ReadRequest): ReadHtml {
  const found: string[] = []
  const image = (src: string) => {
    if (!isTakeable(src)) return null
    const at = found.includes(src) ? found.indexOf(src) : found.push(src) - 1
    return { digest: taken.get(src) ?? standIn(at) }
  }
  return { ...htmlToBody(html, { image }), found }
}
