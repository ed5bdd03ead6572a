import { RefusedFile } from './file-refusal.ts'
import { mediaTypeOf } from './file-type.ts'
import { Collector, type FileReading } from './reading-types.ts'
import { decodeText } from './text-file.ts'

/**
 * Reads a file for screening; runs inside a worker. The bytes decide what the file is; a name that says otherwise is refused,
 * for a file that lies about its kind is not an office document. Throws `RefusedFile`.
 */
export const readParts = async (bytes: Uint8Array, name: string): Promise<FileReading> => {
  const into = new Collector()
  const kind = await readBy(bytes, (/\.([a-z0-9]{1,8})$/i.exec(name)?.[1] ?? '').toLowerCase(), into)
  into.part('文件名', 'metadata', name.replace(/\.[a-z0-9]{1,8}$/i, ''))
  return { kind, parts: into.parts, facts: into.facts }
}

const extensions: Readonly<Record<FileReading['kind'], readonly string[]>> = {
  docx: ['docx', 'docm', 'dotx'],
  xlsx: ['xlsx', 'xlsm', 'xltx'],
  pdf: ['pdf'],
  image: ['jpg', 'jpeg', 'jfif', 'png', 'webp', 'gif'],
  text: ['txt', 'csv', 'tsv', 'md', 'text', 'json', 'xml', 'html', 'htm', 'log', 'jsonl'],
}

const readBy = async (bytes: Uint8Array, extension: string, into: Collector): Promise<FileReading['kind']> => {
  const media = mediaTypeOf(bytes)
  const agree = (kind: FileReading['kind']): FileReading['kind'] => {
    const claims = Object.values(extensions).some((list) => list.includes(extension))
    if (claims && !extensions[kind].includes(extension)) throw new RefusedFile('wrong-content')
    return kind
  }
  if (media === 'application/x-ole-storage') throw new RefusedFile('old-format')
  if (media === 'application/pdf') {
    const kind = agree('pdf')
    await (await import('./pdf-text.ts')).readPdf(bytes, into)
    return kind
  }
  if (media.startsWith('image/')) {
    const kind = agree('image')
    await (await import('./image-facts.ts')).readImage(bytes, into, '图片', true)
    return kind
  }
  if (media === 'application/zip') return readContainer(bytes, extension, into, agree)
  if (media !== 'application/octet-stream') throw new RefusedFile('unknown-kind')
  if (extension && !extensions.text.includes(extension)) throw new RefusedFile(Object.values(extensions).some((list) => list.includes(extension)) ? 'wrong-content' : 'unknown-kind')
  const text = decodeText(bytes)
  if (text === null) throw new RefusedFile('unknown-kind')
  // a byte order mark stays, so that offsets are those of the file as read
  into.part('全文', 'body', hasByteOrderMark(bytes) ? `\ufeff${text}` : text)
  return 'text'
}

const hasByteOrderMark = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) || (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

/** Which office format a ZIP is shows in its directory, which `readArchive` checks in full. */
const readContainer = async (bytes: Uint8Array, extension: string, into: Collector, agree: (kind: FileReading['kind']) => FileReading['kind']): Promise<FileReading['kind']> => {
  const directory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const isSheet = extensions.xlsx.includes(extension) || (!extensions.docx.includes(extension) && directory.includes('xl/workbook.xml'))
  if (isSheet) {
    await (await import('./xlsx-text.ts')).readXlsx(bytes, into)
    return agree('xlsx')
  }
  if (!extensions.docx.includes(extension) && !directory.includes('word/document')) throw new RefusedFile(extension === 'zip' || extension === '' ? 'unknown-kind' : 'wrong-content')
  await (await import('./docx-facts.ts')).readDocx(bytes, into)
  return agree('docx')
}
