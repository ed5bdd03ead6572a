import { useState, type ReactNode } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { Output } from '#core/api/contract'
import { dayZh } from '#core/calendar/shanghai'
import { phaseWords } from '#core/article/article'
import type { Content } from '#core/article/content'
import { useAsk } from '../ask.ts'
import { chainOf, useRevision, useSteps } from '../compare/chain.ts'
import { ComparePage } from '../compare/ComparePage.tsx'
import { useComparison } from '../compare/reading.ts'
import { copyOf } from '../history/marked-copies.ts'
import { ReadingPage } from '../text/ReadingPage.tsx'
import { Answered } from '../ui/states.tsx'
import { useDirectory } from '../ui/names.tsx'
import { timeZh } from '../ui/time.tsx'
import { paperZh, versionsZh } from './paper.ts'
import { firstOf } from './PrintMenu.tsx'
import { PrintPaper } from './PrintPaper.tsx'

type View = Output<'article.open'>

/**
 * `/print/article/ID?copy=published|clean|marked&from=HASH&to=HASH`: one text on paper. Without `to` it is the present one,
 * marked without `from` against what was first submitted. With `to` the paper is the same whenever it is printed.
 */
export function PrintArticle() {
  const { id = '' } = useParams()
  const [params] = useSearchParams()
  const article = useAsk('article.open', { id }, { staleTime: 0 })
  const copy = params.get('copy') ?? 'published'
  const [from, to] = [params.get('from'), params.get('to')]
  return (
    <Answered of={article}>
      {view =>
        copy === 'marked' ? (
          <Marked view={view} from={from} to={to} />
        ) : copy === 'clean' && to ? (
          <Kept view={view} hash={to} />
        ) : (
          <Plain view={view} content={view.content} {...(copy === 'clean' && { head: <WorkingHead view={view} what={`${paperZh.clean} · 版本 ${view.summary.hash.slice(0, 8)}`} /> })} />
        )
      }
    </Answered>
  )
}

/** 清稿 of a kept version. */
function Kept({ view, hash }: { view: View; hash: string }) {
  const revision = useRevision(view.summary.id, hash)
  return <Answered of={revision}>{({ content }) => <Plain view={view} content={content} head={<p className="paper-head">{`${paperZh.clean} · 版本 ${hash.slice(0, 8)}`}</p>} />}</Answered>
}

/** The published form carries its facts; the clean copy is a working paper and says which version it is. */
function Plain({ view: { summary }, content, head }: { view: View; content: Content; head?: ReactNode }) {
  return (
    <PrintPaper title={summary.title || '未命名稿件'} ready>
      {head}
      <ReadingPage content={content}>{!head && <Facts content={content} />}</ReadingPage>
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

type Ends = { from: string | null; to: string | null }

function Marked({ view, from, to }: { view: View } & Ends) {
  const { summary } = view
  const history = useAsk('history.timeline', { id: summary.id })
  return (
    <Answered of={history}>
      {timeline => {
        const { items } = timeline
        const ends = { from: from ?? firstOf(items, summary.hash), to: to ?? summary.hash }
        const kept = to !== null && <KeptHead history={timeline} {...ends} />
        return <MarkedText view={view} history={timeline} {...ends} head={kept || <WorkingHead view={view} what={`${paperZh.marked}：${versionsZh(ends)}`} />} />
      }}
    </Answered>
  )
}

type TextProps = { view: View; history: Output<'history.timeline'>; from: string; to: string; head: ReactNode }

function MarkedText({ view: { summary }, history, from, to, head }: TextProps) {
  const [before, after] = [useRevision(summary.id, from), useRevision(summary.id, to)]
  return (
    <Answered of={before}>
      {({ content: was }) => (
        <Answered of={after}>
          {({ content: is }) =>
            from === to ? (
              <PrintPaper title={summary.title || '未命名稿件'} ready>
                {head}
                <ReadingPage content={is} />
              </PrintPaper>
            ) : (
              <MarkedPaper {...{ history, head, was, is, from, to }} id={summary.id} title={summary.title || '未命名稿件'} />
            )
          }
        </Answered>
      )}
    </Answered>
  )
}

type PaperProps = Omit<TextProps, 'view'> & { id: string; title: string; was: Content; is: Content }

function MarkedPaper({ id, title, history, from, to, head, was, is }: PaperProps) {
  const steps = useSteps(id, history, from, to)
  return (
    <PrintPaper title={title} ready={steps !== null || chainOf(history.items, from, to).length === 0}>
      {head}
      <ComparePage comparison={useComparison(was, is, steps)} layout="inline" marking="all" whole />
    </PrintPaper>
  )
}

/** Says which act the copy belongs to; nothing on it depends on the day it is printed. */
function KeptHead({ history, from, to }: { history: Output<'history.timeline'>; from: string; to: string }) {
  const names = useDirectory()
  const act = copyOf(history, from, to)
  return (
    <p className="paper-head">
      {paperZh.marked}：{versionsZh({ from, to })}
      {act && ` · ${act.name} · ${names.person(act.by)} · ${timeZh(act.at)}`}
    </p>
  )
}

function WorkingHead({ view, what }: { view: View; what: string }) {
  const { summary } = view
  const [at] = useState(() => new Date().toISOString())
  return (
    <p className="paper-head">
      {what} · {phaseWords(summary.phase, summary.channels)} · 打印于 {timeZh(at)}
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
          {name}：{value}
        </span>
      ))}
    </p>
  )
}
