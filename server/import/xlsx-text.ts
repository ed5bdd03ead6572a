import { archiveLimits, readArchive, type Archive, type ArchiveLimits } from './archive.ts'
import { readMedia } from './docx-facts.ts'
import { RefusedFile } from './file-refusal.ts'
import { readProperties } from './office-properties.ts'
import { longestText, type Collector } from './reading-types.ts'
import { readXml } from './xml-events.ts'

type Sheet = { name: string; state: string; path: string }

/** Every sheet of an .xlsx with its cells row by row (columns by tab), hidden ones too, with comments, headers, drawings, names and properties. */
export const readXlsx = async (bytes: Uint8Array, into: Collector, prefix = '', _depth = 0, limits: ArchiveLimits = archiveLimits): Promise<Archive> => {
  const archive = await readArchive(bytes, () => true, limits)
  const workbook = archive.read('xl/workbook.xml')
  if (!workbook) throw new RefusedFile('wrong-content')
  const strings = sharedStrings(archive)
  const names: string[] = []
  for (const sheet of sheetsOf(archive, workbook, names)) {
    const part = archive.read(sheet.path)
    const where = `${prefix}工作表“${sheet.name}”`
    if (sheet.state) into.fact('hidden-sheet', 'work-secret', 'warn', where, '工作表是隐藏的，下载者可以取消隐藏看到内容')
    if (part) readSheet(part, strings, where, sheet.state !== '', into)
  }
  into.part(`${prefix}定义的名称`, 'hidden', names.join('\n'))
  for (const name of archive.names) {
    const part = archive.read(name)
    if (!part) continue
    if (/^xl\/(?:comments\d*|comments\/.+|threadedComments\/.+)\.xml$/.test(name)) {
      into.part(`${prefix}批注`, 'hidden', textsOf(part))
      into.fact('comments', 'work-secret', 'warn', `${prefix}批注`, '留有批注，发布前请删除')
    } else if (/^xl\/(?:drawings|charts)\/[^/]+\.xml$/.test(name)) into.part(`${prefix}图形文字`, 'body', textsOf(part))
    else if (name.startsWith('xl/externalLinks/') && name.endsWith('.xml')) into.fact('external-part', 'link', 'warn', `${prefix}外部引用`, '工作簿引用了其他文件，可能缓存着对方的数据')
    else if (name.startsWith('xl/pivotCache/pivotCacheRecords')) into.fact('pivot-cache', 'aggregation', 'warn', `${prefix}数据透视表`, '数据透视表缓存着全部原始数据')
    else if (name.endsWith('vbaProject.bin')) into.fact('macro', 'link', 'warn', `${prefix}宏`, '文件带有宏，请另存为不含宏的文件')
    else if (/embeddings\/[^/]+$/.test(name)) into.fact('embedded-object', 'work-secret', 'warn', `${prefix}嵌入对象`, '表格里嵌有不能检查的对象，请删除')
  }
  readProperties(archive, into, prefix)
  await readMedia(archive, into, prefix, 'xl/media/')
  return archive
}

/** The sheets of a workbook in their order, those it does not name as hidden ones; `names` is given its defined names. */
export const sheetsOf = (archive: Archive, workbook: Uint8Array, names: string[]): Sheet[] => {
  const targets = new Map<string, string>()
  const relations = archive.read('xl/_rels/workbook.xml.rels')
  if (relations)
    readXml(relations, {
      open(_name, attributes) {
        if (attributes['Id'] && attributes['Target']) targets.set(attributes['Id'], attributes['Target'].replace(/^\/?(?:xl\/)?/, 'xl/'))
      },
    })
  const sheets: Sheet[] = []
  let definedName: string | undefined
  readXml(workbook, {
    open(name, attributes) {
      if (name.endsWith('sheet')) {
        const id = attributes['r:id'] ?? ''
        sheets.push({ name: attributes['name'] ?? '', state: attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden' ? attributes['state'] : '', path: targets.get(id) ?? `xl/worksheets/sheet${sheets.length + 1}.xml` })
      }
      definedName = name.endsWith('definedName') ? attributes['name'] : undefined
    },
    text(text) {
      if (definedName !== undefined) names.push(`${definedName}：${text}`)
    },
  })
  const known = new Set(sheets.map((sheet) => sheet.path))
  for (const path of archive.names)
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(path) && !known.has(path)) sheets.push({ name: path, state: 'hidden', path })
  return sheets
}

/** Text of every shared string, by index; phonetic guides (`rPh`) are not part of it. */
export const sharedStrings = (archive: Archive): string[] => {
  const strings: string[] = []
  const part = archive.read('xl/sharedStrings.xml')
  if (!part) return strings
  let text = ''
  let inText = false
  let phonetic = false
  readXml(part, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      inText = name === 't'
    },
    text: (piece) => void (inText && !phonetic && (text += piece)),
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') strings.push(text)
    },
  })
  return strings
}

const readSheet = (bytes: Uint8Array, strings: readonly string[], where: string, hiddenSheet: boolean, into: Collector): void => {
  const rows: string[] = []
  const margins: string[] = []
  let row: string[] = []
  let type = ''
  let value = ''
  let leaf = ''
  let hiddenRows = 0
  let characters = 0
  readXml(bytes, {
    open(name, attributes) {
      leaf = name
      if (name === 'row' && attributes['hidden'] === '1') hiddenRows++
      if (name === 'col' && attributes['hidden'] === '1') hiddenRows++
      if (name === 'c') {
        type = attributes['t'] ?? 'n'
        value = ''
      }
    },
    text(text) {
      if (leaf === 'v' || leaf === 't') value += text
      else if (/^(?:odd|even|first)(?:Header|Footer)$/.test(leaf)) margins.push(text.replace(/&(?:[LCRPNDTFAZ]|"[^"]*"|K[\dA-F]{6}|\d+)/g, ' '))
    },
    close(name) {
      leaf = ''
      if (name === 'c' && row.length > 16_384) throw new RefusedFile('bomb')
      if (name === 'c') row.push(type === 's' ? (strings[Number(value)] ?? '') : type === 'n' ? plainNumber(value) : value)
      if (name === 'row') {
        const line = row.map((cell) => cell.replace(/[\r\n\t]+/g, ' ')).join('\t')
        characters += line.length
        if (characters > longestText) throw new RefusedFile('bomb')
        if (line.trim()) rows.push(line)
        row = []
      }
    },
  })
  into.part(where, hiddenSheet ? 'hidden' : 'body', rows.join('\n'))
  into.part(`${where}（页眉页脚）`, 'margin', margins.join('\n'))
  if (hiddenRows > 0) into.fact('hidden-cells', 'work-secret', 'warn', where, `有隐藏的行或列（${hiddenRows} 处），下载者可以取消隐藏看到内容`)
}

/** 1.38001380001E10 → 13800138001: numbers typed as numbers are stored in scientific form when long. */
const plainNumber = (value: string): string => (/e/i.test(value) && Number.isFinite(Number(value)) && Math.abs(Number(value)) < 1e21 ? BigInt(Math.round(Number(value))).toString() : value)

const textsOf = (bytes: Uint8Array): string => {
  const texts: string[] = []
  let leaf = ''
  readXml(bytes, {
    open: (name) => void (leaf = name.slice(name.indexOf(':') + 1)),
    text: (text) => void ((leaf === 't' || leaf === 'text' || leaf === 'v' || leaf === 'author') && texts.push(text)),
    close(name) {
      leaf = ''
      if (/(?:^|:)(?:p|comment|author|threadedComment)$/.test(name)) texts.push('\n')
    },
  })
  return texts.join('')
}
