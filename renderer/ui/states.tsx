import { Alert, Button } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { ConnectionLost, Refused } from '../api.ts'
import type { Refusal } from '#core/refusal'
import { refusalZh } from '#core/refusals.zh'
import { useDirectory, useSentence } from './names.tsx'

/** Nothing here: what that means, and the next thing one may want. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <svg width="56" height="44" viewBox="0 0 56 44" aria-hidden fill="none" stroke="currentColor" strokeWidth="1.5">
        <path d="M6 26 14 6h28l8 20v12H6zM6 26h14c0 4 3.5 7 8 7s8-3 8-7h14" />
      </svg>
      <p className="empty-title">{title}</p>
      {children && <div className="quiet">{children}</div>}
    </div>
  )
}

/** Something could not be had: the sentence, and a button to try again, or the way back where trying again is of no use. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => unknown }) {
  const sentence = useSentence()
  const lost = error instanceof ConnectionLost
  // what is not there, or not for this person, is not there on a second try either
  const barred = error instanceof Refused && (error.refusal.code === 'not-found' || error.refusal.code === 'not-your-role')
  return (
    <div className="error-state">
      <Alert
        type="warning"
        showIcon
        title={lost ? '连接不上审校台' : '没有打开'}
        description={lost ? '正在自动重试。已保存的内容不受影响，连接恢复后页面会自行更新。' : sentence(error)}
        action={barred ? <a href="/desk">回到工作台</a> : retry && <Button onClick={() => void retry()}>重试</Button>}
      />
    </div>
  )
}

/** While the first answer is on its way: bars where lines will be, unless it is there in a moment. Made of nothing that itself must first be loaded. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), momentMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={late ? 'loading' : 'loading loading-yet'} role="status" aria-busy="true" aria-label="正在载入">
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} />
      ))}
    </div>
  )
}

/** What is there within so many milliseconds shows no bars before: they would only flash. */
const momentMs = 150

/** The sentence beside a button that may not be pressed; nothing when it may. */
export function RefusalNote({ refusal }: { refusal: Refusal | null | undefined }) {
  const names = useDirectory()
  return refusal ? <span className="refusal-note">{refusalZh(refusal, names)}</span> : null
}

/** What the office said no to, above a form that was sent. */
export function SentError({ error }: { error: unknown }) {
  const sentence = useSentence()
  return error ? <Alert type="error" showIcon title={sentence(error)} role="alert" /> : null
}

type Asked<T> = { data: T | undefined; error: Error | null; refetch(): unknown }

/** An answer, or its loading or error state. */
export function Answered<T>({ of, rows, children }: { of: Asked<T>; rows?: number; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return children(of.data)
  if (of.error) return <ErrorState error={of.error} retry={of.refetch} />
  return rows === undefined ? <Loading /> : <Loading rows={rows} />
}
