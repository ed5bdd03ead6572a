import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { phaseWords } from '#core/article/article'
import { api, ask } from '../api.ts'
import { handIn } from '../article/aside.ts'
import { useAsk } from '../ask.ts'
import { warmComparing } from '../compare/warm.ts'
import { useMe } from '../ui/me.tsx'
import { useDirectory } from '../ui/names.tsx'
import { useTitle } from '../ui/screen.tsx'
import { Answered, Loading } from '../ui/states.tsx'
import { ReviewDesk } from './ReviewDesk.tsx'
import { hasMoved, type View } from './judgement.ts'
import '../article/article.css'
import './review.css'

/** 办理 and 校对: one article, one stage, one person's judgement on exactly the text that is on the screen (F5). */
export function ReviewScreen() {
  const { id = '' } = useParams()
  // Whatever another screen still remembers may be another text than the present one: the judgement begins with a fresh answer.
  const article = useAsk('article.open', { id }, { staleTime: 0 })
  useEffect(warmComparing, [])
  if (!article.isFetchedAfterMount && !article.error) return <Loading rows={12} />
  return <Answered of={article}>{view => <Seen key={id} latest={view} />}</Answered>
}

/** Keeps showing what was opened when the article moves on, until the person asks for the new state or moved it themselves. */
function Seen({ latest }: { latest: View }) {
  const names = useDirectory()
  const person = useMe().person.id
  const [seen, setSeen] = useState(latest)
  const [following, setFollowing] = useState(false)
  if (following && seen !== latest) {
    setSeen(latest)
    if (hasMoved(seen, latest)) setFollowing(false)
  }
  const moved = !following && hasMoved(seen, latest)
  const view = moved ? seen : latest
  const { id, hash, stage, title } = view.summary
  const corrects = view.may.correct === null
  const copy = useQuery({ queryKey: ['working', id, hash], queryFn: () => handIn(api, id, person).then(() => ask('workingCopy.get', { id })), enabled: corrects, staleTime: Infinity, gcTime: 0 })
  const follow = async (act: () => Promise<unknown>) => {
    setFollowing(true)
    // What the act changed may arrive before or after its answer; following ends when it is here.
    await act().catch(() => setFollowing(false))
  }
  useTitle(title || '办理')
  if (corrects && copy.isPending) return <Loading rows={12} />
  return (
    <ReviewDesk
      key={`${hash}-${stage}-${view.run?.n}`}
      view={view}
      copy={copy.data?.copy ?? null}
      moved={moved ? newsOf(view, latest, names.person) : null}
      onReload={() => setSeen(latest)}
      follow={follow}
    />
  )
}

/** What happened to the article meanwhile, in one sentence. */
function newsOf(seen: View, now: View, person: (id: string) => string): string {
  const stage = seen.summary.stageName ?? '本环节'
  const pass = now.passes.findLast(p => p.stage === seen.summary.stage && p.run === seen.run?.n && !p.voided)
  if (pass) return `“${stage}”已由${person(pass.by)}通过，稿件${now.summary.stageName ? `现在到了“${now.summary.stageName}”` : '已经签发'}`
  if (now.summary.phase === 'returned' && now.returned) return `稿件已由${person(now.returned.by)}退回作者`
  if (now.summary.phase !== seen.summary.phase) return `稿件现在处于“${phaseWords(now.summary.phase, now.summary.channels)}”`
  return '稿件刚刚有了新的文字'
}
