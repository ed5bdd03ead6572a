import { archiveLimits, readArchive } from './archive.ts'
import { RefusedFile } from './file-refusal.ts'
import { mediaTypeOf } from './file-type.ts'
import { decodeText } from './text-file.ts'
import { sharedStrings, sheetsOf } from './xlsx-text.ts'
import { readXml } from './xml-events.ts'

/** A list that long is no lexicon; cells beyond the twentieth belong to nobody. */
const mostRows = 50_000
const mostColumns = 20

/** The rows of the first visible sheet of an .xlsx, or of a text file (.csv, .txt: commas or tabs), every cell as text. */
export async function readTable(bytes: Uint8Array): Promise<string[][]> {
  const type = mediaTypeOf(bytes)
  if (type === 'application/zip') return xlsxRows(bytes)
  if (type === 'application/x-ole-storage') throw new RefusedFile('old-format')
  if (type !== 'application/octet-stream') throw new RefusedFile('unknown-kind')
  const text = decodeText(bytes)
  if (text === null) throw new RefusedFile('unknown-kind')
  return csvRows(text.replace(/^\ufeff/, ''))
}

/** RFC 4180, with a tab as separator where the first line has one. A quote inside an unquoted cell is a quote. */
export function csvRows(text: string): string[][] {
  const separator = /^[^\n]*\t/.test(text) ? '\t' : ','
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    if (row.length < mostColumns) row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    if (rows.length > mostRows) throw new RefusedFile('bomb')
    row = []
  }
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') cell += text[++i]
      else if (char === '"') quoted = false
      else cell += char
    } else if (char === '"' && cell === '') quoted = true
    else if (char === separator) endCell()
    else if (char === '\n') endRow()
    else if (char !== '\r') cell += char
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

async function xlsxRows(bytes: Uint8Array): Promise<string[][]> {
  const archive = await readArchive(bytes, () => true, archiveLimits)
  const workbook = archive.read('xl/workbook.xml')
  if (!workbook) throw new RefusedFile('wrong-content')
  const sheet = sheetsOf(archive, workbook, []).find(({ state }) => state === '')
  const part = sheet && archive.read(sheet.path)
  return part ? cellsOf(part, sharedStrings(archive)) : []
}

function cellsOf(part: Uint8Array, strings: readonly string[]): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  let type = ''
  let value = ''
  let leaf = ''
  readXml(part, {
    open(name, attributes) {
      leaf = name
      if (name === 'row') {
        const number = Number(attributes['r'] ?? rows.length + 1)
        if (!(number >= rows.length && number <= mostRows)) throw new RefusedFile('bomb')
        while (rows.length < number - 1) rows.push([])
      }
      if (name === 'c') {
        at = columnOf(attributes['r']) ?? row.length
        type = attributes['t'] ?? 'n'
        value = ''
      }
    },
    text(text) {
      if (leaf === 'v' || leaf === 't') value += text
    },
    close(name) {
      leaf = ''
      if (name === 'c' && at < mostColumns) {
        while (row.length < at) row.push('')
        row[at] = type === 's' ? (strings[Number(value)] ?? '') : value
      }
      if (name === 'row') {
        rows.push(row)
        row = []
      }
    },
  })
  return rows
}

/** `C7` is the third column, 2. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : null
}
