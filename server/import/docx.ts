import type { Body } from '#core/article/content'
import { assemble } from '#core/import/assemble'
import { Tally, type Imported } from '#core/import/import'
import { hintsOf, takeTitle } from '#core/import/title'
import { styleNames } from '#server/export/paper-names'
import { readArchive } from '#server/import/archive'
import { DocxBody, type DocxParts } from '#server/import/docx-body'
import { DocxImages } from '#server/import/docx-images'
import { Numbers } from '#server/import/docx-numbering'
import { reportMetadata, visibleWords } from '#server/import/docx-metadata'
import { OwnDocx } from '#server/import/docx-own'
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
  const styles = new Styles(xml(related('styles')))
  const exact = styles.has(styleNames.body)
  const parts: DocxParts = {
    styles,
    numbers: new Numbers(xml(related('numbering'))),
    images,
    tally,
    target: id => relationships.get(id),
    part,
    footnotes: notesOf(xml(related('footnotes')), 'w:footnote', exact),
    endnotes: notesOf(xml(related('endnotes')), 'w:endnote', exact),
    textWidth: textWidthOf(body),
    exact,
  }
  const reader = new DocxBody(parts)
  if (exact) {
    reportMetadata(entries, xml, tally)
    return ownImported(new OwnDocx(reader), body, name)
  }
  const blocks = assemble(reader.rough(body, 'body'), 'body', tally, 'keep')
  reportMetadata(entries, xml, tally)
  const whole = { type: 'doc' as const, content: blocks.length ? blocks : [{ type: 'paragraph' as const }] }
  const { title, body: rest } = takeTitle(
    whole,
    reader.titles.find(words => words.length <= 200),
  )
  if (!title) tally.note('未能识别标题，暂以文件名为标题，请核对。')
  return { title: title ?? name, body: rest, files: images.files, report: tally.report(), hints: hintsOf(rest) }
}

/** A file that left this product comes back as it was, with whatever was done to it since. */
function ownImported(own: OwnDocx, body: Xml, name: string): Imported {
  const { images, tally } = own.reader.parts
  const blocks = own.blocks(body, 'body')
  if (own.lineage.length) tally.note(`这是审校台导出的内部流转稿（${own.lineage.join(' · ')}），其中的改动会作为新内容带入，请核对。`)
  tally.drop('附件清单（附件本身请在“附件”中上传）', own.attachments)
  if (!own.title) tally.note('未能识别标题，暂以文件名为标题，请核对。')
  const content: Body = { type: 'doc', content: blocks.length ? blocks : [{ type: 'paragraph' }] }
  const hints = { ...hintsOf(content), ...(own.documentNumber && { documentNumber: own.documentNumber }) }
  return { title: own.title || name, ...(own.subtitle && { subtitle: own.subtitle }), body: content, files: images.files, report: tally.report(), hints }
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
function notesOf(notes: Xml | null, element: string, exact: boolean): Map<string, string> {
  const found = new Map<string, string>()
  for (const note of notes ? elements(notes, element) : []) {
    const words = elements(note, 'w:p').map(visibleWords).join(' ')
    const text = exact ? words.trim() : words.replace(/\s+/g, ' ').trim()
    if (text && !['separator', 'continuationSeparator'].includes(note.attrs['w:type'] ?? ''))
      found.set(note.attrs['w:id'] ?? '', text)
  }
  return found
}

function textWidthOf(body: Xml): number {
  const section = descendants(body, 'w:sectPr').at(-1)
  const margin = child(section, 'w:pgMar')?.attrs
  const width =
    Number(child(section, 'w:pgSz')?.attrs['w:w']) - Number(margin?.['w:left']) - Number(margin?.['w:right'])
  return width > 1000 ? width : standardTextWidth
}
