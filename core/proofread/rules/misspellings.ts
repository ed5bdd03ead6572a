import { guardedMisspellings, misspellings } from '../lexicon/misspellings.ts'
import { matches, type ParagraphRule, type Rule } from '../rule.ts'

/** Wrong forms by their first two characters, so that a text is read once. */
const byHead = new Map<number, string[]>()
const heads = new Uint8Array(0x10000)
const pairAt = (text: string, i: number) => text.charCodeAt(i) * 0x10000 + text.charCodeAt(i + 1)
for (const wrong of misspellings.keys()) {
  byHead.set(pairAt(wrong, 0), [...(byHead.get(pairAt(wrong, 0)) ?? []), wrong].sort((a, b) => b.length - a.length))
  heads[wrong.charCodeAt(0)] = 1
}
const guarded = guardedMisspellings.map(([wrong, right, after, before]) => ({
  wrong, right,
  re: new RegExp(`${after ? `(?<!${after})` : ''}${wrong}${before ? `(?!${before})` : ''}`, 'g'),
}))
/** Old spellings, still met in older texts: a slip of norm rather than of the pen. */
const variants = /帐|成份|部份|覆查|覆核|答覆|报导|连席|磨|身分/

const never: ParagraphRule = {
  id: 'misspelling.never-a-word',
  family: 'misspelling',
  level: 'error',
  basis: '《现代汉语词典》；《第一批异形词整理表》（GF 1001—2001）',
  zh: '错别字',
  certain: true,
  confidence: 0.96,
  hits: ['加强工作布署', '按步就班推进', '自已动手', '峻工验收', '撤消登记', '建立台帐', '副主任兼付县长'],
  misses: ['加强工作部署', '来自已经公布的数据', '相关健康教育', '索取销售凭证', '和平谈判', '支付县长质量奖'],
  scope: 'paragraph',
  *check(p) {
    const { text } = p
    for (let i = 0; i + 1 < text.length; i++) {
      if (heads[text.charCodeAt(i)] === 0) continue
      const wrong = byHead.get(pairAt(text, i))?.find(w => text.startsWith(w, i))
      if (!wrong || (wrong.startsWith('付') && /[支交拨缴垫兑应给偿托]/.test(text[i - 1] ?? ''))) continue
      yield { start: i, end: i + wrong.length, suggestions: [misspellings.get(wrong)!], ...(variants.test(wrong) ? { level: 'warning' as const } : {}) }
    }
    for (const { wrong, re, right } of guarded)
      if (text.includes(wrong)) for (const m of matches(re, text)) yield { start: m.index, end: m.index + m[0].length, suggestions: [right] }
  },
}

/** 错别字. */
export const misspellingRules: Rule[] = [never]
