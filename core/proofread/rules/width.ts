import { han, matches, patternRule, type Match, type ParagraphRule, type Rule } from '../rule.ts'

const near = new RegExp(`[${han}，。、；：？！（）《》“”‘’【】〔〕—…％]`)
const ascii = /[A-Za-z0-9]/

type Mark = { id: string; zh: string; half: string; full: string; hits: string[]; misses: string[]; accept?(text: string, i: number): boolean }

const marks: Mark[] = [
  {
    id: 'width.comma', zh: '半角逗号', half: ',', full: '，',
    hits: ['为进一步推进政务公开工作,制定本方案。', '12345,受理群众诉求'],
    misses: ['共1,234件', 'Word, Excel', '工作，'],
    accept: (t, i) => !(/\d/.test(t[i - 1] ?? '') && /\d/.test(t[i + 1] ?? '')),
  },
  {
    id: 'width.colon', zh: '半角冒号', half: ':', full: '：',
    hits: ['各科室:', '网站标识码:5226320001', '附件:责任分解表'],
    misses: ['上午9:00', 'https://www.gov.cn', '比例为3:1'],
    accept: (t, i) => !(/\d/.test(t[i - 1] ?? '') && /\d/.test(t[i + 1] ?? '')) && t.slice(i, i + 3) !== '://',
  },
  {
    id: 'width.semicolon', zh: '半角分号', half: ';', full: '；',
    hits: ['减免政策;规范性文件'],
    misses: ['&nbsp;各科室', 'a;b'],
    accept: (t, i) => !/&#?\w{1,8}$/.test(t.slice(Math.max(0, i - 9), i)),
  },
  {
    id: 'width.period', zh: '半角句点', half: '.', full: '。',
    hits: ['认真抓好落实.', '抓好落实.各单位要高度重视'],
    misses: ['1.涉及公民', '一.总体要求', '网址www.gov.cn', '增长1.5%', '约…… ...', '责任单位.docx', '（二.）'],
    accept: (t, i) =>
      new RegExp(`[${han}）》”]`).test(t[i - 1] ?? '') &&
      t[i + 1] !== '.' && !ascii.test(t[i + 1] ?? '') &&
      !/^[\s　]*[（(]?(第?[一二三四五六七八九十百]{1,5}|附件?)$/.test(t.slice(0, i)),
  },
  { id: 'width.question-mark', zh: '半角问号', half: '?', full: '？', hits: ['如何办理?'], misses: ['http://a.cn/?id=1', 'why?'], accept: (t, i) => !/[?？]/.test((t[i + 1] ?? '') + (t[i - 1] ?? '')) },
  { id: 'width.exclamation-mark', zh: '半角叹号', half: '!', full: '！', hits: ['欢迎监督!'], misses: ['错误!未找到引用源', 'Hello!'], accept: (t, i) => !t.slice(0, i).endsWith('错误') },
  {
    id: 'width.bracket', zh: '半角括号', half: '()', full: '（）',
    hits: ['（联系电话：88888888)', '(此件公开发布)', '(一)主动公开', '各部门(单位)要', '(1)加强领导'],
    misses: ['f(x)=1', '（一）主动公开', 'GB(A)', '区政办发(2019)15号', '槐政办字[2019]5号'],
    accept: (t, i) => !isDocumentYear(t, i),
  },
]

/** The round brackets of （2019）15号 are a matter of the document number, not of width. */
function isDocumentYear(text: string, i: number): boolean {
  const around = text[i] === '(' ? text.slice(i, i + 8) : text.slice(Math.max(0, i - 5), i + 3)
  return text[i] === '(' ? /^\((19|20)\d{2}[)）][^\n]?\d/.test(around) : /[(（](19|20)\d{2}\)[^\n]?\d/.test(around)
}

const url = /[a-z]{2,8}:\/\/[\u0021-\u007e]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|www\.[\u0021-\u007e]+/gi

function halfWidth(mark: Mark): ParagraphRule {
  return {
    id: mark.id,
    family: 'width',
    asTyped: true,
    level: 'warning',
    basis: 'GB/T 15834—2011 5.1：中文里的标点符号用全角，占一个字位置',
    zh: mark.zh,
    certain: true,
    hits: mark.hits,
    misses: mark.misses,
    scope: 'paragraph',
    *check(p) {
      if (p.kind === 'row' && !/[。，；]/.test(p.text) && mark.half.length === 1 && !near.test(p.text)) return
      for (let k = 0; k < mark.half.length; k++) yield* scan(p.text, mark, mark.half[k]!, mark.full[k]!)
    },
  }
}

function* scan(text: string, mark: Mark, half: string, full: string): Generator<Match> {
  let i = text.indexOf(half)
  if (i < 0) return
  const addresses = [...matches(url, text)].map(m => [m.index, m.index + m[0].length] as const)
  for (; i >= 0; i = text.indexOf(half, i + 1)) {
    if (!touchesChinese(text, i, half)) continue
    if (mark.accept && !mark.accept(text, i)) continue
    if (addresses.some(([from, to]) => from <= i && i < to)) continue
    yield { start: i, end: i + 1, suggestions: [full] }
  }
}

/** A mark belongs to Chinese text when Chinese stands beside it, or, for a bracket, inside or right outside its pair. */
function touchesChinese(text: string, i: number, half: string): boolean {
  const before = nextTo(text, i, -1)
  const after = nextTo(text, i, 1)
  if (near.test(before) || near.test(after)) return true
  if (half === '(') {
    const close = text.slice(i, i + 60).search(/[)）]/) + i
    return close > i && (near.test(text.slice(i + 1, close)) || near.test(nextTo(text, close, 1)))
  }
  if (half === ')') {
    const from = Math.max(0, i - 60)
    const open = Math.max(text.slice(from, i).lastIndexOf('('), text.slice(from, i).lastIndexOf('（')) + from
    return open >= from && (text[open] === '（' || near.test(text.slice(open + 1, i)) || near.test(nextTo(text, open, -1)))
  }
  return false
}

function nextTo(text: string, i: number, step: 1 | -1): string {
  const at = i + step
  return text[at] === ' ' ? (text[at + step] ?? '') : (text[at] ?? '')
}

const fullInTime: ParagraphRule = {
  id: 'width.full-colon-in-time',
  family: 'width',
  asTyped: true,
  level: 'warning',
  basis: 'GB/T 15835—2011 与 GB/T 7408：用数字表示的时刻以半角冒号分隔',
  zh: '时刻中的全角冒号',
  certain: true,
  hits: ['上午9：00至12：00', '时间：14：30—17：00'],
  misses: ['比例为3：1', '上午9:00', '如下：10项'],
  scope: 'paragraph',
  *check(p) {
    for (const m of matches(/(?<!\d)([01]?\d|2[0-3])：([0-5]\d)(?!\d)/g, p.text))
      if (/[午晨晚时间日至到—–\-~～：)）]\s*$/.test(p.text.slice(Math.max(0, m.index - 3), m.index)) || /^\s*[至到—–\-~～]/.test(p.text.slice(m.index + m[0].length)))
        yield { start: m.index, end: m.index + m[0].length, suggestions: [`${m[1]}:${m[2]}`] }
  },
}

const fullInNumber: ParagraphRule = {
  id: 'width.full-mark-in-number',
  family: 'width',
  asTyped: true,
  level: 'warning',
  basis: 'GB/T 15835—2011 6.1：小数点、千分位用半角',
  zh: '数字中的全角标点',
  certain: true,
  hits: ['增长3．5%', '投入1，234万元', '增长2。5个百分点', 'http：//www.gov.cn'],
  misses: ['分别为1，2，3', '增长3.5%', '达到20，比上年'],
  scope: 'paragraph',
  *check(p) {
    for (const m of matches(/(?<=\d)[．。·](?=\d+\s*(%|％|万|亿|个百分点|元|公里|米|平方|倍|吨|亩|公顷))/g, p.text)) yield { start: m.index, end: m.index + 1, suggestions: ['.'] }
    for (const m of matches(/(?<=(?<![\d，.])\d{1,3}(?:，\d{3})*)，(?=\d{3}(?:，\d{3})*(?:[.]\d+)?\s*(万|亿|元|人|件|户|吨|亩|平方|公里|家))/g, p.text)) yield { start: m.index, end: m.index + 1, suggestions: [','] }
    for (const m of matches(/(?<=https?)：(?=\/\/)/g, p.text)) yield { start: m.index, end: m.index + 1, suggestions: [':'] }
  },
}

const angleBracket = patternRule({
  id: 'width.angle-bracket',
  family: 'width',
  asTyped: true,
  level: 'warning',
  basis: 'GB/T 15834—2011 4.15.3.3、5.1：书名号内再用书名号时内层用“〈〉”，占一个字位置',
  zh: '半角尖括号代替书名号',
  certain: true,
  hits: ['关于印发《<条例>实施细则》的通知', '依照<中华人民共和国统计法>规定', '落实《关于贯彻＜条例＞的意见》'],
  misses: ['满意度<90%的', '《〈条例〉实施细则》', '<p>各单位</p>', 'a<b且b>c'],
  patterns: [
    { re: /(?<=《[^《》\n]{0,60})[<＜]([\u4e00-\u9fff][^<>＜＞《》\n]{1,60})[>＞](?=[^《》\n]{0,60}》)/g, fix: '〈$1〉' },
    { re: /(?<![《][^》\n]{0,60})[<＜]([\u4e00-\u9fff]{2,30}(?:法|条例|办法|规定|通知|意见|方案|细则|决定|要点|规划|纲要))[>＞]/g, fix: '《$1》' },
  ],
})

/** 全角半角: one rule a mark, so that one click fixes all of a kind. */
export const widthRules: Rule[] = [...marks.map(halfWidth), fullInTime, fullInNumber, angleBracket]
