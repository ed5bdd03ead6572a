import { App } from 'antd'
import { useEffect } from 'react'
import { useLocation, useNavigate, type NavigateFunction } from 'react-router'
import { emptyContent } from '#core/article/content'
import { deskCommands, windowShortcuts, type CommandId, type PickedFile } from '#core/desktop'
import { refusalZh } from '#core/refusals.zh'
import { ask, key } from '../api.ts'
import { queries, useAsk } from '../ask.ts'
import { base64Of } from '../article/editor.ts'
import { leaveReport, withImported } from '../article/import.ts'
import { paperRoute } from '../print/paper.ts'
import { showPreview } from '../print/preview.ts'
import { carryOut } from './commands.ts'
import { articlePath } from './links.ts'
import type { Me } from './me.tsx'
import { useSentence } from './names.tsx'
import { saveAll } from './unsaved.ts'

const destinations: Partial<Record<CommandId, string>> = {
  'go-desk': '/desk',
  'go-articles': '/library',
  'go-release': '/release',
  'go-ledger': '/ledger',
  'go-audit': '/audit',
  'go-admin': '/admin',
}

/** Follows the menus, files and notices of the desktop program, and tells its tray how much is waiting. In a browser only files dropped on the page. */
export function useDesktop(me: Me, openSearch: () => void): void {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { message, modal } = App.useApp()
  const openFile = useOpenFile(me, navigate)
  const counts = useAsk('desk.counts', {}, { enabled: window.desktop !== undefined && me.may.desk === null })
  useEffect(() => {
    if (counts.data) void window.desktop?.pending(counts.data.waiting, counts.data.overdue)
  }, [counts.data])
  useDroppedFiles(openFile)
  useEffect(() => {
    const { desktop } = window
    if (!desktop) return
    const own: Partial<Record<CommandId, () => void>> = {
      search: openSearch,
      print: () => void print('paper', pathname, zh => void message.warning(zh, 8)),
      'export-pdf': () => void print('pdf', pathname, zh => void message.warning(zh, 8)),
      'print-preview': () => void openPreview(pathname, zh => void message.warning(zh, 8)),
      'show-shortcuts': () => modal.info({ title: '快捷键一览', width: 560, icon: null, content: <Shortcuts /> }),
      about: () =>
        void desktop.info().then(reply => {
          if (reply.ok)
            modal.info({ title: '关于审校台', content: `版本 ${reply.value.version}（${reply.value.platform}）` })
        }),
      'new-article': () => void newArticle(me, navigate, zh => void message.warning(zh, 8)),
      'import-document': () =>
        void desktop.pickFile('document').then(reply => {
          if (!reply.ok) void message.warning(refusalZh(reply.refusal), 8)
          else if (reply.value) void openFile(reply.value)
        }),
    }
    const stops = [
      desktop.on('navigate', ({ route }) => void navigate(route)),
      desktop.on('notice', ({ level, zh }) => void message[level](zh, 8)),
      desktop.on('file-opened', file => void openFile(file)),
      desktop.on('save-before-close', () => void saveAll().then(ok => desktop.savedBeforeClose(ok))),
      desktop.on('command', ({ id }) => {
        const to = destinations[id]
        if (to) void navigate(to)
        else if (!carryOut(id)) (own[id] ?? (() => void message.info('请先打开一篇稿件。')))()
      }),
    ]
    return () => stops.forEach(stop => stop())
  })
}

async function newArticle(me: Me, navigate: NavigateFunction, say: (zh: string) => void): Promise<void> {
  if (me.may.write !== null) return say(refusalZh(me.may.write))
  const { id } = await ask('article.create', { key: key(), content: emptyContent('notice', me.office.name) })
  await queries.invalidateQueries()
  await navigate(articlePath(id))
}

/** A Word file from outside becomes a new article: it is read first, so that a file that cannot be read leaves nothing behind. */
function useOpenFile(me: Me, navigate: NavigateFunction): (file: PickedFile) => Promise<void> {
  const { message } = App.useApp()
  const sentence = useSentence()
  return async ({ name, bytes }) => {
    if (me.may.write !== null) return void message.warning(refusalZh(me.may.write), 8)
    const done = message.loading(`正在读取“${name}”……`, 0)
    try {
      const read = await ask('file.import', { name, base64: base64Of(bytes) })
      const content = withImported(emptyContent('notice', me.office.name), read)
      const { id } = await ask('article.create', { key: key(), content })
      leaveReport(id, { dropped: read.dropped, notes: read.notes })
      await queries.invalidateQueries()
      await navigate(articlePath(id))
    } catch (error) {
      void message.error(sentence(error), 10)
    } finally {
      done()
    }
  }
}

/** A .docx or .txt dropped anywhere on the window. Pictures dropped on the text are the editor's. */
function useDroppedFiles(open: (file: PickedFile) => Promise<void>): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const file = [...(event.dataTransfer?.files ?? [])].find(f => /\.(docx|txt)$/i.test(f.name))
      if (!event.defaultPrevented && event.dataTransfer?.types.includes('Files')) event.preventDefault()
      if (file) void file.arrayBuffer().then(bytes => open({ name: file.name, bytes: new Uint8Array(bytes) }))
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  })
}

const articleAt = (pathname: string): string | undefined =>
  /^\/(?:article|review|history|release)\/([^/]+)$/.exec(pathname)?.[1]
const titleOfWindow = (): string => document.title.split(' - ')[0] || '审校台'

/** 打印 and 导出 PDF: an open article as it will be published, else what is on the screen. */
async function print(to: 'paper' | 'pdf', pathname: string, say: (zh: string) => void): Promise<void> {
  const article = articleAt(pathname)
  const route = article && { route: paperRoute('published', article) }
  const reply = await window.desktop!.print({ to, name: titleOfWindow().slice(0, 120), ...route })
  if (!reply.ok) say(refusalZh(reply.refusal))
}

/** 打印预览: an open article on its papers, else what is on the screen, whose pages are made before anything lies over it. */
async function openPreview(pathname: string, say: (zh: string) => void): Promise<void> {
  const article = articleAt(pathname)
  const title = titleOfWindow()
  if (article) return showPreview({ of: 'article', id: article, title, paper: 'published' })
  const reply = await window.desktop!.printPages()
  if (reply.ok) showPreview({ of: 'screen', title, pdf: reply.value.pdf })
  else say(refusalZh(reply.refusal))
}

function Shortcuts() {
  const all = [...deskCommands, ...windowShortcuts].filter(one => one.keys !== '')
  return (
    <table className="shortcuts">
      <tbody>
        {all.map(({ zh, keys }) => (
          <tr key={zh}>
            <td>{zh.replace('…', '')}</td>
            <td>
              <kbd>{keys.replaceAll('+', ' + ').replace('Plus', '加号')}</kbd>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
