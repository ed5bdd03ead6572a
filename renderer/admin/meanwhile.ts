import { useCallback, useEffect, useRef, useState } from 'react'
import type { Refusal } from '#core/refusal'
import { Refused } from '../api.ts'
import { apart, type Piece, type Row, type Three } from './apart.ts'

type Note<T> = { refusal: Refusal; rows: readonly Row<T>[]; wholes: Pick<Three<T>, 'theirs' | 'mine'>; gone: boolean }
type Options<S, T> = {
  /** What the form was filled from. */
  start: S
  /** The same thing as the office has it now. */
  fresh(): Promise<S>
  /** Whether that is nothing any more: then what is typed stands as it is. */
  gone?(state: S): boolean
  fields(state: S): T
  pieces(all: Three<T>): readonly Piece<T>[]
  /** What stands in the form, and how something else is put there. */
  now(): T
  put(whole: T): void
}
export type Met<S, T> = {
  /** What a save says it had read. */
  saw: S
  note: Note<T> | null
  /** Takes up a refusal because somebody saved meanwhile: the form then stands on what they saved, with what was typed. Others it leaves alone. */
  meet(error: unknown): Promise<void>
  /** One thing of the form as they saved it, or again as it was here. */
  take(row: Row<T>, whose: 'theirs' | 'mine'): void
  /** The form was filled anew from this. */
  restart(state: S): void
}

/** Keeps what a form of the administration had read, and puts together what somebody else saved meanwhile with what is typed. */
export function useMeanwhile<S, T>(options: Options<S, T>): Met<S, T> {
  const [saw, setSaw] = useState(options.start)
  const [note, setNote] = useState<Note<T> | null>(null)
  // what is typed while an answer is on its way must count too
  const live = useRef({ ...options, saw })
  useEffect(() => {
    live.current = { ...options, saw }
  })
  const restart = useCallback((state: S) => {
    setSaw(() => state)
    setNote(null)
  }, [])
  return {
    saw,
    note,
    restart,
    async meet(error) {
      if (!(error instanceof Refused) || error.refusal.code !== 'saved-meanwhile') return
      const { refusal } = error
      const state = await live.current.fresh()
      const { fields, pieces, put, now, gone, saw: read } = live.current
      const mine = now()
      if (gone?.(state)) {
        setSaw(() => state)
        return setNote({ refusal, rows: [], wholes: { theirs: mine, mine }, gone: true })
      }
      const all = { read: fields(read), theirs: fields(state), mine }
      const { whole, rows } = apart(pieces(all), all)
      put(whole)
      setSaw(() => state)
      setNote({ refusal, rows, wholes: { theirs: all.theirs, mine }, gone: false })
    },
    take(row, whose) {
      if (!note) return
      options.put(row.piece.put(options.now(), note.wholes[whose]))
      const state = whose === 'theirs' ? ('taken' as const) : ('mine' as const)
      setNote({ ...note, rows: note.rows.map(one => (one === row ? { ...row, state } : one)) })
    },
  }
}
