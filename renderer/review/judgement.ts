import { useEffect, useState } from 'react'
import type { Output } from '#core/api/contract'
import type { Answer } from '#core/article/events'
import type { Stage } from '#core/workflow/stages'

export type View = Output<'article.open'>
export type Passage = { start: number; end: number; quote: string; note: string }
/** Does something that moves the article, and then shows where it is: one's own act is no news to be warned of. */
export type Follow = (act: () => Promise<unknown>) => Promise<void>
/** What was decided about one finding that stays in the text. */
export type Dismissed = { rule: string; text: string; start: number; reason: string }
/** 校对通读 to the last sentence: what goes on the record, and the digest of the words that were read. */
export type Read = { sentences: number; from: string; to: string; aloud: boolean; words: string }
type Answers = Record<string, { answer: Answer['answer'] | null; note: string }>

/** What a person has entered towards a judgement and not yet given. */
export type Judgement = { opinion: string; answers: Answers; dismissed: Dismissed[]; passages: Passage[]; capacity: number; read: Read | null }

const nothing: Judgement = { opinion: '', answers: {}, dismissed: [], passages: [], capacity: 0, read: null }

/** Consent, and what is said beside it that gives an author nothing to do. */
const consent = /^(?:(?:拟|原则)?同意(?:发布|签发|通过|办理|送下一环节)?|无改动|无意见|无修改意见|已核|已阅|已通读|内容属实|表述规范)$/
const consents = /(?<!不)同意|无改动|无意见|无修改意见/

/**
 * What was written as an opinion, where it can be the reason of a return. Bare words of consent cannot: those made of nothing else, and
 * those the office offers ready-made. Consent with other words before or after it may hold the very reason, and is kept.
 */
export function reasonIn(opinion: string, canned: readonly string[]): string {
  const words = opinion.trim()
  const clauses = words.split(/[，。！；、,;!.\s]+/).filter(clause => clause !== '')
  const bare = clauses.every(clause => consent.test(clause)) || canned.some(one => one.trim() === words)
  return bare && consents.test(words) ? '' : opinion
}

/** The stage an article waits at, on the road of its run. */
export const stageOf = (view: View): Stage | null => view.run?.stages.find(stage => stage.id === view.summary.stage) ?? null

/** Has anything happened that makes the judgement begun here one about another text or another stage? */
export const hasMoved = (seen: View, now: View): boolean =>
  seen.summary.hash !== now.summary.hash || seen.summary.stage !== now.summary.stage || seen.summary.phase !== now.summary.phase || seen.run?.n !== now.run?.n

/**
 * The judgement being prepared, kept in this window's own storage until it is given: neither a reload of the page nor a
 * text that moved on loses a typed word.
 */
export function useJudgement(view: View, person: string) {
  const place = `shenjiao.judgement.${person}.${view.summary.id}.${view.run?.n ?? 0}.${view.summary.stage ?? ''}`
  const [kept, setKept] = useState(() => ({ place, value: read(place) }))
  const value = kept.place === place ? kept.value : read(place)
  useEffect(() => {
    if (kept.place === place) write(place, kept.value)
  }, [kept, place])
  const set = (change: Partial<Judgement> | ((before: Judgement) => Partial<Judgement>)) =>
    setKept(before => {
      const old = before.place === place ? before.value : read(place)
      return { place, value: { ...old, ...(typeof change === 'function' ? change(old) : change) } }
    })
  const forget = () => {
    setKept({ place: '', value: nothing })
    write(place, null)
  }
  return { value, set, forget }
}
export type Judging = ReturnType<typeof useJudgement>

function read(place: string): Judgement {
  try {
    return { ...nothing, ...(JSON.parse(sessionStorage.getItem(place) ?? '{}') as Partial<Judgement>) }
  } catch {
    return nothing
  }
}

function write(place: string, value: Judgement | null) {
  try {
    if (value === null) sessionStorage.removeItem(place)
    else sessionStorage.setItem(place, JSON.stringify(value))
  } catch {
    // Without storage the words live as long as the page.
  }
}

/** The answers as the office takes them, in the order of the checklist; those not yet given are left out. */
export const answersOf = (stage: Stage, answers: Answers): Answer[] =>
  stage.checklist.flatMap(({ id }) => {
    const given = answers[id]
    return given?.answer ? [{ question: id, answer: given.answer, note: given.note.trim() }] : []
  })

/** Why the primary button cannot be pressed, and where the thing is that stops it. */
export type Stop = { zh: string; at: 'checklist' | 'checks' | 'opinion' | 'changes' | 'reload' | null; act: string }

type Situation = { view: View; judgement: Judgement; refusal: string | null; moved: boolean; openFindings: number; changeStop: string | null }

/** The first thing that stands in the way of passing, in the order in which people would see to them. */
export function stopOf({ view, judgement, refusal, moved, openFindings, changeStop }: Situation): Stop | null {
  const stage = stageOf(view)
  if (moved) return { zh: '稿件已有变动，您看到的不是现在的文字。', at: 'reload', act: '重新载入' }
  if (refusal || !stage) return { zh: refusal ?? '稿件现在不在审校环节。', at: null, act: '' }
  if (changeStop) return { zh: changeStop, at: 'changes', act: '查看改动' }
  const unanswered = stage.checklist.filter(question => !judgement.answers[question.id]?.answer)
  if (unanswered.length) return { zh: `还有 ${unanswered.length} 项检查没有回答。`, at: 'checklist', act: '去回答' }
  const bare = stage.checklist.findIndex(question => judgement.answers[question.id]?.answer === 'no' && !judgement.answers[question.id]?.note.trim())
  if (bare >= 0) return { zh: `第 ${bare + 1} 项答了“否”，还没有写明情况。`, at: 'checklist', act: '去填写' }
  if (openFindings > 0)
    return { zh: stage.kind === 'confidentiality-review' ? `保密筛查还有 ${openFindings} 处没有处理。` : `机检还有 ${openFindings} 处错误没有处理。`, at: 'checks', act: '去处理' }
  if (judgement.opinion.trim() === '') return { zh: '还没有填写意见，同意也请写“同意”。', at: 'opinion', act: '去填写' }
  return null
}
