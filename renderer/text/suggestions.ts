import { useEffect, useRef, useState } from 'react'
import type { Output } from '#core/api/contract'
import { apartFrom } from '#core/proofread/finding'
import { ask } from '../api.ts'

type Found = Output<'check.suggest'>['findings'][number]

/** Milliseconds of rest in typing before the plug-in is asked: it takes seconds for a page. */
const restMs = 2000

const none: readonly Found[] = []

/**
 * 模型建议 for the text on the screen, when the office uses a model plug-in. One question at a time, and of the last text
 * only; what was said of an earlier text is not shown. A plug-in that does not answer is done without.
 */
export function useSuggestions(text: string | null, inUse: boolean): readonly Found[] {
  const [said, setSaid] = useState<{ text: string; findings: Found[] } | null>(null)
  const asking = useRef(false)
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    wanted.current = inUse ? text : null
    if (!inUse || text === null || text.trim() === '') return
    const timer = window.setTimeout(() => void askOn(), restMs)
    return () => window.clearTimeout(timer)

    async function askOn() {
      if (asking.current) return
      asking.current = true
      for (let asked: string | null = null; wanted.current !== null && wanted.current !== asked; ) {
        asked = wanted.current
        const about = asked
        const answer = await ask('check.suggest', { text: about }).catch(() => null)
        if (answer) setSaid({ text: about, findings: answer.findings })
      }
      asking.current = false
    }
  }, [text, inUse])
  useEffect(() => () => void (wanted.current = null), [])
  return said && said.text === text ? said.findings : none
}

/** Findings of two sources in one list, in order of place; a place that rules or statistics speak of is not spoken of twice. */
export const withSuggestions = (found: readonly Found[], more: readonly Found[]): Found[] =>
  [...found, ...apartFrom(found, more)].sort((a, b) => a.start - b.start || b.end - a.end)
