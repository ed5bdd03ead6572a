import type { TableColumnType } from 'antd'
import { useSyncExternalStore } from 'react'
import { usePreferences } from './preferences.ts'
import { largeScale } from './theme.ts'

/** Whether the window is as a query says, now and whenever it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    changed => {
      const media = window.matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
  )
}

/** By how much everything is larger: 大字, or 1. */
export const useScale = (): number => (usePreferences().large ? largeScale : 1)

/** Columns whose widths, in px at ordinary type size, grow with the type. */
export const scaledColumns = <T>(columns: readonly TableColumnType<T>[], scale: number): TableColumnType<T>[] =>
  columns.map(column => (typeof column.width === 'number' ? { ...column, width: column.width * scale } : column))
