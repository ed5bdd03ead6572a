import { Body } from '#core/article/content'
import type { Imported, ImportRefusal } from '#core/import/import'
import { textToBody } from '#core/import/text'
import { hintsOf, takeTitle } from '#core/import/title'
import { no, ok, type Result } from '#core/result'
import type { NotDocx } from '#server/import/docx'
import { decodeText } from '#server/import/text-file'
import { mediaTypeOf } from '#server/import/file-type'
import { runInWorker } from '#server/import/run-in-worker'

/** Largest file taken in, in bytes. */
export const largestImport = 20 * 1024 * 1024

const refused = (zh: string): Result<never, ImportRefusal> => no({ code: 'import-refused', zh })

/**
 * A .docx or .txt, as bytes, turned into an article. The bytes decide what it is; the name gives only the title of last
 * resort. Anything else is refused with a sentence that says what to do; nothing is half imported.
 */
export async function importFile(bytes: Uint8Array, name: string): Promise<Result<Imported, ImportRefusal>> {
  const stem =
    name
      .replace(/^.*[\\/]/, '')
      .replace(/\.[^.]*$/, '')
      .trim()
      .slice(0, 200) || '未命名'
  if (bytes.length === 0) return refused('文件是空的，没有可导入的内容。')
  if (bytes.length > largestImport) return refused('文件超过 20 MB，未导入。请压缩其中的图片后再试。')
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === 'application/zip') return importDocx(bytes, stem)
  const wrong = wrongType(mediaType, name)
  if (wrong) return refused(wrong)
  const text = decodeText(bytes)
  if (text === null) return refused('无法识别这个文件的类型或文字编码，未导入。请另存为 .docx，或编码为 UTF-8 的 .txt。')
  return importText(text.replace(/^\ufeff/, ''), stem)
}

function wrongType(mediaType: string, name: string): string | null {
  if (mediaType === 'application/pdf')
    return 'PDF 文件不能直接导入。请打开原来的 Word 或 WPS 文件，另存为 .docx 后导入。'
  if (mediaType === 'application/x-ole-storage') {
    return '这是旧版 .doc、.wps 或加了密码的文件，不能直接导入。请用 Word 或 WPS 打开（去掉密码），另存为 .docx 后导入。'
  }
  if (mediaType === 'application/rtf') return 'RTF 文件不能直接导入。请用 Word 或 WPS 打开，另存为 .docx 后导入。'
  if (mediaType.startsWith('image/')) return '这是图片，不是文稿。请在编辑器中用“插入图片”插入。'
  if (mediaType === 'application/vnd.rar') return '这是压缩包。请解压后导入其中的 .docx 文件。'
  return /\.(docx?|wps|pdf|ofd|xlsx?|pptx?)$/i.test(name)
    ? '文件已损坏，或内容与扩展名不符，未导入。请用 Word 或 WPS 打开，另存为 .docx 后再试。'
    : null
}

async function importDocx(bytes: Uint8Array, stem: string): Promise<Result<Imported, ImportRefusal>> {
  const read = await runInWorker('import-docx', { bytes, name: stem })
  if (!read.ok) return no({ code: 'import-refused', zh: read.refusal.zh })
  if (typeof read.value === 'string') return refused(notDocx[read.value])
  return checked(read.value)
}

const notDocx: Record<NotDocx, string> = {
  archive: '这是压缩包，不是 .docx 文稿。请解压后导入其中的 .docx 文件；OFD 文件请用原文稿另存为 .docx。',
  office: '这是电子表格或演示文稿，不能作为稿件导入。请把需要的内容复制到 Word 或 WPS 文字中，另存为 .docx。',
}

function importText(text: string, stem: string): Result<Imported, ImportRefusal> {
  if (text.trim() === '') return refused('文件中没有文字，未导入。')
  const { body: whole, report } = textToBody(text)
  const { title, body } = takeTitle(whole)
  if (!title) report.notes.push('未能识别标题，暂以文件名为标题，请核对。')
  return checked({ title: title ?? stem, body, files: [], report, hints: hintsOf(body) })
}

/** The last gate: what leaves here is the closed schema or nothing. */
function checked(imported: Imported): Result<Imported, ImportRefusal> {
  const body = Body.safeParse(imported.body)
  if (!body.success) return refused('文件的结构超出了稿件能容纳的范围，未导入。请把过长的表格或段落拆开后再试。')
  return ok({ ...imported, body: body.data })
}
