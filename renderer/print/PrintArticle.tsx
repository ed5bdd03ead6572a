import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { Output } from '#core/api/contract'
import { dayZh } from '#core/calendar/shanghai'
import { phaseZh } from '#core/article/article'
import type { Content } from '#core/article/content'
import { ask } from '../api.ts'
import { useAsk } from '../ask.ts'
import { DiffPage } from '../text/DiffPage.tsx'
import { ReadingPage } from '../text/ReadingPage.tsx'
import { Answered } from '../ui/states.tsx'
import { timeZh } from '../ui/time.tsx'
import { paperZh } from './paper.ts'
import { PrintPaper } from './PrintPaper.tsx'

type View = Output<'article.open'>

/** `/print/article/ID?copy=published|clean|marked&from=HASH`: one text on paper. Marked without `from` is against what was first submitted. */
export function PrintArticle() {
  const { id = '' } = useParams()
  const [params] = useSearchParams()
  const article = useAsk('article.open', { id }, { staleTime: 0 })
  const copy = params.get('copy') ?? 'published'
  return (
    <Answered of={article}>
      {view =>
        copy === 'marked' ? (
          <Marked view={view} from={params.get('from')} />
        ) : (
          <Plain view={view} clean={copy === 'clean'} />
        )
      }
    </Answered>
  )
}

/** The published form carries its facts; the clean copy is a working paper and says which version it is. */
function Plain({ view, clean }: { view: View; clean: boolean }) {
  const { content, summary } = view
  return (
    <PrintPaper title={summary.title || '未命名稿件'} ready>
      {clean && <WorkingHead view={view} what={paperZh.clean} />}
      <ReadingPage content={content}>{!clean && <Facts content={content} />}</ReadingPage>
      {content.attachments.length > 0 && (
        <section className="paper-attachments">
          <h2>附件</h2>
          <ol>
            {content.attachments.map(file => (
              <li key={file.digest}>{file.name}</li>
            ))}
          </ol>
        </section>
      )}
    </PrintPaper>
  )
}

function Marked({ view, from }: { view: View; from: string | null }) {
  const { summary, content } = view
  const before = useQuery({
    queryKey: ['print.before', summary.id, from],
    queryFn: async () => {
      const { items } = await ask('history.timeline', { id: summary.id })
      const hash =
        from ??
        items.find(item => item.type === 'submitted' && item.hash)?.hash ??
        items.find(item => item.hash)?.hash ??
        summary.hash
      return { hash, ...(await ask('history.revision', { id: summary.id, hash })) }
    },
  })
  return (
    <Answered of={before}>
      {({ hash, content: was }) => (
        <PrintPaper title={summary.title || '未命名稿件'} ready>
          <WorkingHead view={view} what={`${paperZh.marked}:版本 ${hash.slice(0, 8)} → ${summary.hash.slice(0, 8)}`} />
          {hash === summary.hash ? (
            <ReadingPage content={content} />
          ) : (
            <DiffPage before={was} after={content} view="inline" />
          )}
        </PrintPaper>
      )}
    </Answered>
  )
}

function WorkingHead({ view, what }: { view: View; what: string }) {
  const { summary } = view
  const [at] = useState(() => new Date().toISOString())
  return (
    <p className="paper-head">
      {what} · {phaseZh[summary.phase]} · 版本 {summary.hash.slice(0, 8)} · 打印于 {timeZh(at)}
    </p>
  )
}

function Facts({ content: { publication: p } }: { content: Content }) {
  const facts: [string, string][] = [
    ['发布机构', p.source.type === 'reprint' ? p.source.name : p.issuer],
    ['发文字号', p.documentNumber],
    ['索引号', p.indexNumber],
    ['成文日期', p.formedOn && dayZh(p.formedOn)],
  ]
  const known = facts.filter(([, value]) => value !== '')
  return known.length === 0 ? null : (
    <p className="paper-facts">
      {known.map(([name, value]) => (
        <span key={name}>
          {name}:{value}
        </span>
      ))}
    </p>
  )
}
