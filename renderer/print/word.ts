import { App } from 'antd'
import { useAct } from '../ask.ts'
import { base64Bytes, download } from '../ui/download.ts'
import type { Pair } from './paper.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Word files of an article: of its saved text, and marked of two kept texts. Each is on the trail. */
export function useWordCopies(id: string) {
  const { message, modal } = App.useApp()
  const word = useAct('article.exportWord')
  const marked = useAct('article.exportMarked')
  const give = async (saw: string) => {
    const given = await word.mutateAsync({ id, saw }).catch(() => null)
    if (!given || !(await download(given.name, base64Bytes(given.base64), wordType))) return
    const what = given.copy === 'official' ? 'Word 清稿' : 'Word 内部流转稿（未签发）'
    void message.success(`已导出${what}，版本 ${saw.slice(0, 8)}，并已记入审计记录。`, 6)
  }
  const giveMarked = async ({ from, to }: Pair) => {
    const given = await marked.mutateAsync({ id, from, to }).catch(() => null)
    if (!given || !(await download(given.name, base64Bytes(given.base64), wordType))) return
    void message.success(`已导出 Word 花脸稿，版本 ${from.slice(0, 8)} → ${to.slice(0, 8)}，并已记入审计记录。`, 6)
  }
  return {
    busy: word.isPending || marked.isPending,
    /** `signed`: the clean text; else a working copy, after saying what it is. */
    clean(saw: string, signed: boolean) {
      if (signed) return void give(saw)
      modal.confirm({
        title: '导出内部流转稿',
        content:
          '本稿尚未签发。导出的 Word 文件每页都标明“内部流转稿，未签发，不得对外发布”、版本号和您的姓名，导出会记入审计记录。内容是最近一次保存的版本。',
        okText: '导出',
        cancelText: '取消',
        onOk: () => give(saw),
      })
    },
    marked(pair: Pair) {
      modal.confirm({
        title: '导出 Word 花脸稿',
        content:
          '文件里的增删是 Word 的修订，写明谁改的、何时改的，可以在 Word、WPS 里逐条查看。删去的文字也在文件里，只供内部使用：每页标明不得对外发布、版本号和您的姓名，导出会记入审计记录。',
        okText: '导出',
        cancelText: '取消',
        onOk: () => giveMarked(pair),
      })
    },
  }
}
