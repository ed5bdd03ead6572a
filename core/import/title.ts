import type { Block, Body } from '#core/article/content'
import type { ImportHints } from '#core/import/import'
import { textOf } from '#core/import/inline'
import { officialNumber } from '#core/import/numbering'

/** 发文字号 such as 台政办发〔2023〕6号; other brackets are seen too and left to proofreading. */
const documentNumber = /^[\u4e00-\u9fa5]{2,12}[〔[［【（(](19|20)\d{2}[〕\]］】）)]第?\d{1,5}号$/
const fullDate = /^((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日$/
const genre =
  /(通知|公告|通告|公报|决定|意见|办法|方案|要点|报告|函|纪要|规定|细则|规划|计划|解读|公示|名单|指南|答复|批复|议案|条例|总结|说明|倡议书|声明|简报|制度|预案|清单|目录|标准)([(（][^()（）]*[)）])?$/

/**
 * Takes the title out of the first lines of a body. `sure` is what the source itself calls the title; without it, the first
 * of the first three lines that is short, no sentence, no salutation, no number. A title set in two lines is joined.
 */
export function takeTitle(body: Body, sure?: string): { title?: string; body: Body } {
  const lines = body.content.slice(0, 4).map(wordsOf)
  const at = lines.slice(0, 3).findIndex(line => (sure ? squeezed(line) === squeezed(sure) : mayBeTitle(line)))
  if (at < 0) return { ...(sure && { title: sure }), body }
  let last = at
  while (last < at + 2 && goesOn(body.content, last)) last += 1
  const title = body.content
    .slice(at, last + 1)
    .map(wordsOf)
    .join('')
    .replace(/\s*\n\s*/g, '')
  const content = [...body.content.slice(0, at), ...body.content.slice(last + 1)]
  return { title, body: { type: 'doc', content: content.length ? content : [{ type: 'paragraph' }] } }
}

/** Document number, date and issuer as they stand literally at the head and the foot of a text. */
export function hintsOf(body: Body): ImportHints {
  const hints: ImportHints = {}
  const number = body.content
    .slice(0, 12)
    .map(wordsOf)
    .find(line => documentNumber.test(line))
  if (number) hints.documentNumber = number
  const lines = body.content.map(wordsOf)
  const dated = lines.findIndex(line => fullDate.test(line))
  const [, year, month, day] = fullDate.exec(lines[dated] ?? '') ?? []
  if (year && month && day && Number(month) <= 12 && Number(day) <= 31) {
    hints.formedOn = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    const issuer = lines[dated - 1]
    if (issuer && issuer.length <= 40 && /[局厅部委办室院会区县市省府队站所校]$/.test(issuer)) hints.issuer = issuer
  }
  return hints
}

const wordsOf = (block: Block | undefined): string =>
  block?.type === 'paragraph' || block?.type === 'heading' ? textOf(block.content ?? []) : ''

const squeezed = (line: string): string => line.replace(/\s/g, '')

const mayBeTitle = (line: string): boolean =>
  line.length >= 4 &&
  line.length <= 80 &&
  !/[。;；，,：:、]$/.test(line) &&
  !line.includes('。') &&
  !line.endsWith('文件') &&
  !officialNumber(line) &&
  !documentNumber.test(line) &&
  !fullDate.test(line) &&
  !/^[(（]/.test(line)

/** Whether the line below belongs to the title: both centred, or an office's name above 关于…. */
function goesOn(blocks: Block[], at: number): boolean {
  const [line, next] = [wordsOf(blocks[at]), wordsOf(blocks[at + 1])]
  if (genre.test(line) || !mayBeTitle(next)) return false
  return (isCentred(blocks[at]) && isCentred(blocks[at + 1])) || /^关于.+/.test(next)
}

const isCentred = (block: Block | undefined): boolean =>
  (block?.type === 'paragraph' || block?.type === 'heading') && block.attrs?.textAlign === 'center'
