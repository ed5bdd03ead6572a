import { useEffect, type ReactNode } from 'react'
import { useAsk } from '../ask.ts'

/** Says in the window title what is open. */
export function useTitle(title: string): void {
  const { data } = useAsk('office.status', {}, { staleTime: 60_000 })
  useEffect(() => {
    document.title = [title, data?.name, '审校台'].filter(Boolean).join(' - ')
  }, [title, data?.name])
}

/** A screen: its heading, what stands at the right of it, and the rest. */
export function Screen({
  title,
  note,
  actions,
  children,
  wide = false,
}: {
  title: string
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  wide?: boolean
}) {
  useTitle(title)
  return (
    <div className={wide ? 'screen screen-wide' : 'screen'}>
      <header className="screen-head">
        <h1>{title}</h1>
        {note && <span className="quiet">{note}</span>}
        <div className="screen-actions">{actions}</div>
      </header>
      {children}
    </div>
  )
}

/** A piece of paper with one line around it. */
export function Sheet({
  title,
  extra,
  children,
  className = '',
}: {
  title?: ReactNode
  extra?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section className={`sheet ${className}`}>
      {(title || extra) && (
        <header className="sheet-head">
          <h2>{title}</h2>
          {extra}
        </header>
      )}
      <div className="sheet-body">{children}</div>
    </section>
  )
}
