import { Button, Popconfirm, Tag } from 'antd'
import { suggestionKindZh } from '#core/article/suggest'
import { useAct } from '../ask.ts'
import { useMe } from '../ui/me.tsx'
import { PersonName } from '../ui/names.tsx'
import { RefusalNote } from '../ui/states.tsx'
import { Moment } from '../ui/time.tsx'
import type { Settling } from './settle.ts'
import { Head } from './ThreadCard.tsx'
import type { Remarks, SuggestionView } from './use-remarks.ts'

const outcomeZh = { accepted: '采纳', rejected: '决定不采纳', withdrawn: '撤回' } as const

/** One proposed change: what it does to which words, and what may be done with it. `settling`: for those who write the text. */
export function SuggestionCard({ suggestion, remarks, settling }: { suggestion: SuggestionView; remarks: Remarks; settling: Settling | null }) {
  const { colours, current, gone, show } = remarks
  const { id, by, at, kind, quote, words, note, place, settled, stageName } = suggestion
  const colour = colours.get(by)
  const style = { '--remark-ink': colour?.ink, '--remark-line': colour?.line } as React.CSSProperties
  const change = (
    <>
      {quote && <del>{quote}</del>}
      {words && <ins>{words}</ins>}
      {gone.has(id) && <span className="remark-gone"> 已在未保存的修改中删去</span>}
    </>
  )
  return (
    <li id={`remark-${id}`} className={`remark-card${id === current ? ' remark-card-on' : ''}${settled ? ' remark-card-done' : ''}`} style={style}>
      <Head by={by} at={at} stageName={stageName} sign={colour?.sign ?? ''}>
        <Tag>建议{suggestionKindZh[kind]}</Tag>
      </Head>
      {place ? (
        <button type="button" className="remark-change" title="到文中查看" onClick={() => show(id)}>
          {change}
        </button>
      ) : (
        <p className="remark-change">{change}</p>
      )}
      {note && <p className="remark-words">{note}</p>}
      {settled ? (
        <p className="remark-resolved">
          {settled.outcome === 'accepted' ? '✓' : '—'} <PersonName id={settled.by} /> 于 <Moment at={settled.at} /> {outcomeZh[settled.outcome]}
          {settled.hash && <span className="mono quiet"> 版本 {settled.hash.slice(0, 8)}</span>}
        </p>
      ) : (
        <Acts suggestion={suggestion} article={remarks.id} settling={settling} />
      )}
    </li>
  )
}

function Acts({ suggestion, article, settling }: { suggestion: SuggestionView; article: string; settling: Settling | null }) {
  const me = useMe().person.id
  const withdraw = useAct('suggestion.withdraw')
  const { id, by } = suggestion
  if (!settling && by !== me) return <p className="quiet">等作者采纳或不采纳</p>
  return (
    <div className="remark-acts">
      {settling && (
        <>
          <Button size="small" type="primary" disabled={settling.barred !== null || settling.busy} title="Ctrl+Alt+Y" onClick={() => settling.settle({ accept: [id], reject: [] })}>
            接受
          </Button>
          <Button size="small" disabled={settling.barred !== null || settling.busy} title="Ctrl+Alt+N" onClick={() => settling.settle({ accept: [], reject: [id] })}>
            不采纳
          </Button>
          <RefusalNote refusal={settling.barred} />
        </>
      )}
      {by === me && (
        <Popconfirm title="撤回这条修改建议？" okText="撤回" cancelText="不撤回" onConfirm={() => withdraw.mutate({ id: article, suggestion: id })}>
          <Button size="small" loading={withdraw.isPending}>
            撤回
          </Button>
        </Popconfirm>
      )}
    </div>
  )
}
