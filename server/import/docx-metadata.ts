import type { Tally } from '#core/import/import'
import { workingBanner } from '#server/export/paper-names'
import { descendants, elements, type Xml } from '#server/import/xml'

type Parts = { names: readonly string[]; xml: (path: string) => Xml | null }

/** The words of an element as a reader sees them. */
export const visibleWords = (xml: Xml): string =>
  descendants(xml, 'w:t')
    .map(text => text.children.join(''))
    .join('')

/** What the file carries beside its body. All of it stays behind, and the person is told: it is a matter of confidentiality. */
export function reportMetadata(entries: Map<string, Uint8Array>, xml: (path: string) => Xml | null, tally: Tally) {
  const parts: Parts = { names: [...entries.keys()], xml }
  const count = (what: string, pattern: RegExp) => tally.drop(what, named(parts, pattern).length)
  for (const path of named(parts, /^word\/comments\.xml$/)) tally.drop('批注', elements(xml(path) ?? noXml, 'w:comment').length)
  reportMargins(parts, tally)
  count('宏', /vbaProject\.bin$/)
  count('嵌入文件', /^word\/embeddings\//)
  count('自定义 XML 数据', /^customXml\/item\d+\.xml$/)
  count('文件缩略图', /^docProps\/thumbnail\./)
  count('构建基块（自动图文集）', /^word\/glossary\/document\.xml$/)
  reportSettings(parts, tally)
  reportPeople(parts, tally)
  reportProperties(parts, tally)
}

const noXml: Xml = { name: '#none', attrs: {}, children: [] }
const named = ({ names }: Parts, pattern: RegExp): string[] => names.filter(name => pattern.test(name))

function reportMargins(parts: Parts, tally: Tally) {
  for (const path of named(parts, /^word\/(header|footer)\d*\.xml$/)) {
    const words = visibleWords(parts.xml(path) ?? noXml).trim()
    if (!/[^\d\s—\-–·第页共]/.test(words) || words.startsWith(workingBanner)) continue
    tally.drop('页眉页脚')
    tally.note(`页眉页脚未导入，其中有：“${words.slice(0, 60)}${words.length > 60 ? '…' : ''}”。`)
  }
}

/** Word numbers every sitting at a file (rsid): who holds two files can tell that they come from one. */
function reportSettings({ xml }: Parts, tally: Tally) {
  const settings = xml('word/settings.xml')
  if (!settings) return
  tally.drop('编辑痕迹标识（rsid）', descendants(settings, 'w:rsid').length)
  tally.drop('文档变量', descendants(settings, 'w:docVar').length)
}

/** People named in the properties, and by Word beside their changes and comments. */
function reportPeople(parts: Parts, tally: Tally) {
  const core = parts.xml('docProps/core.xml')
  const app = parts.xml('docProps/app.xml')
  const inProperties = [
    ...['dc:creator', 'cp:lastModifiedBy'].flatMap(name => (core ? descendants(core, name) : [])),
    ...(app ? descendants(app, 'Manager') : []),
  ]
  const owners = list(inProperties.map(one => one.children.join('')))
  if (owners) tally.note(`文件属性中记有人员姓名（${owners}），未导入。`)
  const authors: string[] = []
  const walk = (element: Xml) => {
    const author = element.attrs['w:author'] ?? element.attrs['w15:author']
    if (author) authors.push(author)
    elements(element).forEach(walk)
  }
  for (const path of named(parts, /^word\/(document\d*|comments|people)\.xml$/)) walk(parts.xml(path) ?? noXml)
  const hands = list(authors)
  if (hands) tally.note(`修订和批注中记有人员姓名（${hands}），未导入。`)
}

function reportProperties({ xml }: Parts, tally: Tally) {
  const app = xml('docProps/app.xml')
  const said = (name: string) => list(app ? descendants(app, name).map(one => one.children.join('')) : [])
  const company = said('Company')
  if (company) tally.note(`文件属性中记有单位名称（${company}），未导入。`)
  const base = said('HyperlinkBase')
  if (base) tally.note(`文件属性中记有链接基址（${base}），未导入。`)
  const custom = xml('docProps/custom.xml')
  const properties = custom ? elements(custom).map(one => one.attrs['name'] ?? '') : []
  tally.drop('自定义属性', properties.length)
  const names = list(properties)
  if (names) tally.note(`文件带有自定义属性（${names}），未导入。`)
}

/** Each once, the first five, cut short. */
function list(words: readonly string[]): string {
  const each = [...new Set(words.map(one => one.trim().slice(0, 20)).filter(Boolean))]
  return each.slice(0, 5).join('、') + (each.length > 5 ? `等 ${each.length} 项` : '')
}
