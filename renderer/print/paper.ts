import { useEffect } from 'react'
import { refusalZh } from '#core/refusals.zh'

export type Paper = 'published' | 'clean' | 'marked' | 'sheet'
export const paperZh: Record<Paper, string> = {
  published: '稿件(发布样式)',
  clean: '清稿',
  marked: '花脸稿(留痕)',
  sheet: '审签单',
}

const routeOf = (paper: Paper, id: string): string =>
  paper === 'sheet' ? `/print/sheet/${id}` : `/print/article/${id}?copy=${paper}`

/** Shows what will be on paper: a browser in a page of its own with its print dialog, the desktop as a PDF. The sentence says what went wrong. */
export async function preview(paper: Paper, id: string, title: string): Promise<string | null> {
  const route = routeOf(paper, id)
  if (!window.desktop) {
    window.open(route, '_blank', 'noopener')
    return null
  }
  const reply = await window.desktop.print({
    to: 'preview',
    name: `${title || '未命名稿件'}-${paperZh[paper]}`.slice(0, 120),
    route,
  })
  return reply.ok ? null : refusalZh(reply.refusal)
}

/** Tells whoever prints that everything is in place: fonts, pictures and words. `<html data-print-ready="yes">` is what the desktop waits for. */
export function usePrintReady(ready: boolean): void {
  useEffect(() => {
    if (!ready) return
    let there = true
    const root = document.documentElement
    const pictures = () => [...document.images].map(image => image.decode().catch(() => undefined))
    // a picture that cannot be shown must not keep the paper from being printed
    void document.fonts.ready
      .then(() => new Promise(drawn => setTimeout(drawn, 60)))
      .then(() => Promise.all(pictures()))
      .then(() => there && (root.dataset['printReady'] = 'yes'))
    return () => {
      there = false
      delete root.dataset['printReady']
    }
  }, [ready])
}
