import { formulations, plenums } from '../lexicon/formulations.ts'
import { profileSchema } from '../profile.ts'
import { matches, type Match, type Rule } from '../rule.ts'
import { dayOfText, isDated } from './organisations.ts'

const superseded: Rule = {
  id: 'formulations.superseded',
  family: 'formulations',
  level: 'warning',
  basis: '带有效期的规范表述库（每条载明来源与日期）',
  zh: '提法已过时',
  confidence: 0.9,
  hits: ['2022年政务公开工作方案\n深入贯彻落实科学发展观及有关文件精神。', '2022年工作方案\n以公开为原则，不公开为例外。', '2023年工作方案\n做好新冠肺炎疫情防控。'],
  misses: ['2011年政务公开工作方案\n深入贯彻落实科学发展观。', '2022年工作方案\n以习近平新时代中国特色社会主义思想为指导，全面贯彻毛泽东思想、邓小平理论、“三个代表”重要思想、科学发展观。', '2018年工作方案\n以公开为原则、不公开为例外。', '2022年工作方案\n以公开为常态、不公开为例外。'],
  scope: 'document',
  *check(doc, ctx) {
    const day = dayOfText(doc, ctx)
    for (const f of formulations) {
      if (day < f.from || f.unless?.test(doc.text)) continue
      for (const m of matches(f.re, doc.text)) {
        if (/《[^》\n]*$/.test(doc.text.slice(Math.max(0, m.index - 60), m.index))) continue
        yield {
          start: m.index, end: m.index + m[0].length, suggestions: f.now ? [f.now] : [], basis: f.source,
          message: f.message ?? (f.now ? `“${m[0]}”的提法已过时，现为“${f.now}”` : `“${m[0]}”的提法已过时`),
          ...(isDated(doc, ctx) ? (f.level ? { level: f.level } : {}) : { level: 'info' as const }), ...(f.confidence ? { confidence: f.confidence } : {}),
        }
      }
    }
  },
}

const plenumBefore: Rule = {
  id: 'formulations.plenum-not-yet-held',
  family: 'formulations',
  level: 'error',
  basis: '历次中央全会闭幕日期',
  zh: '文中提到成文时尚未召开的会议',
  confidence: 0.95,
  hits: ['贯彻党的十九届四中全会精神。\n区政府办公室\n2019年8月19日'],
  misses: ['贯彻党的十九届三中全会精神。\n区政府办公室\n2019年8月19日', '迎接党的十九届四中全会召开。\n区政府办公室\n2019年8月19日'],
  scope: 'document',
  *check(doc): Generator<Match> {
    const signed = doc.facts.signed
    if (!signed) return
    for (const { words, closed } of plenums) {
      if (signed >= closed) continue
      const at = doc.text.indexOf(words)
      if (at >= 0 && !/(迎接|筹备|即将|喜迎|召开前)[^，。；]{0,8}$/.test(doc.text.slice(Math.max(0, at - 12), at))) yield { start: at, end: at + words.length, message: `该会议于${closed}闭幕，文件落款为${signed}` }
    }
  },
}

const exampleProfile = profileSchema.parse({ expressions: [{ right: '“四个槐荫”', wrong: ['四个新槐荫'], basis: '区委文件' }] })

const officeExpressions: Rule = {
  id: 'formulations.office',
  family: 'formulations',
  level: 'warning',
  basis: '本单位维护的固定表述表',
  zh: '与本单位固定表述不符',
  certain: true,
  hits: ['推进四个新槐荫建设'],
  misses: ['推进“四个槐荫”建设'],
  example: { profile: exampleProfile },
  scope: 'document',
  *check(doc, ctx) {
    const day = dayOfText(doc, ctx)
    for (const e of ctx.profile.expressions) {
      if ((e.from && day < e.from) || (e.to && day > e.to)) continue
      for (const wrong of e.wrong)
        for (let i = doc.text.indexOf(wrong); i >= 0; i = doc.text.indexOf(wrong, i + wrong.length)) {
          const around = doc.text.slice(Math.max(0, i - e.right.length), i + wrong.length + e.right.length)
          if (e.right.includes(wrong) && around.includes(e.right)) continue
          yield { start: i, end: i + wrong.length, suggestions: [e.right], ...(e.basis ? { basis: e.basis } : {}) }
        }
    }
  },
}

/** 固定表述. */
export const formulationRules: Rule[] = [superseded, plenumBefore, officeExpressions]
