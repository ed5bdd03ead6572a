import { assemble } from '#core/import/assemble'
import { Tally, type Imported } from '#core/import/import'
import { hintsOf, takeTitle } from '#core/import/title'
import { readArchive } from '#server/import/archive'
import { DocxBody, type DocxParts } from '#server/import/docx-body'
import { DocxImages } from '#server/import/docx-images'
import { Numbers } from '#server/import/docx-numbering'
import { Styles } from '#server/import/docx-styles'
import { child, descendants, elements, parseXml, type Xml } from '#server/import/xml'

/** Entry name → bytes of an opened archive. */
type Entries = Map<string, Uint8Array>

/** A zip that is no text document: some archive, or a spreadsheet or presentation. */
export type NotDocx = 'archive' | 'office'

/** The job of the import worker: opens the archive within its limits, then reads it. Throws `RefusedFile` when a limit is broken. */
export async function readDocxFile(bytes: Uint8Array, name: string): Promise<Imported | NotDocx> {
  const { parts } = await readArchive(bytes)
  if (!parts.has('[Content_Types].xml')) return 'archive'
  return [...parts.keys()].some(one => /^(xl|ppt)\//.test(one)) && !parts.has('word/document.xml')
    ? 'office'
    : docxToImported(parts, name)
}

/** A4 less the margins of GB/T 9704 (156 mm), in twips: used when a document does not say. */
const standardTextWidth = 8844

/**
 * A .docx, opened, as an article. Kept: words, headings, lists and automatic numbers as printed, tables with merged cells,
 * pictures, footnotes, alignment, links, page breaks. Found and reported, never carried: tracked changes, comments, hidden
 * text, headers and footers, macros, names in the file's properties. Throws on XML that is not well-formed.
 * `name` is the title of last resort.
 */
function docxToImported(entries: Entries, name: string): Imported {
  const tally = new Tally()
  const part = (path: string) => entries.get(path.replace(/^\//, ''))
  const xml = (path: string): Xml | null => {
    const bytes = part(path)
    return bytes ? parseXml(bytes) : null
  }
  const main = mainPart(xml('_rels/.rels'))
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const document = xml(main)
  const body = document && child(document, 'w:body')
  if (!body) throw new Error('no document body')
  const relationships = targetsOf(xml(`${folder}_rels/${main.slice(folder.length)}.rels`), folder)
  const related = (kind: string) =>
    [...relationships.values()].find(one => one.kind === kind)?.target ?? `${folder}${kind}.xml`
  const images = new DocxImages(tally)
  const parts: DocxParts = {
    styles: new Styles(xml(related('styles'))),
    numbers: new Numbers(xml(related('numbering'))),
    images,
    tally,
    target: id => relationships.get(id),
    part,
    footnotes: notesOf(xml(related('footnotes')), 'w:footnote'),
    endnotes: notesOf(xml(related('endnotes')), 'w:endnote'),
    textWidth: textWidthOf(body),
  }
  const reader = new DocxBody(parts)
  const blocks = assemble(reader.rough(body, 'body'), 'body', tally, 'keep')
  reportMetadata(entries, xml, tally)
  const whole = { type: 'doc' as const, content: blocks.length ? blocks : [{ type: 'paragraph' as const }] }
  const { title, body: rest } = takeTitle(
    whole,
    reader.titles.find(words => words.length <= 200),
  )
  if (!title) tally.note('未能识别标题,暂以文件名为标题,请核对。')
  return { title: title ?? name, body: rest, files: images.files, report: tally.report(), hints: hintsOf(rest) }
}

type Relationship = { target: string; external: boolean; kind: string }

function mainPart(relationships: Xml | null): string {
  for (const one of targetsOf(relationships, '').values()) if (one.kind === 'officeDocument') return one.target
  return 'word/document.xml'
}

function targetsOf(relationships: Xml | null, folder: string): Map<string, Relationship> {
  const found = new Map<string, Relationship>()
  for (const one of relationships ? elements(relationships) : []) {
    const { Id = '', Target = '', Type = '', TargetMode = '' } = one.attrs
    const external = TargetMode === 'External'
    const target = external ? Target : Target.startsWith('/') ? Target.slice(1) : resolved(folder + Target)
    found.set(Id, { target, external, kind: Type.slice(Type.lastIndexOf('/') + 1) })
  }
  return found
}

function resolved(path: string): string {
  const out: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') out.pop()
    else if (step !== '.' && step !== '') out.push(step)
  }
  return out.join('/')
}

/** Words of each note by its id; separators are no notes. */
function notesOf(notes: Xml | null, element: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const note of notes ? elements(notes, element) : []) {
    const text = elements(note, 'w:p').map(visibleWords).join(' ').replace(/\s+/g, ' ').trim()
    if (text && !['separator', 'continuationSeparator'].includes(note.attrs['w:type'] ?? ''))
      found.set(note.attrs['w:id'] ?? '', text)
  }
  return found
}

const visibleWords = (xml: Xml): string =>
  descendants(xml, 'w:t')
    .map(text => text.children.join(''))
    .join('')

function textWidthOf(body: Xml): number {
  const section = descendants(body, 'w:sectPr').at(-1)
  const margin = child(section, 'w:pgMar')?.attrs
  const width =
    Number(child(section, 'w:pgSz')?.attrs['w:w']) - Number(margin?.['w:left']) - Number(margin?.['w:right'])
  return width > 1000 ? width : standardTextWidth
}

/** What the file carries beside its body. All of it stays behind, and the person is told: it is a matter of confidentiality. */
function reportMetadata(entries: Entries, xml: (path: string) => Xml | null, tally: Tally) {
  const named = (pattern: RegExp) => [...entries.keys()].filter(name => pattern.test(name))
  for (const path of named(/^word\/comments\.xml$/))
    tally.drop('批注', elements(xml(path) ?? noXml, 'w:comment').length)
  for (const path of named(/^word\/(header|footer)\d*\.xml$/)) {
    const words = visibleWords(xml(path) ?? noXml).trim()
    if (!/[^\d\s—\-–·第页共]/.test(words)) continue
    tally.drop('页眉页脚')
    tally.note(`页眉页脚未导入,其中有:“${words.slice(0, 60)}${words.length > 60 ? '…' : ''}”。`)
  }
  tally.drop('宏', named(/vbaProject\.bin$/).length)
  tally.drop('嵌入文件', named(/^word\/embeddings\//).length)
  const core = xml('docProps/core.xml')
  const people = ['dc:creator', 'cp:lastModifiedBy']
    .flatMap(name => (core ? descendants(core, name) : []))
    .map(one => one.children.join('').trim())
  const names = [...new Set(people.filter(Boolean))]
  if (names.length) tally.note(`文件属性中记有人员姓名(${names.map(one => one.slice(0, 20)).join('、')}),未导入。`)
}

const noXml: Xml = { name: '#none', attrs: {}, children: [] }
