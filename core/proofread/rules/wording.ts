import { carefulWords } from '../lexicon/careful-words.ts'
import { profileSchema } from '../profile.ts'
import { matches, type Context, type Match, type ParagraphRule, type Rule } from '../rule.ts'

const general: ParagraphRule = {
  id: 'wording.careful',
  family: 'wording',
  level: 'warning',
  basis: '新华社《新闻信息报道中的禁用词和慎用词》（2016年7月修订）',
  zh: '禁用词、慎用词',
  confidence: 0.88,
  hits: ['关爱残废人', '抓获嫌犯两名', '建国70周年', '外来妹', '收回香港主权'],
  misses: ['关爱残疾人', '犯罪嫌疑人', '新中国成立70周年', '弱智能化', '建国路', '《残废军人条例》'],
  scope: 'paragraph',
  *check(p) {
    for (const { re, instead, category, level, note, confidence } of carefulWords)
      for (const m of matches(re, p.text)) {
        if (/《[^》]*$/.test(p.text.slice(Math.max(0, m.index - 40), m.index))) continue
        yield {
          start: m.index, end: m.index + m[0].length, suggestions: instead, level,
          message: `${category}类慎用词“${m[0]}”${instead.length ? `，宜用“${instead.join('”“')}”` : ''}${note ? `：${note}` : ''}`,
          ...(confidence ? { confidence } : {}),
        }
      }
  },
}

const exampleProfile = profileSchema.parse({ banned: [{ word: '老大难', instead: '长期未解决的问题', except: ['“老大难”问题'] }], careful: [{ word: '城中村', level: 'info' }] })

const office: ParagraphRule = {
  id: 'wording.office',
  family: 'wording',
  level: 'warning',
  basis: '本单位维护的禁用词、慎用词表',
  zh: '本单位禁用词、慎用词',
  hits: ['这是一个老大难', '改造城中村'],
  misses: ['解决“老大难”问题', '改造村庄'],
  example: { profile: exampleProfile },
  scope: 'paragraph',
  *check(p, ctx) {
    yield* listed(p.text, ctx, 'banned')
    yield* listed(p.text, ctx, 'careful')
  },
}

function* listed(text: string, ctx: Context, list: 'banned' | 'careful'): Generator<Match> {
  for (const { word, instead, reason, level, except } of ctx.profile[list])
    for (let i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + word.length)) {
      if (except.some(phrase => text.slice(Math.max(0, i - phrase.length), i + word.length + phrase.length).includes(phrase))) continue
      yield {
        start: i, end: i + word.length, suggestions: instead ? [instead] : [], level,
        message: `${list === 'banned' ? '本单位禁用' : '本单位慎用'}“${word}”${instead ? `，宜用“${instead}”` : ''}${reason ? `：${reason}` : ''}`,
      }
    }
}

/** 慎用词与禁用词. */
export const wordingRules: Rule[] = [general, office]
