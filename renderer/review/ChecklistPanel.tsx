import { Input, Tag } from 'antd'
import { useRef } from 'react'
import type { Answer } from '#core/article/events'
import { gateZh, type Stage } from '#core/workflow/stages'
import type { Judging } from './judgement.ts'

const choices: { value: Answer['answer']; zh: string; keys: readonly string[] }[] = [
  { value: 'yes', zh: '是', keys: ['1', 'y'] },
  { value: 'no', zh: '否', keys: ['2', 'n'] },
  { value: 'n/a', zh: '不适用', keys: ['3', 'x'] },
]

/** 检查项: each answered by hand, quickly by keyboard: 1, 2, 3 answer and go on to the next. */
export function ChecklistPanel({ stage, judging, readOnly }: { stage: Stage; judging: Judging; readOnly: boolean }) {
  const list = useRef<HTMLOListElement>(null)
  const { answers } = judging.value
  const answered = stage.checklist.filter(question => answers[question.id]?.answer).length
  const set = (id: string, change: Partial<{ answer: Answer['answer']; note: string }>) =>
    judging.set(before => ({ answers: { ...before.answers, [id]: { answer: null, note: '', ...before.answers[id], ...change } } }))
  const choose = (index: number, answer: Answer['answer'], go: boolean) => {
    set(stage.checklist[index]!.id, { answer })
    const items = list.current?.querySelectorAll<HTMLElement>('[data-question]')
    // At once, so that a quick second key answers the next question; only the note opens after this answer is drawn.
    if (answer === 'no') window.setTimeout(() => items?.[index]?.querySelector('textarea')?.focus(), 30)
    else if (go) items?.[index + 1]?.querySelector<HTMLElement>('[role="radiogroup"]')?.focus()
  }
  if (stage.checklist.length === 0) return <p className="review-none">本环节没有设置检查项。</p>
  return (
    <div className="checklist">
      <p className="quiet">
        已答 {answered}/{stage.checklist.length}。<span className="by-keyboard">键盘：1 是，2 否，3 不适用，自动到下一项。</span>
      </p>
      <ol ref={list}>
        {stage.checklist.map((question, index) => {
          const given = answers[question.id]
          return (
            <li key={question.id} data-question={question.id} className={given?.answer ? `answered answered-${given.answer}` : ''}>
              <p id={`q-${question.id}`}>
                <Tag className="tag">{gateZh[question.gate]}</Tag> {question.text}
              </p>
              <div
                role="radiogroup"
                aria-labelledby={`q-${question.id}`}
                tabIndex={readOnly ? -1 : 0}
                className="choices"
                onKeyDown={event => {
                  const choice = choices.find(({ keys }) => keys.includes(event.key.toLowerCase()))
                  if (!choice || readOnly || event.ctrlKey || event.altKey) return
                  event.preventDefault()
                  choose(index, choice.value, true)
                }}
              >
                {choices.map(({ value, zh, keys }) => (
                  <button key={value} type="button" role="radio" tabIndex={-1} aria-checked={given?.answer === value} disabled={readOnly} onClick={() => choose(index, value, false)}>
                    {zh}
                    <kbd aria-hidden>{keys[0]}</kbd>
                  </button>
                ))}
              </div>
              {given?.answer === 'no' && (
                <Input.TextArea
                  autoSize={{ minRows: 1, maxRows: 4 }}
                  aria-label={`第 ${index + 1} 项的情况说明`}
                  placeholder="写明情况（必填）"
                  status={given.note.trim() ? '' : 'warning'}
                  maxLength={500}
                  value={given.note}
                  onChange={event => set(question.id, { note: event.target.value })}
                />
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
