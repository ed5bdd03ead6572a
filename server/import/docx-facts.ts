import { archiveLimits, readArchive, type Archive, type ArchiveLimits } from './archive.ts'
import { RefusedFile } from './file-refusal.ts'
import { readImage } from './image-facts.ts'
import { readProperties } from './office-properties.ts'
import type { Collector } from './reading-types.ts'
import { decodeXml, readXml } from './xml-events.ts'

/** Collected words of one WordprocessingML part, by how the reader sees them. */
type Words = { seen: string[]; deleted: string[]; hidden: string[]; codes: string[]; labels: string[]; inserted: boolean; people: Set<string> }

const partNames: readonly (readonly [RegExp, string, 'body' | 'margin' | 'hidden'])[] = [
  [/^word\/document\d*\.xml$/, '正文', 'body'],
  [/^word\/header(\d*)\.xml$/, '页眉', 'margin'],
  [/^word\/footer(\d*)\.xml$/, '页脚', 'margin'],
  [/^word\/footnotes\.xml$/, '脚注', 'body'],
  [/^word\/endnotes\.xml$/, '尾注', 'body'],
  [/^word\/comments\w*\.xml$/, '批注', 'hidden'],
  [/^word\/glossary\/document\.xml$/, '构建基块', 'hidden'],
  [/^word\/(?:charts|diagrams|drawings)\/[^/]+\.xml$/, '图表', 'body'],
  [/^customXml\/item\d*\.xml$/, '自定义 XML 数据', 'hidden'],
]

/** Everything with words in a .docx – body, margins, notes, comments, tracked changes, hidden text, fields, properties – and what is embedded in it. */
export const readDocx = async (bytes: Uint8Array, into: Collector, prefix = '', depth = 0, limits: ArchiveLimits = archiveLimits): Promise<Archive> => {
  const archive = await readArchive(bytes, () => true, limits)
  if (!archive.names.some((name) => /^word\/document\d*\.xml$/.test(name))) throw new RefusedFile('wrong-content')
  for (const [pattern, zh, place] of partNames)
    for (const name of archive.names) {
      const match = pattern.exec(name)
      const part = match ? archive.read(name) : undefined
      if (part) readWords(part, `${prefix}${zh}${match?.[1] ?? ''}`, place, into)
    }
  readProperties(archive, into, prefix)
  readRelations(archive, into, prefix)
  readSettings(archive, into, prefix)
  readAlternateFormats(archive, into, prefix)
  await readMedia(archive, into, prefix, 'word/media/')
  await readEmbedded(archive, into, prefix, depth, limits)
  return archive
}

const readWords = (bytes: Uint8Array, where: string, place: 'body' | 'margin' | 'hidden', into: Collector): void => {
  const words = wordsOf(bytes)
  into.part(where, place, words.seen.join(''))
  into.part(`${where}（已删除的修订）`, 'hidden', words.deleted.join(''))
  into.part(`${where}（隐藏文字）`, 'hidden', words.hidden.join(''))
  into.part(`${where}（域代码）`, 'hidden', words.codes.join('\n'))
  into.part(`${where}（图片说明和水印）`, 'margin', words.labels.join('\n'))
  if (words.deleted.join('').trim() || words.inserted) into.fact('tracked-changes', 'work-secret', 'warn', where, `留有修订痕迹${words.people.size ? `（${[...words.people].join('、')}）` : ''}，发布前请接受或拒绝全部修订`)
  if (words.hidden.join('').trim()) into.fact('hidden-text', 'work-secret', 'warn', where, '有隐藏文字，读者看不见但文件里有')
  if (where.endsWith('批注')) into.fact('comments', 'work-secret', 'warn', where, `留有批注${words.people.size ? `（${[...words.people].join('、')}）` : ''}，发布前请删除`)
}

/** Text of one part; `mc:Fallback` repeats what `mc:Choice` says and is skipped. */
const wordsOf = (bytes: Uint8Array): Words => {
  const words: Words = { seen: [], deleted: [], hidden: [], codes: [], labels: [], inserted: false, people: new Set() }
  let deleted = 0
  let fallback = 0
  let inRun = 0
  let vanish = false
  let code = ''
  let leaf = ''
  const add = (text: string) => {
    if (vanish) words.hidden.push(text)
    else (deleted > 0 ? words.deleted : words.seen).push(text)
  }
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'mc:Fallback') fallback++
      if (fallback > 0) return
      const local = name.slice(name.indexOf(':') + 1)
      leaf = local
      if (local === 'del' || local === 'moveFrom') deleted++
      if (local === 'ins' || local === 'moveTo') words.inserted = true
      if (attributes['w:author'] && (local === 'ins' || local === 'del' || local === 'comment')) words.people.add(attributes['w:author'].slice(0, 40))
      if (local === 'r') {
        inRun++
        vanish = false
      }
      if (inRun > 0 && (local === 'vanish' || local === 'specVanish') && !/^(?:0|false|off)$/.test(attributes['w:val'] ?? '')) vanish = true
      // 1.5 pt and less cannot be read
      if (inRun > 0 && local === 'sz' && Number(attributes['w:val']) <= 3) vanish = true
      if (local === 'tab' && inRun > 0) add('\t')
      if ((local === 'br' || local === 'cr') && inRun > 0) add('\n')
      if (local === 'noBreakHyphen') add('-')
      if (local === 'textpath' && attributes['string']) words.labels.push(attributes['string'])
      if (local === 'docPr') words.labels.push(...[attributes['descr'] ?? '', attributes['title'] ?? ''].filter(Boolean))
    },
    text(text) {
      if (fallback > 0) return
      if (leaf === 't' || leaf === 'v') add(text)
      else if (leaf === 'delText') words.deleted.push(text)
      else if (leaf === 'instrText' || leaf === 'delInstrText') code += text
    },
    close(name) {
      if (name === 'mc:Fallback') fallback--
      if (fallback > 0) return
      const local = name.slice(name.indexOf(':') + 1)
      leaf = ''
      if (local === 'del' || local === 'moveFrom') deleted--
      if (local === 'r') inRun--
      if (local === 'p' || local === 'tr') {
        if (local === 'p' && code) words.codes.push(code)
        if (local === 'p') code = ''
        for (const list of [words.seen, words.deleted, words.hidden]) if (list.length > 0 && list[list.length - 1] !== '\n') list.push('\n')
      }
      // cells of a row stay on one line, as a reader sees them
      if (local === 'tc') for (const list of [words.seen, words.deleted]) if (list[list.length - 1] === '\n') list[list.length - 1] = '\t'
    },
  })
  return words
}

const readRelations = (archive: Archive, into: Collector, prefix: string): void => {
  const links: string[] = []
  for (const name of archive.names) {
    const part = /^(?:word|xl|ppt)\/(?:.*\/)?_rels\/.+\.rels$/.test(name) ? archive.read(name) : undefined
    if (!part) continue
    readXml(part, {
      open(element, attributes) {
        if (!element.endsWith('Relationship') || attributes['TargetMode'] !== 'External') return
        const target = attributes['Target'] ?? ''
        if ((attributes['Type'] ?? '').endsWith('hyperlink')) links.push(target)
        else into.fact('external-part', 'link', 'warn', `${prefix}外部引用`, `文件引用了外部的${(attributes['Type'] ?? '').endsWith('attachedTemplate') ? '模板' : '图片或对象'}，打开时会联网或访问路径`, target)
      },
    })
  }
  into.part(`${prefix}超链接地址`, 'hidden', links.join('\n'))
}

const readSettings = (archive: Archive, into: Collector, prefix: string): void => {
  const settings = archive.read('word/settings.xml')
  const variables: string[] = []
  if (settings)
    readXml(settings, {
      open(name, attributes) {
        if (name === 'w:docVar') variables.push(`${attributes['w:name'] ?? ''}：${attributes['w:val'] ?? ''}`)
      },
    })
  into.part(`${prefix}文档变量`, 'metadata', variables.join('\n'))
  if (archive.names.some((name) => /vbaProject\.bin$/i.test(name))) into.fact('macro', 'link', 'warn', `${prefix}宏`, '文件带有宏，请另存为不含宏的文件')
  if (archive.names.some((name) => name.startsWith('_xmlsignatures/'))) into.fact('signature', 'personal', 'info', `${prefix}数字签名`, '文件带有数字签名，内含签名人信息')
}

/** `w:altChunk` parts: HTML, RTF or text that Word merges when it opens the file. */
const readAlternateFormats = (archive: Archive, into: Collector, prefix: string): void => {
  for (const name of archive.names)
    if (/^word\/[^/]+\.(?:html?|mht|rtf|txt)$/i.test(name)) {
      const part = archive.read(name)
      if (part) into.part(`${prefix}嵌入的${name.split('.').pop()?.toLowerCase() ?? ''}`, 'hidden', decodeXml(part).replace(/<[^>]{0,2000}>/g, ' '))
    }
}

/** Pictures of an office file: their metadata is read like that of a picture on its own. */
export const readMedia = async (archive: Archive, into: Collector, prefix: string, folder: string): Promise<void> => {
  let index = 0
  for (const name of archive.names) {
    const part = name.startsWith(folder) || name.startsWith('docProps/thumbnail.') ? archive.read(name) : undefined
    if (!part) continue
    const where = name.startsWith('docProps/') ? `${prefix}文档缩略图` : `${prefix}图片${++index}`
    if (name.startsWith('docProps/')) into.fact('thumbnail', 'personal', 'info', where, '文件带有首页缩略图，可能是旧内容')
    await readImage(part, into, where, false)
  }
}

const readEmbedded = async (archive: Archive, into: Collector, prefix: string, depth: number, limits: ArchiveLimits): Promise<void> => {
  let left = limits.inflatedBytes - archive.inflatedBytes
  for (const name of archive.names) {
    if (!/(?:^|\/)embeddings\/[^/]+$/.test(name)) continue
    const where = `${prefix}嵌入对象 ${name.split('/').pop() ?? ''}`
    const part = archive.read(name)
    if (!part) continue
    const readable = depth < 2 && /\.(?:docx|xlsx)$/i.test(name)
    into.fact('embedded-object', 'work-secret', 'warn', where, readable ? '文件里嵌有另一个文件，已一并检查' : '文件里嵌有不能检查的对象，请删除或另存为图片')
    if (!readable) continue
    const inner = await (/\.docx$/i.test(name) ? readDocx : (await import('./xlsx-text.ts')).readXlsx)(part, into, `${where} › `, depth + 1, { ...limits, inflatedBytes: Math.max(0, left) })
    left -= inner.inflatedBytes
  }
}
