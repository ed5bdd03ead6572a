import { guardedMisspellings, misspellings } from '../lexicon/misspellings.ts'
import { matches, type Match, type ParagraphRule, type Rule } from '../rule.ts'
import { dayOfText, isDated } from './organisations.ts'

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
/** Old spellings, right in older texts: a matter of norm rather than a slip of the pen. */
const variants = /帐|成份|部份|覆查|覆核|答覆|报导|身分|人材|门坎/
/** The day from which 《第一批异形词整理表》 recommends the other form. */
const normSince = '2002-03-31'

const never: ParagraphRule = {
  id: 'misspelling.never-a-word',
  family: 'misspelling',
  level: 'error',
  basis: '《现代汉语词典》；《第一批异形词整理表》（GF 1001—2001）',
  zh: '错别字',
  certain: true,
  confidence: 0.96,
  hits: ['加强工作布署', '按步就班推进', '自已动手', '好象没有落实', '峻工验收', '撤消登记', '副主任兼付县长'],
  misses: ['爱好象棋', '加强工作部署', '来自已经公布的数据', '相关健康教育', '索取销售凭证', '和平谈判', '支付县长质量奖'],
  scope: 'paragraph',
  *check(p) {
    for (const m of wrongForms(p.text)) if (!variants.test(m.wrong)) yield m
  },
}

const variant: Rule = {
  id: 'misspelling.variant-form',
  family: 'misspelling',
  level: 'warning',
  basis: '《第一批异形词整理表》（GF 1001—2001，2002年3月31日起试行）、《通用规范汉字表》（2013年）',
  zh: '旧有写法',
  certain: true,
  confidence: 0.96,
  hits: ['建立台帐', '2023年工作要点\n各部门要建立台帐，完善人材库。'],
  misses: ['建立台账', '1998年工作总结\n健全个人帐户制度。\n区政府\n1998年12月1日'],
  scope: 'document',
  *check(doc, ctx) {
    if (!variants.test(doc.text) || (isDated(doc, ctx) && dayOfText(doc, ctx) < normSince)) return
    for (const m of wrongForms(doc.text)) if (variants.test(m.wrong)) yield { ...m, ...(isDated(doc, ctx) ? {} : { level: 'info' as const }) }
  },
}

type WrongForm = Match & { wrong: string }

function* wrongForms(text: string): Generator<WrongForm> {
  for (let i = 0; i + 1 < text.length; i++) {
    if (heads[text.charCodeAt(i)] === 0) continue
    const wrong = byHead.get(pairAt(text, i))?.find(w => text.startsWith(w, i))
    if (!wrong || (wrong.startsWith('付') && /[支交拨缴垫兑应给偿托]/.test(text[i - 1] ?? ''))) continue
    yield { start: i, end: i + wrong.length, suggestions: [misspellings.get(wrong)!], wrong }
  }
  for (const { wrong, re, right } of guarded)
    if (text.includes(wrong)) for (const m of matches(re, text)) yield { start: m.index, end: m.index + m[0].length, suggestions: [right], wrong }
}

/** 错别字. */
export const misspellingRules: Rule[] = [never, variant]
