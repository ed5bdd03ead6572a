import { useEffect, useRef } from 'react'

type Work = { title: string; save: () => Promise<boolean> }
const works = new Map<symbol, Work>()

const tell = () => void window.desktop?.unsaved([...works.values()].map(work => work.title.slice(0, 200)))

/** Tells the desktop that this text would be lost as a version if the window closed now, and how to save it; null when there is nothing. */
export function useUnsaved(title: string | null, save: () => Promise<boolean>): void {
  const mine = useRef(Symbol('work'))
  const live = useRef(save)
  useEffect(() => {
    live.current = save
  })
  useEffect(() => {
    const id = mine.current
    if (title === null) works.delete(id)
    else works.set(id, { title, save: () => live.current() })
    tell()
    return () => {
      if (works.delete(id)) tell()
    }
  }, [title])
}

/** Saves everything that is open; false when something could not be saved, which the screen has said. */
export async function saveAll(): Promise<boolean> {
  const saved = await Promise.all([...works.values()].map(work => work.save().catch(() => false)))
  return saved.every(Boolean)
}
