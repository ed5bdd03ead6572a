import type { Block, Body, Heading, Inline, Paragraph } from '#core/article/content'
import { noWord } from '#core/article/find'
import { isOutsideNumbering, renumberings, type Level } from '#core/article/numbering'
import { isHeadingLike, officialNumber } from '#core/import/numbering'

/** The parts of 一键排版. `silent`: no visible sign is touched; the others are done only where the author ticks them. */
export const arrangeGroups = {
  indent: { zh: '段首空格改为首行缩进', silent: true },
  spaces: { zh: '多余的空格', silent: true },
  empty: { zh: '空段落', silent: true },
  heading: { zh: '按编号识别的标题', silent: true },
  align: { zh: '章题居中、落款居右', silent: true },
  number: { zh: '标题编号写法', silent: false },
  marks: { zh: '半角标点（只作提示）', silent: false },
} as const
export type ArrangeGroup = keyof typeof arrangeGroups

/** One change of one block: what it was and what it would be, as a person reads it. `id` is the same in every reading of the same body. */
export type Arrangement = { id: string; group: ArrangeGroup; block: number; before: string; after: string }

/** The changes that would be made to a body, and the body with the silent ones made. */
export function arrange(body: Body): { body: Body; changes: Arrangement[] } {
  const changes = proposals(body)
  const silent = changes.filter(({ group }) => arrangeGroups[group].silent).map(({ id }) => id)
  return { body: arranged(body, new Set(silent)), changes }
}

/** The body with the chosen changes made; blocks that none of them touches are the same objects. */
export function arranged(body: Body, chosen: ReadonlySet<string>): Body {
  const content = arrangedBlocks(body, chosen).filter(block => block !== null)
  return { type: 'doc', content: content.length ? content : [{ type: 'paragraph' }] }
}

/** Block by block, so that an editor can change each where it stands; null where a block goes. */
export function arrangedBlocks(body: Body, chosen: ReadonlySet<string>): (Block | null)[] {
  const facts = factsOf(body)
  return body.content.map((block, at) => {
    if (block.type !== 'paragraph' && block.type !== 'heading') return block
    let now: Line | null = block
    for (const group of order) if (now && chosen.has(idOf(group, at))) now = rules[group](now, facts[at]!)
    return now
  })
}

type Line = Paragraph | Heading
/** What a rule must know beyond the line: its number in order, where it stands, and whether something stands under it. */
type Facts = { last: boolean; number: string | null; signature: boolean; headsSomething: boolean }
/** Later ones see what earlier ones did. */
const order: readonly ArrangeGroup[] = ['indent', 'spaces', 'empty', 'heading', 'align', 'number', 'marks']
const idOf = (group: ArrangeGroup, block: number): string => `${group} ${block}`

function proposals(body: Body): Arrangement[] {
  const facts = factsOf(body)
  return body.content.flatMap((block, at) => {
    if (block.type !== 'paragraph' && block.type !== 'heading') return []
    const found: Arrangement[] = []
    let now: Line | null = block
    for (const group of order) {
      if (!now) break
      const next: Line | null = rules[group](now, facts[at]!)
      if (next === now) continue
      found.push({ id: idOf(group, at), group, block: at, before: shown(now, group), after: next ? shown(next, group) : '' })
      // What only the author can decide is no ground for what follows.
      if (arrangeGroups[group].silent) now = next
    }
    return found
  })
}

const alignZh: Record<string, string> = { center: '居中', right: '居右', justify: '两端对齐' }
const levelZh = ['', '一', '二', '三', '四']

function shown(line: Line, group: ArrangeGroup): string {
  const text = textOf(line).replaceAll(noWord, '').replace(/\n/g, ' ')
  const words = text.length > 60 ? `${text.slice(0, 60)}…` : text
  if (group === 'heading') return `${line.type === 'heading' ? `${levelZh[line.attrs.level]}级标题` : '正文'}：${words}`
  if (group === 'align') return `${alignZh[line.attrs?.textAlign ?? ''] ?? '左齐'}：${words}`
  return words
}

/** One character for each place of the line: words as they are, and a sign that is no word for a note or a break. */
const textOf = (line: Line): string => (line.content ?? []).map(piece => (piece.type === 'text' ? piece.text : noWord)).join('')

type Cut = { from: number; to: number; by: string }

/** The line with pieces of its text replaced, from left to right; marks, notes and breaks stay. */
function cut<L extends Line>(line: L, cuts: readonly Cut[]): L {
  if (cuts.length === 0) return line
  const content: Inline[] = []
  let at = 0
  for (const piece of line.content ?? []) {
    const length = piece.type === 'text' ? piece.text.length : 1
    if (piece.type !== 'text') content.push(piece)
    else {
      let text = ''
      let from = 0
      for (const one of cuts) {
        const [start, end] = [Math.max(0, one.from - at), Math.min(length, one.to - at)]
        if (start > length || end < 0 || (end <= start && one.from !== one.to)) continue
        text += piece.text.slice(from, start) + (one.from >= at ? one.by : '')
        from = end
      }
      text += piece.text.slice(from)
      if (text !== '') content.push({ ...piece, text })
    }
    at += length
  }
  const { content: _, ...bare } = line
  return (content.length ? { ...bare, content } : bare) as L
}

function matches(text: string, pattern: RegExp, by: (match: RegExpExecArray) => string): Cut[] {
  const found: Cut[] = []
  for (const match of text.matchAll(pattern)) {
    const next = by(match)
    if (next !== match[0]) found.push({ from: match.index, to: match.index + match[0].length, by: next })
  }
  return found
}

const rules: Record<ArrangeGroup, (line: Line, facts: Facts) => Line | null> = {
  indent: line => {
    const blanks = /^[ \t\u00a0\u3000]+(?=\S)/.exec(textOf(line))?.[0].length ?? 0
    if (blanks === 0) return line
    const bare = cut(line, [{ from: 0, to: blanks, by: '' }])
    if (bare.type !== 'paragraph' || bare.attrs?.firstLine !== false) return bare
    const { firstLine: _, ...attrs } = bare.attrs
    return { ...bare, attrs }
  },
  spaces: line => {
    const text = textOf(line)
    if (text.trim() === '') return line
    return cut(line, [
      ...matches(text, /(?<=[\p{Script=Han}，。；：、！？”）》])[ \t\u00a0\u3000]{2,}(?=[\p{Script=Han}“（《])/gu, match => (match[0].includes('\u3000') ? '\u3000' : ' ')),
      ...matches(text, /[ \t\u00a0\u3000]+$/g, () => ''),
    ])
  },
  empty: (line, { last }) => (line.type === 'paragraph' && !last && textOf(line).trim() === '' ? null : line),
  heading: (line, { headsSomething }) => {
    const text = textOf(line)
    const official = officialNumber(text)
    if (!official || !isHeadingLike(text) || text.includes(noWord)) return line
    if (line.type === 'heading') return line.attrs.level === official.level ? line : { ...line, attrs: { ...line.attrs, level: official.level } }
    const { textAlign } = line.attrs ?? {}
    if (textAlign === 'center' || textAlign === 'right' || (official.level > 2 && !headsSomething)) return line
    return { type: 'heading', attrs: { level: official.level, ...(textAlign && { textAlign }) }, ...(line.content && { content: line.content }) }
  },
  align: (line, { signature }) => {
    const to = signature ? 'right' : isChapter(textOf(line)) ? 'center' : null
    if (to === null || line.attrs?.textAlign === to) return line
    return { ...line, attrs: { ...line.attrs, textAlign: to } } as Line
  },
  number: (line, { number }) => {
    const text = textOf(line)
    const now = line.type === 'heading' ? officialNumber(text)?.number : undefined
    return now === undefined || number === null || now === number ? line : cut(line, [{ from: 0, to: now.length, by: number }])
  },
  marks: line => {
    const text = textOf(line)
    const number = line.type === 'heading' ? (officialNumber(text)?.number.length ?? 0) : 0
    return cut(line, matches(text, /(?<=[\p{Script=Han}”》）])[,;:?!](?!\d)|(?<=\p{Script=Han})\.(?=$|\s|\p{Script=Han})|\((?=[\p{Script=Han}“《])|(?<=[\p{Script=Han}”》])\)/gu, match => full[match[0]]!).filter(({ from }) => from >= number))
  },
}

const full: Record<string, string> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '.': '。', '(': '（', ')': '）' }

const isChapter = (text: string): boolean => /^第[一二三四五六七八九十百]{1,4}[编章节]\s*[^。；，]{0,20}$/.test(text.trim())
const date = /^\s*(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$|^\s*二[〇○零][一二三四五六七八九〇○零]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日\s*$/
const office = /^\s*[^，。；：]{2,40}[局厅部委办室院会区县市省府队站所校心]\s*$/

function factsOf(body: Body): Facts[] {
  const blocks = body.content
  const texts = blocks.map(block => (block.type === 'paragraph' || block.type === 'heading' ? textOf(block) : null))
  const signatures = signaturesOf(texts)
  const lines = blocks.map((block, i) => ({ level: block.type === 'heading' ? (block.attrs.level as Level) : null, text: texts[i] ?? '' }))
  const numbers = new Map(renumberings(lines).map(({ line, number }) => [line, number]))
  return blocks.map((_block, at) => {
    const text = texts[at] ?? ''
    const below = texts.slice(at + 1).find(words => words === null || words.trim() !== '')
    const next = below === undefined || below === null ? null : officialNumber(below.trim())
    const own = officialNumber(text.trim())
    return {
      last: at === blocks.length - 1 && blocks.every((_one, i) => i === at || texts[i]?.trim() === ''),
      number: isOutsideNumbering(text) ? null : (numbers.get(at) ?? null),
      signature: signatures.has(at),
      headsSomething: below !== undefined && (next === null || (own !== null && next.level > own.level)),
    }
  })
}

/** The date that ends a text and the offices above it; an office's name elsewhere is none. */
function signaturesOf(texts: readonly (string | null)[]): Set<number> {
  const found = new Set<number>()
  const filled = texts.flatMap((text, at) => (text === null || text.trim() !== '' ? [at] : []))
  for (const [i, at] of filled.entries()) {
    if (!date.test(texts[at] ?? '')) continue
    const above = filled[i - 1]
    const signed = above !== undefined && office.test(texts[above] ?? '') && !officialNumber((texts[above] ?? '').trim())
    const ends = i === filled.length - 1 || /^\s*([(（].*[)）]|附\s*件.*|抄\s*送.*)\s*$/.test(texts[filled[i + 1]!] ?? '')
    if (!signed && !ends) continue
    found.add(at)
    for (let j = i - 1; j >= Math.max(1, i - 4) && office.test(texts[filled[j]!] ?? '') && !officialNumber((texts[filled[j]!] ?? '').trim()); j--) found.add(filled[j]!)
  }
  return found
}
