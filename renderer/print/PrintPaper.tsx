import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTitle } from '../ui/screen.tsx'
import { usePrintReady } from './paper.ts'
import './print.css'

/** A4: what is on it, and in a browser a button above it that is not. */
export function PrintPaper({ title, ready, children }: { title: string; ready: boolean; children: ReactNode }) {
  useTitle(title)
  usePrintReady(ready)
  return (
    <div className="paper-ground">
      {!window.desktop && (
        <p className="paper-tools">
          <Button type="primary" disabled={!ready} onClick={() => window.print()}>
            打印
          </Button>
        </p>
      )}
      <main className="paper">{children}</main>
    </div>
  )
}
