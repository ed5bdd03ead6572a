import { useEffect } from 'react'
import { showPreview } from './preview.ts'

export type Paper = 'published' | 'clean' | 'marked' | 'sheet'
export const paperZh: Record<Paper, string> = {
  published: '稿件（发布样式）',
  clean: '清稿',
  marked: '花脸稿（留痕）',
  sheet: '审签单',
}

/** Two kept texts by their hashes: papers of them are the same at any time. */
export type Pair = { from: string; to: string }

/** What a marked copy compares: two versions, or one with itself, where there is nothing to mark. */
export const versionsZh = ({ from, to }: Pair): string =>
  from === to ? `版本 ${to.slice(0, 8)}，前后是同一版本，没有改动` : `版本 ${from.slice(0, 8)} → ${to.slice(0, 8)}`

/** Where an article is laid out on A4 in one of its four forms. */
export const paperRoute = (paper: Paper, id: string, pair?: Pair): string =>
  paper === 'sheet' ? `/print/sheet/${id}` : `/print/article/${id}?${new URLSearchParams({ copy: paper, ...pair })}`

/** What the file of it is called. */
export const paperName = (paper: Paper, title: string): string =>
  `${title || '未命名稿件'}-${paperZh[paper]}`.slice(0, 120)

/** Shows what will be on paper: the desktop its pages in a window of the screen, a browser the laid-out page with its print dialog. */
export function preview(paper: Paper, id: string, title: string, pair?: Pair): void {
  if (window.desktop) showPreview({ of: 'article', id, title, paper, ...(pair && { pair }) })
  else window.open(paperRoute(paper, id, pair), '_blank', 'noopener')
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
