import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { Output } from '#core/api/contract'
import { api, ask } from '../api.ts'
import { useAsk } from '../ask.ts'
import { Answered, Loading } from '../ui/states.tsx'
import { ArticleEditor } from './ArticleEditor.tsx'
import { ArticleReader } from './ArticleReader.tsx'
import { useMe } from '../ui/me.tsx'
import { handIn } from './aside.ts'
import { arrived } from './keeping.ts'
import './article.css'

type View = Output<'article.open'>

/** 稿件: in the editor for those who may write now, on its page for everybody else. */
export function ArticleScreen() {
  const { id = '' } = useParams()
  const article = useAsk('article.open', { id })
  return <Answered of={article}>{view => (view.may.save === null ? <Writing key={id} view={view} /> : <ArticleReader view={view} />)}</Answered>
}

/** The working copy is asked for once: afterwards the screen is ahead of it. */
function Writing({ view }: { view: View }) {
  const { id } = view.summary
  const person = useMe().person.id
  const copy = useQuery({ queryKey: ['working', id], queryFn: () => arrived(id).then(() => handIn(api, id, person)).then(() => ask('workingCopy.get', { id })), staleTime: Infinity, gcTime: 0 })
  if (copy.isPending) return <Loading />
  return <ArticleEditor view={view} working={copy.data?.copy?.content ?? null} />
}
