import { isTraditional, traditionalToSimplified } from '../lexicon/traditional.ts'
import { matches, type Rule } from '../rule.ts'

const language = '《中华人民共和国国家通用语言文字法》（2025年修订）：国家机关使用规范汉字'

/** Radical and compatibility code points look like a character and are none: left by copying from PDF. */
const compatibility: Rule = {
  id: 'residue.compatibility-character',
  family: 'residue',
  asTyped: true,
  level: 'error',
  basis: 'PDF 复制产生的部首区、兼容区字符与规范汉字编码不同，检索不到（GB 18030、Unicode 规范等价）',
  zh: '兼容区字符',
  certain: true,
  hits: ['⽅案', '⼯作要点', '⾦融'],
  misses: ['方案', '工作要点'],
  scope: 'paragraph',
  *check(p) {
    for (const m of matches(/[\u2e80-\u2fdf\uf900-\ufaff]+/g, p.text)) {
      const right = m[0].normalize('NFKC')
      yield { start: m.index, end: m.index + m[0].length, suggestions: right === m[0] ? [] : [right], message: `“${m[0]}”是兼容区字符，应改为规范汉字“${right}”` }
    }
  },
}

const traditional: Rule = {
  id: 'residue.traditional-character',
  family: 'residue',
  asTyped: true,
  level: 'warning',
  basis: language,
  zh: '繁体字',
  confidence: 0.95,
  hits: ['政務公開工作', '國務院'],
  misses: ['政务公开工作', '乾隆年间', '于谦', '《說文解字》'],
  scope: 'paragraph',
  *check(p) {
    for (let i = 0; i < p.text.length; i++) {
      if (!isTraditional(p.text.charCodeAt(i))) continue
      let end = i + 1
      while (end < p.text.length && isTraditional(p.text.charCodeAt(end))) end++
      const before = p.text.slice(Math.max(0, i - 60), i)
      if (before.lastIndexOf('《') <= before.lastIndexOf('》')) yield { start: i, end, suggestions: [p.text.slice(i, end).split('').map(c => traditionalToSimplified(c) ?? c).join('')] }
      i = end
    }
  },
}

const fullWidth = /[０-９Ａ-Ｚａ-ｚ]+(?:[．][０-９]+)?/g
/** Numbers above which a text set in full-width digits throughout is taken to be a way of setting, not a slip. */
const leastNumbers = 10

const fullWidthLatin: Rule = {
  id: 'width.full-width-alphanumeric',
  family: 'width',
  asTyped: true,
  level: 'warning',
  basis: 'GB/T 15835—2011 6.1：阿拉伯数字应使用正体半角；字母同',
  zh: '全角字母或数字',
  certain: true,
  hits: ['２０２３年', 'ＡＰＰ', '增长５％'],
  misses: ['2023年', 'APP'],
  scope: 'document',
  *check(doc) {
    const found = [...matches(fullWidth, doc.text)]
    if (found.length === 0) return
    const narrow = doc.text.match(/[0-9]+/g)?.length ?? 0
    const throughout = found.length >= leastNumbers && found.length >= 9 * narrow
    for (const m of found)
      yield { start: m.index, end: m.index + m[0].length, suggestions: [m[0].normalize('NFKC')], ...(throughout ? { level: 'info' as const, message: '全文的数字、字母都用全角，宜一并改为半角' } : {}) }
  },
}

/** Characters that are no standard Chinese characters, whichever way they came. */
export const characterRules: Rule[] = [compatibility, traditional, fullWidthLatin]
