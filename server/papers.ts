import type { Papers } from '#core/ports'
import type { Refusal } from '#core/refusal'
import { no } from '#core/result'
import { runInWorker } from '#server/import/run-in-worker'
import { paperVersion } from '#server/export/paper-names'

/** Word files written in a thread of their own: a long text with many pictures must not keep the office waiting. */
export const paperDesk: Papers = {
  exporter: `docx/${paperVersion}`,
  async docx(input) {
    const written = await runInWorker('write-docx', input)
    return written.ok ? written : no(tooLarge)
  },
  async marked(input) {
    const written = await runInWorker('write-marked-docx', input)
    return written.ok ? written : no(tooLarge)
  },
}

const tooLarge: Refusal = { code: 'file-refused', zh: '稿件或其中的图片过大，没有生成 Word 文件。请压缩图片或拆分稿件后再试。' }
