import { CloseOutlined, DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Modal, Segmented } from 'antd'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'
import type { DesktopBridge } from '#core/desktop'
import type { Refusal } from '#core/refusal'
import { refusalZh } from '#core/refusals.zh'
import { Refused } from '../api.ts'
import { useCommand } from '../ui/commands.ts'
import { ErrorState, Loading } from '../ui/states.tsx'
import { paperName, paperRoute, paperZh, type Paper } from './paper.ts'
import { PdfPage, usePdf } from './pdf-pages.tsx'
import { showPreview, usePreviewed, type Previewed } from './preview.ts'
import './preview.css'

type Fit = 'width' | 'page'
/** CSS pixels of one page at the scale of paper: 210 mm at 96 to the inch. */
const paperWidth = 794

/** 打印预览 of the desktop: the very pages that would be printed, before anything is. Nothing in a browser, whose print dialog shows them. */
export function PrintPreview() {
  const { desktop } = window
  const previewed = usePreviewed()
  const { pathname } = useLocation()
  // a notification or a menu item leads elsewhere: what was previewed is not what is on the screen then
  useEffect(() => () => showPreview(null), [pathname])
  if (!desktop || !previewed) return null
  return (
    <Modal
      open
      onCancel={() => showPreview(null)}
      footer={null}
      closable={false}
      width="100vw"
      title={null}
      rootClassName="preview-root"
      aria-label="打印预览"
      keyboard
    >
      <Preview desktop={desktop} of={previewed} />
    </Modal>
  )
}

function Preview({ desktop, of }: { desktop: DesktopBridge; of: Previewed }) {
  const [fit, setFit] = useState<Fit>('width')
  const [unreadable, setUnreadable] = useState<Uint8Array | null>(null)
  const pages = usePages(desktop, of)
  const opened = usePdf(pages.data, () => setUnreadable(pages.data ?? null))
  const broken = pages.data !== undefined && unreadable === pages.data
  const act = useActs(desktop, of, pages.data)
  useCommand('print', act.print)
  useCommand('export-pdf', act.save)
  return (
    <div className="preview">
      <header className="preview-bar">
        <strong className="preview-title">打印预览 · {of.title || '未命名稿件'}</strong>
        {of.of === 'article' && (
          <Segmented<Paper>
            aria-label="打印内容"
            value={of.paper}
            options={(Object.keys(paperZh) as Paper[]).map(value => ({ value, label: paperZh[value] }))}
            onChange={paper => showPreview({ ...of, paper })}
          />
        )}
        <Segmented<Fit>
          aria-label="显示比例"
          value={fit}
          options={[
            { value: 'width', label: '实际大小' },
            { value: 'page', label: '整页' },
          ]}
          onChange={setFit}
        />
        <span className="preview-count quiet" role="status">
          {opened ? `A4，共 ${opened.heights.length} 页` : '正在排版……'}
        </span>
        <Button type="primary" icon={<PrinterOutlined />} disabled={!opened} onClick={act.print}>
          打印
        </Button>
        <Button icon={<DownloadOutlined />} disabled={!pages.data} onClick={act.save}>
          导出 PDF
        </Button>
        <Button icon={<CloseOutlined />} onClick={() => showPreview(null)}>
          关闭
        </Button>
      </header>
      <Ground>
        {(width, height) =>
          pages.error || broken ? (
            <ErrorState error={pages.error ?? new Refused(notDrawn)} retry={pages.refetch} />
          ) : opened ? (
            opened.heights.map((ratio, i) => (
              <PdfPage
                key={i}
                of={opened}
                n={i + 1}
                width={fit === 'width' ? Math.min(paperWidth, width) : Math.min(width, Math.floor(height / ratio))}
              />
            ))
          ) : (
            <Loading rows={12} />
          )
        }
      </Ground>
    </div>
  )
}

const notDrawn: Refusal = { code: 'file-refused', zh: '预览没有显示出来。可以先“导出 PDF”，用其他程序查看。' }

function usePages(desktop: DesktopBridge, of: Previewed) {
  const route = of.of === 'article' ? paperRoute(of.paper, of.id, of.pair) : null
  return useQuery({
    queryKey: ['print.pages', route, of.of === 'screen' ? of.pdf : null],
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
    queryFn: async () => {
      if (of.of === 'screen') return of.pdf
      const reply = await desktop.printPages(paperRoute(of.paper, of.id, of.pair))
      if (!reply.ok) throw new Refused(reply.refusal)
      return reply.value.pdf
    },
  })
}

/** Prints what is shown, and saves the very pages that are shown. */
function useActs(desktop: DesktopBridge, of: Previewed, pdf: Uint8Array | undefined) {
  const { message } = App.useApp()
  const name = of.of === 'article' ? paperName(of.paper, of.title) : of.title
  const say = (reply: { ok: true; value: { name: string } | null } | { ok: false; refusal: Refusal }, done: string) => {
    if (!reply.ok) void message.error(refusalZh(reply.refusal), 8)
    else if (reply.value) void message.success(done)
  }
  return {
    print: () => {
      const route = of.of === 'article' ? { route: paperRoute(of.paper, of.id, of.pair) } : {}
      void desktop.print({ to: 'paper', name, ...route }).then(reply => say(reply, '已交给打印机。'))
    },
    save: () => {
      if (pdf) void desktop.saveFile(`${name}.pdf`, pdf).then(reply => say(reply, '已导出 PDF。'))
    },
  }
}

/** The grey ground with its measures, inside its padding. */
function Ground({ children }: { children: (width: number, height: number) => React.ReactNode }) {
  const ground = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<[number, number] | null>(null)
  useLayoutEffect(() => {
    const look = () => setSize([ground.current!.clientWidth - 48, ground.current!.clientHeight - 48])
    look()
    const watch = new ResizeObserver(look)
    watch.observe(ground.current!)
    return () => watch.disconnect()
  }, [])
  return (
    <div ref={ground} className="preview-ground" tabIndex={0} role="region" aria-label="打印页面">
      {size && children(...size)}
    </div>
  )
}
