import { channelZh } from '#core/article/facts'
import { disclosureZh, validityZh, type Content, type Mark, type Table } from '#core/article/content'
import { dayZh, shanghaiMinute } from '#core/calendar/shanghai'
import { characters, everyFile, type Channel, type PlacedFiles, type ReleaseInput } from '#core/channels/channel'
import { escapeHtml, plainMark, serialize, type Dress } from '#core/channels/serialize'
import { websiteStyle } from '#core/channels/website-style'
import { plainText } from '#core/article/plain-text'

/** The main text column in px, which picture widths refer to. */
const columnWidth = 677

/**
 * 政府网站: one complete HTML page that runs nothing, with the page tags of 国办发〔2017〕47号 附件《网页设计规范》,
 * pictures beside it in images/ and attachments in files/.
 */
export const website: Channel = {
  zh: channelZh.website,
  measure: content => [
    { name: '正文字数', value: characters(plainText(content).text.replace(/\s/g, '')), limit: null, basis: '' },
  ],
  missingFacts,
  carries: everyFile,
  write: (input, files) => ({ texts: [{ path: 'index.html', text: page(input, files) }], page: 'index.html' }),
}

/** The mandatory tags of the standard, each with what to call it when it is not known. */
function missingFacts({ site, content }: ReleaseInput): string[] {
  const { publication } = content
  const column = site.columns.find(one => one.name === publication.column)
  const facts: [string, string | undefined][] = [
    ['网站名称', site.name],
    ['网站域名', site.domain],
    ['网站标识码', site.idCode],
    ['稿件的栏目', publication.column],
    ['文章标题', content.title.trim()],
    [publication.source.type === 'reprint' ? '转载来源' : '发布机构', sourceOf(content)],
  ]
  if (publication.column) {
    facts.push(
      [`栏目“${publication.column}”的栏目描述`, column?.description],
      [`栏目“${publication.column}”的栏目关键词`, column?.keywords],
      [`栏目“${publication.column}”的栏目类别`, column?.type],
    )
  }
  return facts.filter(([, value]) => !value).map(([name]) => name)
}

const sourceOf = ({ publication }: Content): string =>
  publication.source.type === 'reprint' ? publication.source.name : publication.issuer

/** Name and value of every page tag, in the order of the standard; optional ones only when there is something to say. */
function pageTags(input: ReleaseInput, files: PlacedFiles): [string, string][] {
  const { content, site } = input
  const { publication } = content
  const column = site.columns.find(one => one.name === publication.column)
  const image = everyFile(content)
    .map(digest => files.get(digest)?.path ?? '')
    .find(path => path.startsWith('images/'))
  const tags: [string, string][] = [
    ['SiteName', site.name],
    ['SiteDomain', site.domain],
    ['SiteIDCode', site.idCode],
    ['ColumnName', publication.column],
    ['ColumnDescription', column?.description ?? ''],
    ['ColumnKeywords', column?.keywords ?? ''],
    ['ColumnType', column?.type ?? ''],
    ['ArticleTitle', content.title],
    ['PubDate', shanghaiMinute(input.releasedAt)],
    ['ContentSource', sourceOf(content)],
    ['Keywords', publication.keywords.join(',')],
    ['Author', publication.editor],
    ['Description', publication.summary],
    ['Image', image ?? ''],
    ['Url', input.url ?? ''],
  ]
  return tags.filter(([, value]) => value !== '')
}

/** 信息公开目录 fields, as far as they are filled. */
function facts({ publication: p }: Content): [string, string][] {
  const all: [string, string][] = [
    ['索引号', p.indexNumber],
    ['主题分类', p.topic],
    ['发布机构', p.issuer],
    ['成文日期', p.formedOn && dayZh(p.formedOn)],
    ['发文字号', p.documentNumber],
    ['有效性', p.validity && validityZh[p.validity]],
    ['施行日期', p.effectiveOn && dayZh(p.effectiveOn)],
    ['失效日期', p.expiresOn && dayZh(p.expiresOn)],
    ['公开方式', disclosureZh[p.disclosure.attribute]],
  ]
  return all.filter(([, value]) => value !== '')
}

function page(input: ReleaseInput, files: PlacedFiles): string {
  const { content, site } = input
  const tables: Table[] = []
  const { html, footnotes } = serialize(content.body, dress(files, tables))
  const tags = pageTags(input, files).map(([name, value]) => `<meta name="${name}" content="${escapeHtml(value)}">`)
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escapeHtml(content.title)}_${escapeHtml(site.name)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${tags.join('\n')}
<style>
${websiteStyle}${tables.map(columnWidths).join('')}</style>
</head>
<body>
<header>${escapeHtml(site.name)}<span>${escapeHtml(content.publication.column)}</span></header>
<main>
<article>
<h1>${escapeHtml(content.title)}</h1>
${content.subtitle && `<p class="subtitle">${escapeHtml(content.subtitle)}</p>\n`}${byline(input)}
${factsTable(content)}<div class="text">
${html}
</div>
${notes(footnotes)}${attachments(content, files)}</article>
</main>
<footer>网站标识码：${escapeHtml(site.idCode)}</footer>
</body>
</html>
`
}

function byline({ content, releasedAt }: ReleaseInput): string {
  const { source, editor } = content.publication
  const address = source.type === 'reprint' && /^https?:/i.test(source.url) ? source.url : ''
  const name = escapeHtml(sourceOf(content))
  const parts = [
    `发布时间：<time datetime="${shanghaiMinute(releasedAt)}">${shanghaiMinute(releasedAt)}</time>`,
    `来源：${address ? `<a href="${escapeHtml(address)}">${name}</a>` : name}`,
    ...(editor ? [`责任编辑：${escapeHtml(editor)}`] : []),
  ]
  return `<p class="byline">${parts.map(part => `<span>${part}</span>`).join('')}</p>`
}

function factsTable(content: Content): string {
  const all = facts(content)
  if (content.kind === 'news' && !content.publication.indexNumber) return ''
  const rows = Array.from({ length: Math.ceil(all.length / 2) }, (_, row) => all.slice(row * 2, row * 2 + 2))
  const cells = ([name, value]: [string, string], wide: boolean) =>
    `<th scope="row">${name}</th><td${wide ? ' colspan="3"' : ''}>${escapeHtml(value)}</td>`
  return `<table class="facts"><tbody>
${rows.map(row => `<tr>${row.map(fact => cells(fact, row.length === 1)).join('')}</tr>`).join('\n')}
</tbody></table>
`
}

function notes(footnotes: string[]): string {
  if (footnotes.length === 0) return ''
  const items = footnotes.map((text, index) => `<li id="note-${index + 1}">${escapeHtml(text)}</li>`)
  return `<section class="notes"><h2>注释</h2><ol>\n${items.join('\n')}\n</ol></section>\n`
}

function attachments(content: Content, files: PlacedFiles): string {
  if (content.attachments.length === 0) return ''
  const items = content.attachments.map(one => {
    const path = files.get(one.digest)?.path ?? ''
    return `<li><a href="${path}" download="${escapeHtml(one.name)}">${escapeHtml(one.name)}</a><span>（${sizeZh(one.size)}）</span></li>`
  })
  return `<section class="attachments"><h2>附件</h2><ul>\n${items.join('\n')}\n</ul></section>\n`
}

const sizeZh = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`

function dress(files: PlacedFiles, tables: Table[]): Dress {
  return {
    deepestList: 9,
    paragraph: (inner, { align, firstLine }) => `<p${classes(align, !firstLine && 'flush')}>${inner}</p>\n`,
    heading: (inner, { rank, level, align }) => {
      const tag = `h${Math.min(rank + 2, 6)}`
      return `<${tag}${classes(`level-${level}`, align)}>${inner}</${tag}>\n`
    },
    image: ({ digest, alt, caption, width }) => {
      const size = width ? ` width="${Math.min(width, columnWidth)}"` : ''
      const picture = `<img src="${files.get(digest)?.path ?? ''}" alt="${escapeHtml(alt || caption)}"${size}>`
      return `<figure>${picture}${caption && `<figcaption>${escapeHtml(caption)}</figcaption>`}</figure>\n`
    },
    list: ({ ordered, start, items }) => {
      const tag = ordered ? 'ol' : 'ul'
      return `<${tag}${start > 1 ? ` start="${start}"` : ''}>\n${items.join('')}</${tag}>\n`
    },
    item: (inner, lists) => `<li>${inner}${lists}</li>\n`,
    table: (rows, table, index) => {
      tables.push(table)
      const widths = gridWidths(table)
      const columns = widths ? `<colgroup>${widths.map(() => '<col>').join('')}</colgroup>` : ''
      return `<table${classes(widths && `table-${index}`)}>${columns}<tbody>\n${rows.map(row => `<tr>${row}</tr>`).join('\n')}\n</tbody></table>\n`
    },
    cell: (inner, { header, colspan, rowspan, firstRow, align }) => {
      const tag = header ? 'th' : 'td'
      const spans = (colspan > 1 ? ` colspan="${colspan}"` : '') + (rowspan > 1 ? ` rowspan="${rowspan}"` : '')
      return `<${tag}${header ? ` scope="${firstRow ? 'col' : 'row'}"` : ''}${spans}${classes(align)}>${inner}</${tag}>`
    },
    quote: inner => `<blockquote>\n${inner}</blockquote>\n`,
    rule: () => '<hr>\n',
    pageBreak: () => '<hr class="page-break">\n',
    footnote: number => `<sup class="note"><a href="#note-${number}">[${number}]</a></sup>`,
    mark: (inner: string, mark: Mark) =>
      mark.type === 'link' ? `<a href="${escapeHtml(mark.attrs.href)}">${inner}</a>` : plainMark(inner, mark.type),
  }
}

function classes(...names: (string | false | null | undefined)[]): string {
  const given = names.filter(Boolean)
  return given.length ? ` class="${given.join(' ')}"` : ''
}

/** Widths of a table's columns in px when its first row says them all, else null. */
function gridWidths(table: Table): number[] | null {
  const widths = table.content[0]?.content.flatMap(cell => {
    const span = cell.attrs?.colspan ?? 1
    return cell.attrs?.colwidth?.length === span ? cell.attrs.colwidth : Array.from({ length: span }, () => 0)
  })
  return widths?.length && widths.every(width => width > 0) ? widths : null
}

/** Column widths as shares of the table, in the style sheet of the page. */
function columnWidths(table: Table, index: number): string {
  const widths = gridWidths(table)
  if (!widths) return ''
  const sum = widths.reduce((a, b) => a + b, 0)
  return widths
    .map((width, at) => `.table-${index} col:nth-child(${at + 1}){width:${((width / sum) * 100).toFixed(2)}%}\n`)
    .join('')
}
