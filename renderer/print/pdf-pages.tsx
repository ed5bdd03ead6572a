import { useEffect, useRef, useState } from 'react'
import type { PDFDocumentProxy } from 'unpdf/pdfjs'

/** A page of A4 before its own size is known: height by width. */
const a4 = 297 / 210
/** CSS pixels above and below the view in which pages are drawn already. */
const ahead = '800px'

type Opened = { document: PDFDocumentProxy; heights: number[] }

/** A PDF opened for drawing; null while it is being read. What cannot be read is told to `failed`. */
export function usePdf(pdf: Uint8Array | undefined, failed: () => void): Opened | null {
  const [opened, setOpened] = useState<{ of: Uint8Array; value: Opened } | null>(null)
  const onFailure = useRef(failed)
  useEffect(() => {
    onFailure.current = failed
  })
  useEffect(() => {
    if (!pdf) return
    let there = true
    let document: PDFDocumentProxy | null = null
    void (async () => {
      const { getDocument } = await import('unpdf/pdfjs')
      // pdf.js takes the bytes away from whoever hands them over
      document = await getDocument({ data: pdf.slice() }).promise
      const heights = await heightsOf(document)
      if (there) setOpened({ of: pdf, value: { document, heights } })
    })().catch(() => there && onFailure.current())
    return () => {
      there = false
      void document?.loadingTask.destroy()
    }
  }, [pdf])
  return opened && opened.of === pdf ? opened.value : null
}

async function heightsOf(document: PDFDocumentProxy): Promise<number[]> {
  const heights: number[] = []
  for (let n = 1; n <= document.numPages; n++) {
    const { width, height } = (await document.getPage(n)).getViewport({ scale: 1 })
    heights.push(width > 0 ? height / width : a4)
  }
  return heights
}

/** One page of a PDF, `width` CSS pixels wide; drawn when it comes near the view. */
export function PdfPage({ of, n, width }: { of: Opened; n: number; width: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [near, setNear] = useState(false)
  const [drawn, setDrawn] = useState(false)
  const height = Math.round(width * (of.heights[n - 1] ?? a4))
  useEffect(() => {
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && setNear(true), { rootMargin: ahead })
    watch.observe(canvas.current!)
    return () => watch.disconnect()
  }, [])
  useEffect(() => {
    if (!near) return
    const paper = canvas.current!
    let task: { cancel(): void } | null = null
    let there = true
    void (async () => {
      const page = await of.document.getPage(n)
      if (!there) return
      const scale = (width * window.devicePixelRatio) / page.getViewport({ scale: 1 }).width
      const viewport = page.getViewport({ scale })
      paper.width = Math.round(viewport.width)
      paper.height = Math.round(viewport.height)
      const render = page.render({ canvas: paper, viewport })
      task = render
      await render.promise
      setDrawn(true)
    })().catch(() => undefined) // drawn again at another size, or closed
    return () => {
      there = false
      task?.cancel()
    }
  }, [near, of, n, width])
  return (
    <canvas
      ref={canvas}
      className="preview-page"
      style={{ width, height }}
      role="img"
      aria-label={`第 ${n} 页，共 ${of.document.numPages} 页`}
      data-drawn={drawn ? 'yes' : undefined}
    />
  )
}
