import { matches, type DocumentRule, type Match, type Rule } from '../rule.ts'

const closers: Record<string, string> = { '“': '”', '‘': '’', '（': '）', '(': ')', '《': '》', '〈': '〉', '【': '】', '〔': '〕', '「': '」', '『': '』' }
const openers: Record<string, string> = Object.fromEntries(Object.entries(closers).map(([open, close]) => [close, open]))
/** Marks that are paired with each other although their widths differ: their width is another rule's matter. */
const kin: Record<string, string> = { '(': '（', ')': '）' }
const plain = (c: string) => kin[c] ?? c
const names: Record<string, string> = { '“': '引号', '‘': '单引号', '（': '括号', '《': '书名号', '〈': '单书名号', '【': '方头括号', '〔': '六角括号', '「': '直角引号', '『': '双直角引号' }

const anyMark = /[“”‘’（）()《》〈〉【】〔〕「」『』]/g

type Open = { mark: string; at: number; line: number; /** opened right after a colon, at the head of a line: a quotation that may run over several */ quotes: boolean }

/** Lines a quotation introduced by a colon may run over before it counts as never closed. */
const longestQuotation = 12

const unbalanced: DocumentRule = {
  id: 'pairs.unbalanced',
  family: 'pairs',
  level: 'error',
  basis: 'GB/T 15834—2011 4.8、4.9、4.15：引号、括号、书名号成对使用，方向不得相反',
  zh: '标点不成对',
  hits: ['推进“放管服改革，优化服务。', '各部门单位）要抓好落实。', '依照《政府信息公开条例规定', '推进“放管服“改革', '（此件公开发布', '依照《条例〉办理'],
  misses: ['推进“放管服”改革（试点）。', '1）加强领导；', '(一)加强领导', '“第一段。\n“第二段。”', '依照《〈条例〉实施细则》', '一）总体要求', '（此件公开发布)', "rock 'n' roll’s"],
  scope: 'document',
  *check(doc) {
    const stack: Open[] = []
    const found: Match[] = []
    for (const p of doc.paragraphs) {
      carryOver(stack, p.text, p.index, found)
      for (const m of matches(anyMark, p.text)) {
        const c = m[0]
        if (c in closers) open(stack, { mark: c, at: p.start + m.index, line: p.index, quotes: /(^|[：:])[\s　]*$/.test(p.text.slice(Math.max(0, m.index - 4), m.index)) }, found)
        else close(stack, c, p.start + m.index, p, m.index, found)
      }
    }
    for (const left of stack) found.push(unclosed(left))
    // where line ends cut between sentences, a pair torn by one is the cut's doing
    yield* found.sort((a, b) => a.start - b.start).map(m => (doc.facts.sentencePerLine ? { ...m, level: 'info' as const } : m))
  },
}

function open(stack: Open[], next: Open, found: Match[]) {
  const { mark, at, line } = next
  const top = stack.at(-1)
  if (top && top.mark === mark && (mark === '“' || mark === '‘') && top.line === line) {
    found.push({ start: at, end: at + 1, suggestions: [closers[mark]!], message: `前面的${names[mark]}尚未关闭，此处疑应为“${closers[mark]}”` })
    stack.pop()
    return
  }
  if (stack.length >= deepest) found.push(unclosed(stack.shift()!))
  stack.push(next)
}

/** Marks open at once beyond this depth are reported and forgotten, so that a hostile text cannot make the search grow. */
const deepest = 40

function close(stack: Open[], mark: string, at: number, p: { text: string }, i: number, found: Match[]) {
  const wanted = plain(openers[mark]!)
  const top = stack.at(-1)
  if (top && plain(top.mark) === wanted) {
    stack.pop()
    return
  }
  if (mark === '’' || mark === ')' || mark === '）') {
    if (/^[\s　]*(?:[一二三四五六七八九十]{1,3}|[\dA-Za-z]{1,3})$/.test(p.text.slice(Math.max(0, i - 12), i)) || (mark === '’' && /[A-Za-z]$/.test(p.text.slice(0, i).slice(-1)))) return
    if (/(?:^|[，；。：、\s])(?:[一二三四五六七八九十]{1,3}|[\dA-Za-z①-⑳]{1,3})$/.test(p.text.slice(Math.max(0, i - 8), i))) return
  }
  const depth = stack.findLastIndex(o => plain(o.mark) === wanted)
  if (depth >= 0 && stack.length - depth <= 3) {
    for (const inner of stack.splice(depth).slice(1)) found.push(unclosed(inner))
    return
  }
  if (top && similar(plain(top.mark), wanted)) {
    stack.pop()
    found.push({ start: at, end: at + 1, suggestions: [closers[top.mark]!], message: `${names[plain(top.mark)]}以“${top.mark}”开头，此处应以“${closers[top.mark]}”结束` })
    return
  }
  found.push({ start: at, end: at + 1, message: `${names[wanted] ?? '标点'}缺少前一半“${openers[mark]}”` })
}

const similar = (a: string, b: string) => ['“‘「『', '（【〔', '《〈'].some(group => group.includes(a) && group.includes(b))
const unclosed = (o: Open): Match => ({ start: o.at, end: o.at + 1, message: `${names[plain(o.mark)] ?? '标点'}缺少后一半“${closers[o.mark]}”` })

/**
 * At a line's start what is still open must be an opening quote of a quotation of several paragraphs, or it was never closed;
 * a bracket or a title mark closed on the very next line has been torn by a line break.
 */
function carryOver(stack: Open[], line: string, index: number, found: Match[]) {
  if (stack.length === 0 || line.trim() === '') return
  for (let k = stack.length - 1; k >= 0; k--) {
    const o = stack[k]!
    if (o.mark === '“' && /^[\s　]*“/.test(line)) {
      stack.splice(k, 1)
      continue
    }
    const ends = line.indexOf(closers[o.mark]!)
    const begins = line.indexOf(o.mark)
    const tornHere = ends >= 0 && ends < 200 && (begins < 0 || begins > ends) && index - o.line <= 2
    if (tornHere) {
      if (o.mark !== '“' && ends < 60) found.push({ start: o.at, end: o.at + 1, level: 'warning', message: `这一对${names[plain(o.mark)] ?? '标点'}被换行断开，疑为多余的换行` })
      continue
    }
    if (o.mark === '“' && index - o.line <= longestQuotation && o.quotes) continue
    found.push(unclosed(o))
    stack.splice(k, 1)
  }
}

const nested: Rule = {
  id: 'pairs.nested-same',
  family: 'pairs',
  level: 'warning',
  basis: 'GB/T 15834—2011 4.8.3.4、4.9.3、4.15.3.3：双引号内用单引号，书名号内用单书名号，括号套用时外层用方括号或六角括号',
  zh: '同一种标点套用',
  confidence: 0.9,
  hits: ['印发《关于贯彻《条例》的通知》', '各部门（单位（含派出机构））要'],
  misses: ['印发《关于贯彻〈条例〉的通知》', '各部门（单位）要', '（一）各部门（单位）'],
  scope: 'paragraph',
  *check(p) {
    yield* nest(p.text, '《', '》', ['〈', '〉'])
    yield* nest(p.text, '（', '）', null)
  },
}

function* nest(text: string, open: string, close: string, inner: [string, string] | null): Generator<Match> {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === open && ++depth === 2) {
      const end = text.indexOf(close, i)
      if (end < 0 || end - i > 80 || text.indexOf(close, end + 1) < 0) return
      if (inner) {
        yield { start: i, end: i + 1, suggestions: [inner[0]], message: `书名号内再用书名号时，内层用“${inner[0]}${inner[1]}”` }
        yield { start: end, end: end + 1, suggestions: [inner[1]], message: `书名号内再用书名号时，内层用“${inner[0]}${inner[1]}”` }
      } else yield { start: i, end: end + 1, level: 'info', message: '圆括号内再用圆括号，内外层宜用不同的括号' }
    } else if (text[i] === close) depth = Math.max(0, depth - 1)
  }
}

const empty: Rule = {
  id: 'pairs.empty',
  family: 'pairs',
  level: 'error',
  basis: 'GB/T 15834—2011 4.8、4.9、4.15：成对标点之内应有内容',
  zh: '成对标点内没有内容',
  hits: ['依照《》规定', '推进“”改革', '各部门（）要', '（　）'],
  misses: ['依照《条例》', '（一）', '选择正确答案（　　　　）', '签字（盖章）：'],
  scope: 'paragraph',
  *check(p) {
    for (const m of p.text.matchAll(/《[ 　]*》|“[ 　]*”|‘[ 　]*’|（[ 　]{0,2}）|〔[ 　]*〕|【[ 　]*】/g)) yield { start: m.index, end: m.index + m[0].length }
  },
}

/** 成对标点. */
export const pairRules: Rule[] = [unbalanced, nested, empty]
