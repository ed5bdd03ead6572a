import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Output } from '#core/api/contract'
import { neededOf, ofSeveral, type Step } from '#core/article/authorship'
import type { Content } from '#core/article/content'
import { ask } from '../api.ts'
import { readingOf } from './reading.ts'

type Timeline = Output<'history.timeline'>
type Revision = Output<'history.revision'>
/** Acts that made a text. */
const makers = new Set(['article-created', 'revision-saved', 'stage-passed'])

const revision = (id: string, hash: string) => ({ queryKey: ['revision', id, hash], queryFn: () => revisionRead(id, hash), staleTime: Infinity })

/** Read as soon as it is there, while the other one is still on its way. */
async function revisionRead(id: string, hash: string): Promise<Revision> {
  const answer = await ask('history.revision', { id, hash })
  readingOf(answer.content)
  return answer
}

/** A kept version of an article's text; it never changes. */
export const useRevision = (id: string, hash: string | null): UseQueryResult<Revision> => useQuery({ ...revision(id, hash ?? ''), enabled: hash !== null })

/** The texts that led from one version to a later one, and who made each; empty where the second is not later. */
export function chainOf(items: Timeline['items'], from: string, to: string): { hash: string; by: string }[] {
  const made = items.flatMap(({ type, hash, by }) => (hash !== null && makers.has(type) ? [{ hash, by }] : []))
  const states = made.filter(({ hash }, i) => hash !== made[i - 1]?.hash)
  const end = states.findLastIndex(({ hash }) => hash === to)
  const start = states.slice(0, Math.max(0, end)).findLastIndex(({ hash }) => hash === from)
  return start < 0 ? [] : states.slice(start + 1, end + 1)
}

/**
 * Who made the changes between two versions; `live` is a text beyond the second that is not kept yet. `null` until it is
 * known, and where it cannot be said.
 */
export function useSteps(id: string, timeline: Timeline | undefined, from: string | null, to: string, live?: Step): readonly Step[] | null {
  const chain = useMemo(() => (timeline && from !== null && from !== to ? chainOf(timeline.items, from, to) : []), [timeline, from, to])
  const known = chain.length > 0 || (live !== undefined && from === to)
  const several = ofSeveral(chain, live)
  const needed = neededOf(chain, live)
  const contents = useQueries({ queries: (needed ?? []).map(({ hash }) => revision(id, hash)), combine: contentsOf })
  // Of several people the page is drawn first without colours: whose a change is takes longer to find out than what it is.
  const later = useDeferredValue(contents, none)
  const settled = several ? later : contents
  const steps = useMemo(() => {
    if (!known || !needed || settled.length !== needed.length || settled.includes(null)) return null
    const steps = needed.map(({ by }, i) => ({ by, content: settled[i]! }))
    return live ? [...steps, live] : steps
  }, [known, needed, settled, live])
  return useUnchanged(steps)
}

/** The same list for as long as it names the same texts of the same people: what is asked anew and did not change is compared once. */
function useUnchanged(steps: readonly Step[] | null): readonly Step[] | null {
  const [kept, setKept] = useState(steps)
  if (sameSteps(kept, steps)) return kept
  setKept(steps)
  return steps
}

const sameSteps = (a: readonly Step[] | null, b: readonly Step[] | null): boolean =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every(({ by, content }, i) => by === b[i]!.by && content === b[i]!.content))

const none: (Content | null)[] = []
const contentsOf = (results: UseQueryResult<Revision>[]): (Content | null)[] => results.map(({ data }) => data?.content ?? null)
