import { Button, Input, Mentions, Popconfirm, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { commentCategories, commentCategoryZh, type CommentCategory } from '#core/article/events'
import { useAct } from '../ask.ts'
import { useDirectory } from '../ui/names.tsx'
import { remember, remembered } from '../ui/preferences.ts'
import type { Selected } from './places.ts'
import { keys } from './ThreadCard.tsx'
import type { Remarks } from './use-remarks.ts'

type Option = { value: string; label: string }

/** The people who may be named here; two of one name are told apart by their 科室. */
export function usePeopleOptions(people: readonly string[]): Option[] {
  const names = useDirectory()
  return useMemo(() => {
    const known = people.flatMap(id => names.find(id) ?? [])
    const same = (name: string) => known.filter(one => one.name === name).length > 1
    return known.map(({ id, name, section }) => ({ value: id, label: same(name) ? `${name}（${names.section(section)}）` : name }))
  }, [people, names])
}

/** The people whose @name stands in the words. */
export const mentionedIn = (words: string, options: readonly Option[]): string[] => {
  const longest = [...options].sort((a, b) => b.label.length - a.label.length)
  const found = new Set<string>()
  for (let at = words.indexOf('@'); at >= 0; at = words.indexOf('@', at + 1)) {
    const named = longest.find(({ label }) => words.startsWith(label, at + 1))
    if (named) found.add(named.value)
  }
  return [...found]
}

const lastCategory = 'shenjiao.remarks.category'
/** `hash`: the text that was on the screen when the words were selected. */
type FormProps = { remarks: Remarks; hash: string; onClose(): void }

/** A new comment: on the selected words, or on the whole article. */
export function CommentForm({ remarks, hash, selected, onClose }: FormProps & { selected: Selected | null }) {
  const { id, list, open } = remarks
  const [category, setCategory] = useState<CommentCategory>(() => remembered<CommentCategory>(lastCategory, 'wording'))
  const [words, setWords] = useState('')
  const [assignee, setAssignee] = useState<string | null>(null)
  const make = useAct('comment.make')
  const options = usePeopleOptions(list!.people)
  const send = () => {
    if (words.trim() === '' || make.isPending) return
    remember(lastCategory, category)
    const said = { words: words.trim(), category, assignee, mentions: mentionedIn(words, options) }
    make.mutate({ id, hash, span: selected?.span ?? null, ...said }, { onSuccess: ({ thread }) => (onClose(), open(thread)) })
  }
  return (
    <div className="remark-card remark-form" role="group" aria-label="新批注" onKeyDown={event => keys(event, send, words.trim() ? null : onClose)}>
      {selected ? <blockquote className="remark-quote">“{selected.quote.slice(0, 200)}”</blockquote> : <p className="quiet">对全文的批注</p>}
      <Segmented<CommentCategory> size="small" block aria-label="批注类别" value={category} onChange={setCategory} options={commentCategories.map(value => ({ value, label: commentCategoryZh[value] }))} />
      <Mentions autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} aria-label="批注的内容" placeholder="写批注，可用 @ 提及有关人员" value={words} onChange={setWords} options={options.map(({ label }) => ({ value: label, label }))} />
      <Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="交给谁处理" placeholder="交给谁处理（可不选）" value={assignee} options={options} onChange={value => setAssignee(value ?? null)} />
      <Foot what="批注" send={send} busy={make.isPending} ready={words.trim() !== ''} dirty={words.trim() !== ''} onClose={onClose} />
    </div>
  )
}

/** A proposed change: what the words should be instead, and why. */
export function SuggestionForm({ remarks, hash, selected, onClose }: FormProps & { selected: Selected }) {
  const { id, open } = remarks
  const { quote, span } = selected
  const [words, setWords] = useState(quote)
  const [note, setNote] = useState('')
  const make = useAct('suggestion.make')
  const insertion = quote === ''
  const ready = words !== quote
  const send = () => {
    if (!ready || make.isPending) return
    make.mutate({ id, hash, span, words, note: note.trim() }, { onSuccess: ({ suggestion }) => (onClose(), open(suggestion)) })
  }
  return (
    <div className="remark-card remark-form" role="group" aria-label="修改建议" onKeyDown={event => keys(event, send, ready ? null : onClose)}>
      <p className="quiet">{insertion ? '在光标处增加文字：' : '改成（清空即建议删去）：'}</p>
      {!insertion && <blockquote className="remark-quote">“{quote.slice(0, 200)}”</blockquote>}
      <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 10 }} maxLength={2000} aria-label="建议的文字" value={words} onChange={event => setWords(event.target.value.replace(/[\r\n]/g, ''))} />
      <Input aria-label="理由" placeholder="理由（可不填）" maxLength={500} value={note} onChange={event => setNote(event.target.value)} />
      <p className="quiet">建议不改动稿件，由作者采纳或不采纳。</p>
      <Foot what={words === '' ? '建议删去' : '提出建议'} send={send} busy={make.isPending} ready={ready} dirty={ready} onClose={onClose} />
    </div>
  )
}

type FootProps = { what: string; send(): void; busy: boolean; ready: boolean; dirty: boolean; onClose(): void }

function Foot({ what, send, busy, ready, dirty, onClose }: FootProps) {
  return (
    <div className="remark-acts">
      <Button size="small" type="primary" loading={busy} disabled={!ready} title="Ctrl+Enter" onClick={send}>
        {what}
      </Button>
      {dirty ? (
        <Popconfirm title="放弃写好的内容？" okText="放弃" cancelText="继续写" onConfirm={onClose}>
          <Button size="small">取消</Button>
        </Popconfirm>
      ) : (
        <Button size="small" onClick={onClose}>
          取消
        </Button>
      )}
    </div>
  )
}
