import { useEffect, useMemo, useRef } from 'react'
import { normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import type { Stage } from '#core/workflow/stages'
import { isProofread } from '#core/workflow/stages'
import { useAsk } from '../ask.ts'
import { findingKey } from '../text/ChecksPanel.tsx'
import { useChecks, type Checked, type Found } from '../text/findings.ts'
import type { Dismissed, Judging, View } from './judgement.ts'

/** The findings of the text on the screen: of a kept text as the office itself judges it, of a text being corrected live. */
export function useFindings(view: View, edited: Content | null): { checked: Checked | null; checking: boolean; received: readonly Found[] } {
  const { id, hash } = view.summary
  const kept = useAsk('check.run', { id, hash }, { staleTime: 300_000 })
  const plain = useMemo(() => plainText(normalise(view.content)), [view.content])
  const tidy = useMemo(() => edited && normalise(edited), [edited])
  const live = useChecks(tidy)
  const ofKept = useMemo(() => (kept.data ? { ...kept.data, plain } : null), [kept.data, plain])
  return { checked: edited ? live.checked : ofKept, checking: edited !== null && live.checking, received: kept.data?.findings ?? none }
}

const none: readonly Found[] = []

const sameFinding = (dismissed: Dismissed, finding: Found): boolean => dismissed.rule === finding.rule && dismissed.text === finding.text && dismissed.start === finding.start

/** What was decided about findings follows them while the text around is corrected. */
export function useDismissals(checked: Checked | null, { value, set }: Judging) {
  const last = useRef<string | null>(null)
  useEffect(() => {
    const text = checked?.plain.text
    if (text === undefined) return
    const before = last.current
    last.current = text
    if (before === null || before === text) return
    set(({ dismissed }) => ({ dismissed: moved(dismissed, before, text, checked!.findings) }))
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [checked])
  const findings = checked?.findings ?? none
  const map = useMemo(() => {
    const reasons = findings.flatMap(finding => {
      const hit = value.dismissed.find(dismissed => sameFinding(dismissed, finding))
      return hit ? [[findingKey(finding), hit.reason] as const] : []
    })
    return new Map(reasons)
  }, [findings, value.dismissed])
  const dismiss = ({ rule, text, start }: Found, reason: string) => set(before => ({ dismissed: [...before.dismissed, { rule, text, start, reason }] }))
  const restore = (finding: Found) => set(before => ({ dismissed: before.dismissed.filter(dismissed => !sameFinding(dismissed, finding)) }))
  return { map, dismiss, restore }
}

/** Errors and warnings of which nothing has been said yet. */
export const undecided = (checked: Checked | null, dismissed: ReadonlyMap<string, string>): number =>
  (checked?.findings ?? none).filter(finding => finding.level !== 'info' && !dismissed.has(findingKey(finding))).length

/** Where dismissed findings stand after the text between its common beginning and end was changed. */
function moved(dismissed: readonly Dismissed[], before: string, after: string, findings: readonly Found[]): Dismissed[] {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return dismissed.map(item => {
    if (item.start + item.text.length <= head) return item
    if (item.start >= before.length - tail) return { ...item, start: item.start + after.length - before.length }
    const near = findings.filter(f => f.rule === item.rule && f.text === item.text).sort((a, b) => Math.abs(a.start - item.start) - Math.abs(b.start - item.start))[0]
    return near ? { ...item, start: near.start } : item
  })
}

/** Findings this stage may not be passed with: errors at a proofread, block hits at the confidentiality review. */
export function openFindings(stage: Stage | null, checked: Checked | null, dismissals: ReadonlyMap<string, string>): number {
  if (!stage || !checked) return 0
  const source = isProofread(stage.kind) ? 'proofread' : stage.kind === 'confidentiality-review' ? 'screening' : null
  return checked.findings.filter(f => f.blocks && f.source === source && !dismissals.has(findingKey(f))).length
}

type Disposition = { rule: string; text: string; start: number; act: 'dismissed' | 'fixed'; reason: string }

/** What was done about each finding, for the record: dismissed with its reason, or gone from the text that is passed on. */
export function dispositionsOf(received: readonly Found[], checked: Checked | null, dismissed: readonly Dismissed[], edited: boolean): Disposition[] {
  const findings = checked?.findings ?? none
  const kept = dismissed.filter(item => findings.some(finding => sameFinding(item, finding)))
  const out: Disposition[] = kept.map(item => ({ ...item, act: 'dismissed' }))
  if (!edited || !checked) return out
  const left = new Map<string, number>()
  for (const { rule, text } of findings) left.set(`${rule}\n${text}`, (left.get(`${rule}\n${text}`) ?? 0) + 1)
  for (const { rule, text, start } of received) {
    const count = left.get(`${rule}\n${text}`) ?? 0
    if (count > 0) left.set(`${rule}\n${text}`, count - 1)
    else out.push({ rule, text, start, act: 'fixed', reason: '' })
  }
  return out
}
