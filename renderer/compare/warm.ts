import { betweenOf, toldOf } from '#core/article/comparison'
import { emptyContent, type Content } from '#core/article/content'
import { read } from '#core/article/units'
import { inAGap } from '../text/idle.ts'

const paragraphs = 100
/** Times after which the browser has compiled what comparing runs through (measured: docs/performance.md). */
const times = 24

/** A text of no meaning; `changed` stands in every fifth paragraph of it, in one of four ways. */
const textOf = (changed: string): Content => ({
  ...emptyContent(),
  body: { type: 'doc', content: Array.from({ length: paragraphs }, (_, i) => ({ type: 'paragraph', content: [{ type: 'text', text: lineOf(i, i % 5 ? '' : changed) }] })) },
})
const lineOf = (i: number, changed: string): string =>
  `第${i}项，请各单位${changed && i % 4 === 1 ? '' : '结合实际'}认真组织${changed && i % 4 !== 1 ? changed : i % 2 ? '' : '落实'}，按时报送。`

/** Milliseconds that the screen has for what it was opened for. */
const firstMs = 500

let begun = false
let left = times

/** A text was compared that is longer than all of this together: nothing is left to do. */
export const comparedForReal = (): void => void (left = 0)

/**
 * Compares small texts of no meaning in idle moments, for a browser runs what it has never run many times slower. The first comparison
 * that a person waits for is then as quick as the tenth. Done once for each window.
 */
export function warmComparing(): void {
  if (begun) return
  begun = true
  const once = () => {
    if (left <= 0) return
    toldOf(betweenOf(read(textOf('')), read(textOf('抓紧'))))
    left -= 1
    inAGap(once)
  }
  inAGap(once, firstMs)
}
