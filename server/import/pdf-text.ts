import { constants, inflateSync } from 'node:zlib'
import { archiveLimits } from './archive.ts'
import { RefusedFile } from './file-refusal.ts'
import { ChineseCharacterMaps } from './pdf-cmaps.ts'
import type { Collector } from './reading-types.ts'

/** A PDF with more pages is refused: no notice has them, and each costs time. */
const mostPages = 1000

type PdfDocument = Awaited<ReturnType<(typeof import('unpdf'))['getDocumentProxy']>>
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

/** Text page by page, metadata, annotations, form values, attachments and scripts of a PDF. Streams are measured before anything is parsed. */
export const readPdf = async (bytes: Uint8Array, into: Collector): Promise<void> => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  checkBefore(buffer)
  const { getDocumentProxy } = await import('unpdf')
  const document = await getDocumentProxy(new Uint8Array(bytes), { useSystemFonts: false, disableFontFace: true, stopAtErrors: false, maxImageSize: 1, enableXfa: false, verbosity: 0, useWorkerFetch: false, cMapUrl: 'own/', cMapPacked: false, BinaryDataFactory: ChineseCharacterMaps }).catch((error: unknown) => {
    throw new RefusedFile(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged')
  })
  if (document.numPages > mostPages) throw new RefusedFile('bomb')
  if (document.numPages < 1) throw new RefusedFile('damaged')
  await readMetadata(document, into)
  let blank = 0
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const text = await textOf(page)
    if (!text.trim()) blank++
    into.part(`第 ${number} 页`, 'body', text)
    await readAnnotations(page, number, into)
    page.cleanup()
  }
  if (blank > 0) into.fact('no-text', 'work-secret', 'warn', '全文', `${blank} 页没有文字层（可能是扫描件），程序不能检查，请人工逐页审看`)
  await readAttachments(document, into)
  if (/\/(?:JavaScript|JS)\b/.test(buffer.toString('latin1'))) into.fact('script', 'link', 'warn', '全文', 'PDF 内含脚本，请重新导出')
}

/** Magic, foreign endings, encryption, and every compressed stream inflated and counted. */
const checkBefore = (buffer: Buffer): void => {
  if (buffer.subarray(0, 5).toString('latin1') !== '%PDF-') throw new RefusedFile('wrong-content')
  if (buffer.lastIndexOf('%%EOF') < 0 && buffer.lastIndexOf('endobj') < 0) throw new RefusedFile('damaged')
  const directory = buffer.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (directory >= 0 && directory > buffer.length - 65_557) throw new RefusedFile('mixed-kinds')
  measureStreams(buffer)
}

/**
 * Inflates every stream and counts. What a stream is, its bytes say: its dictionary may name the filter in escapes or by
 * reference. Filters that cannot be sniffed are left to the worker's memory cap.
 */
const measureStreams = (buffer: Buffer): void => {
  let inflated = 0
  let at = buffer.indexOf('stream')
  for (; at >= 0; at = buffer.indexOf('stream', at + 6)) {
    if (buffer.subarray(at - 3, at).toString('latin1') === 'end') continue
    let start = at + 6
    while (start < at + 9 && (buffer[start] === 0x0d || buffer[start] === 0x0a || buffer[start] === 0x20)) start++
    const end = buffer.indexOf('endstream', start)
    const data = buffer.subarray(start, end < 0 ? buffer.length : end)
    const dictionary = buffer.subarray(Math.max(0, at - 1024), at).toString('latin1')
    const filters = dictionary.slice(dictionary.lastIndexOf('obj') + 3)
    if (/\/(?:LZWDecode|RunLengthDecode)\b/.test(filters) && data.length * 200 > archiveLimits.inflatedBytes) throw new RefusedFile('bomb')
    inflated += inflatedLength(/\/(?:ASCII85Decode|A85)\b/.test(filters) ? fromAscii85(data) : /\/(?:ASCIIHexDecode|AHx)\b/.test(filters) ? Buffer.from(data.toString('latin1').replace(/[^\da-f]/gi, ''), 'hex') : data, archiveLimits.inflatedBytes - inflated)
  }
}

const looksDeflated = (data: Buffer): boolean => data.length > 2 && ((data[0] ?? 0) & 0x0f) === 8 && (((data[0] ?? 0) << 8) | (data[1] ?? 0)) % 31 === 0

/** Bytes after undoing up to four layers of deflate; a stream that breaks off counts for nothing. */
const inflatedLength = (data: Buffer, left: number): number => {
  let bytes = data
  let layers = 0
  while (looksDeflated(bytes)) {
    if (++layers > 4) throw new RefusedFile('bomb')
    try {
      bytes = inflateSync(bytes, { maxOutputLength: Math.max(1, left), finishFlush: constants.Z_SYNC_FLUSH })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new RefusedFile('bomb')
      break
    }
  }
  return layers > 0 ? bytes.length : 0
}

const fromAscii85 = (data: Buffer): Buffer => {
  const bytes: number[] = []
  let group: number[] = []
  for (const code of data.subarray(0, 2_000_000)) {
    if (code === 0x7e) break
    if (code === 0x7a && group.length === 0) bytes.push(0, 0, 0, 0)
    if (code < 0x21 || code > 0x75) continue
    group.push(code - 0x21)
    if (group.length < 5) continue
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0)
    bytes.push((value / 16777216) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
    group = []
  }
  const kept = group.length - 1
  if (kept > 0) {
    const value = [...group, 84, 84, 84, 84].slice(0, 5).reduce((sum, digit) => sum * 85 + digit, 0)
    bytes.push(...[(value / 16777216) & 255, (value >>> 16) & 255, (value >>> 8) & 255].slice(0, kept))
  }
  return Buffer.from(bytes)
}

const textOf = async (page: PdfPage): Promise<string> => {
  const content = await page.getTextContent({ includeMarkedContent: false })
  let text = ''
  for (const item of content.items) {
    if (!('str' in item)) continue
    text += item.str
    if (item.hasEOL) text += '\n'
  }
  return text
}

const readMetadata = async (document: PdfDocument, into: Collector): Promise<void> => {
  const { info, metadata } = await document.getMetadata().catch(() => ({ info: {}, metadata: undefined }))
  const labels: Readonly<Record<string, string>> = { Title: '标题', Author: '作者', Subject: '主题', Keywords: '关键词', Creator: '制作程序', Company: '单位' }
  const lines: string[] = []
  const add = (name: string, value: unknown) => {
    if (typeof value !== 'string' || !value.trim()) return
    lines.push(`${labels[name] ?? name}：${value}`)
    if (name === 'Author' || name === 'Company') into.fact('author', 'personal', 'info', '文档属性', `文档属性写有${labels[name]}：${value.slice(0, 60)}`, value)
  }
  for (const name of Object.keys(labels)) add(name, (info as Record<string, unknown>)[name])
  for (const [name, value] of Object.entries((info as { Custom?: Record<string, unknown> }).Custom ?? {})) add(name, value)
  const raw = (metadata as { getRaw?: () => unknown } | null | undefined)?.getRaw?.()
  if (typeof raw === 'string') lines.push(raw.slice(0, 200_000).replace(/<[^>]{0,2000}>/g, ' ').replace(/\s+/g, ' ').trim())
  into.part('文档属性', 'metadata', lines.join('\n'))
}

type Annotation = { subtype?: string; contentsObj?: { str?: string }; titleObj?: { str?: string }; fieldValue?: unknown; url?: string; unsafeUrl?: string; alternativeText?: string }

const readAnnotations = async (page: PdfPage, number: number, into: Collector): Promise<void> => {
  const notes: string[] = []
  const links: string[] = []
  for (const annotation of (await page.getAnnotations().catch(() => [])) as Annotation[]) {
    const note = [annotation.contentsObj?.str, annotation.titleObj?.str, typeof annotation.fieldValue === 'string' ? annotation.fieldValue : '', annotation.alternativeText].filter(Boolean)
    if (note.length > 0) notes.push(note.join(' '))
    const target = annotation.url ?? annotation.unsafeUrl
    if (target) links.push(target)
  }
  into.part(`第 ${number} 页批注和表单`, 'hidden', notes.join('\n'))
  into.part(`第 ${number} 页超链接地址`, 'hidden', links.join('\n'))
  if (notes.length > 0) into.fact('comments', 'work-secret', 'warn', `第 ${number} 页`, '留有批注或表单内容，请核对')
}

/** Attached texts and office files are read like the file itself; others are only named. */
const readAttachments = async (document: PdfDocument, into: Collector): Promise<void> => {
  for (const [id, { filename }] of (await document.getAttachments().catch(() => null)) ?? []) {
    const where = `附件 ${filename}`
    const content = await document.getAttachmentContent(id).catch(() => null)
    const office = /\.(?:docx|xlsx)$/i.test(filename)
    const plain = /\.(?:txt|csv|xml|html?|json|md)$/i.test(filename)
    into.fact('embedded-object', 'work-secret', 'warn', where, office || plain ? 'PDF 里带有附件，已一并检查' : 'PDF 里带有不能检查的附件，请取出单独检查')
    if (!content) continue
    if (plain) into.part(where, 'hidden', new TextDecoder().decode(content))
    if (!office) continue
    const read = /\.docx$/i.test(filename) ? (await import('./docx-facts.ts')).readDocx : (await import('./xlsx-text.ts')).readXlsx
    await read(content, into, `${where} › `, 1)
  }
}
