import { createHash, randomBytes } from 'node:crypto'
import { largestFileMB } from '#core/article/content'
import { runnableZh, runsWhenOpened } from '#core/channels/limits'
import type { Files } from '#core/ports'
import { no, ok, type Result } from '#core/result'
import type { Refusal } from '#core/refusal'
import type { Store } from '#core/store'
import { importFile } from '#server/import/index'
import { mediaTypeOf } from '#server/import/file-type'
import { runInWorker } from '#server/import/run-in-worker'
import { screenFile } from '#server/import/screen-file'
import { stripImage } from '#server/import/strip-image'
import { stripVideo } from '#server/import/strip-video'

/** Largest picture or attachment, in bytes (issue of storage: they live in the database by digest). */
export const largestFile = largestFileMB * 1024 * 1024

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const refused = (zh: string): Result<never, Refusal> => no({ code: 'file-refused', zh })

/** Types whose words can be read and so must be screened before they are kept. */
const readable = /\.(docx|xlsx|pdf|txt|csv|md)$/i

/** Pictures of telephones and cameras whose EXIF cannot be taken out here: where somebody stood must not be published unseen. */
const cameraKinds: Readonly<Record<string, string>> = { 'image/heic': 'HEIC', 'image/avif': 'AVIF', 'image/tiff': 'TIFF 或相机原始格式' }

/** Foreign files on their way in: read in a killable worker, screened for classification marks, pictures and films without metadata. */
export function fileDesk(store: Store, now: () => string): Files {
  /** A file with a classification mark is not kept; the trail says that it was brought (保密法 第三十一条). */
  async function refuseMarked(bytes: Uint8Array, name: string, by: string): Promise<Result<never, Refusal>> {
    const event = { type: 'classified-file-refused' as const, digest: sha256(bytes), name }
    await store.changeOffice({ key: randomBytes(16).toString('hex'), by, at: now() }, office =>
      office ? ok({ events: [event] }) : no({ code: 'not-set-up' }),
    )
    return refused(`“${name}”带有密级标志，已拒收，内容没有保存。请立即停止在本机处理该文件，并报告本单位保密工作机构。`)
  }

  async function marked(bytes: Uint8Array, name: string): Promise<boolean> {
    const screened = await screenFile(bytes, name)
    return screened.ok && screened.value.classified
  }

  async function keepPicture(bytes: Uint8Array, name: string) {
    const camera = cameraKinds[mediaTypeOf(bytes)]
    if (camera) return refused(`“${name}”是 ${camera} 图片，可能带有拍摄地点、时间和设备信息，本系统不能从中去除，没有保存。请先另存为 JPG 再添加，存入时会自动去除这些信息。`)
    const stripped = stripImage(bytes)
    const clean = stripped.ok ? stripped.value : mediaTypeOf(bytes) === 'image/gif' ? bytes : null
    if (!clean) return refused('图片已损坏或不是 PNG、JPEG、WebP、GIF，没有保存。请换一张图片。')
    return keepBytes(clean, name, mediaTypeOf(clean))
  }

  async function keepFilm(bytes: Uint8Array, name: string) {
    const stripped = stripVideo(bytes)
    return stripped.ok ? keepBytes(stripped.value, name, mediaTypeOf(bytes)) : refused(`“${name}”是视频，但文件已损坏或不完整，没有保存。请用原程序重新导出后再添加。`)
  }

  async function keepBytes(bytes: Uint8Array, name: string, mediaType: string) {
    const digest = sha256(bytes)
    await store.putFile({ digest, mediaType, size: bytes.length, name }, bytes)
    return ok({ digest, name, size: bytes.length, mediaType })
  }

  return {
    async keep(name, mediaType, base64, by) {
      const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
      if (bytes.length === 0) return refused('文件是空的，没有保存。')
      if (bytes.length > largestFile) return refused('文件超过 20 MB，没有保存。请压缩后再试。')
      if (mediaTypeOf(bytes).startsWith('image/')) return keepPicture(bytes, name)
      if (mediaTypeOf(bytes).startsWith('video/')) return keepFilm(bytes, name)
      if (runsWhenOpened(name)) return refused(runnableZh(name))
      if (readable.test(name) && (await marked(bytes, name))) return refuseMarked(bytes, name, by)
      return keepBytes(bytes, name, mediaType || 'application/octet-stream')
    },
    async table(name, base64, by) {
      const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
      if (bytes.length === 0) return no({ code: 'import-refused', zh: '文件是空的，没有可导入的内容。' })
      if (bytes.length > largestFile) return no({ code: 'too-large', limitMB: largestFileMB })
      if (await marked(bytes, name)) return refuseMarked(bytes, name, by)
      const read = await runInWorker('read-table', { bytes })
      if (read.ok) return read
      const { why, zh } = read.refusal
      return no({ code: 'import-refused', zh: why === 'unknown-kind' ? '这不是表格或文字文件，请另存为 xlsx、csv 或 txt。' : zh })
    },
    async import(name, base64, by) {
      const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
      if (bytes.length <= largestFile && (await marked(bytes, name))) return refuseMarked(bytes, name, by)
      const read = await importFile(bytes, name)
      if (!read.ok) return read
      const { title, subtitle = '', body, files, report, hints } = read.value
      for (const file of files) await store.putFile({ digest: file.digest, mediaType: file.mediaType, size: file.bytes.length, name: file.name }, file.bytes)
      const { documentNumber = '', formedOn = '', issuer = '' } = hints
      return ok({ title, subtitle, body, dropped: report.dropped, notes: report.notes, hints: { documentNumber, formedOn, issuer } })
    },
  }
}
