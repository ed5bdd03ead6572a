import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of a hand-made ZIP; every field of its headers can be made to lie. */
export type ZipEntry = {
  name: string
  data?: Uint8Array | string
  /** Already compressed bytes, used as they are. */
  raw?: Uint8Array
  method?: number
  flags?: number
  declaredSize?: number
  declaredCompressedSize?: number
  crc?: number
  madeBy?: number
  attributes?: number
  /** Reuses the local header of an earlier entry instead of writing one. */
  sameDataAs?: number
}

type ZipOptions = { before?: Uint8Array; after?: Uint8Array; declaredEntries?: number; comment?: string; hideLast?: number }

/** Builds a ZIP byte by byte, so that tests can write archives that no library would. */
export const zip = (entries: readonly ZipEntry[], options: ZipOptions = {}): Uint8Array => {
  const pieces: Buffer[] = options.before ? [Buffer.from(options.before)] : []
  let at = options.before?.length ?? 0
  const directory: Buffer[] = []
  const places: { offset: number; compressed: number; size: number; crc: number }[] = []
  for (const entry of entries) {
    const data = Buffer.from(typeof entry.data === 'string' ? Buffer.from(entry.data, 'utf8') : (entry.data ?? new Uint8Array()))
    const method = entry.method ?? 8
    const body = Buffer.from(entry.raw ?? (method === 8 ? deflateRawSync(data) : data))
    const name = Buffer.from(entry.name, 'utf8')
    const earlier = entry.sameDataAs === undefined ? undefined : places[entry.sameDataAs]
    const place = earlier ?? { offset: at, compressed: entry.declaredCompressedSize ?? body.length, size: entry.declaredSize ?? data.length, crc: entry.crc ?? crc32(data) }
    places.push(place)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800 | (entry.flags ?? 0), 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(0, 6)
    common.writeUInt32LE(place.crc >>> 0, 10)
    common.writeUInt32LE(place.compressed >>> 0, 14)
    common.writeUInt32LE(place.size >>> 0, 18)
    common.writeUInt16LE(name.length, 22)
    if (!earlier) {
      const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, name, body])
      pieces.push(local)
      at += local.length
    }
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((entry.attributes ?? 0) >>> 0, 6)
    tail.writeUInt32LE(place.offset, 10)
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, entry.madeBy ?? 0]), common, tail, name]))
  }
  const whole = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  const count = options.declaredEntries ?? entries.length
  end.writeUInt16LE(Math.min(count, 0xffff), 8)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(whole.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(options.comment?.length ?? 0, 20)
  return Buffer.concat([...pieces, whole, end, Buffer.from(options.comment ?? ''), Buffer.from(options.after ?? new Uint8Array())])
}

const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** The entries of a small, valid .docx; `body` is the XML inside `w:body`, `more` are further or replaced entries. */
export const docxEntries = (body: string, more: readonly ZipEntry[] = []): ZipEntry[] => {
  const entries: ZipEntry[] = [
    { name: '[Content_Types].xml', data: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>` },
    { name: '_rels/.rels', data: `${head}<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>` },
    { name: 'word/document.xml', data: `${head}<w:document xmlns:w="${word}" xmlns:mc="m" xmlns:v="v" xmlns:r="r"><w:body>${body}</w:body></w:document>` },
  ]
  return [...entries.filter((entry) => !more.some((other) => other.name === entry.name)), ...more]
}

/** One Word paragraph. */
export const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

/** A WordprocessingML part of another root element, such as `w:hdr`. */
export const wordPart = (root: string, inner: string): string => `${head}<w:${root} xmlns:w="${word}" xmlns:v="v">${inner}</w:${root}>`

/** The entries of a small .xlsx: `sheets` give a name, a state and rows of inline strings. */
export const xlsxEntries = (sheets: readonly { name: string; state?: string; rows: readonly (readonly string[])[] }[], more: readonly ZipEntry[] = []): ZipEntry[] => [
  { name: '[Content_Types].xml', data: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>` },
  { name: 'xl/workbook.xml', data: `${head}<workbook xmlns="${sheet}" xmlns:r="${office}"><sheets>${sheets.map((each, i) => `<sheet name="${each.name}" sheetId="${i + 1}"${each.state ? ` state="${each.state}"` : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>` },
  { name: 'xl/_rels/workbook.xml.rels', data: `${head}<Relationships xmlns="${relationships}">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>` },
  ...sheets.map((each, i) => ({
    name: `xl/worksheets/sheet${i + 1}.xml`,
    data: `${head}<worksheet xmlns="${sheet}"><sheetData>${each.rows.map((row) => `<row>${row.map((cell) => (/^\d+(?:\.\d+E\d+)?$/.test(cell) ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t>${cell}</t></is></c>`)).join('')}</row>`).join('')}</sheetData></worksheet>`,
  })),
  ...more,
]
