import { carefulWords } from '../lexicon/careful-words.ts'
import { profileSchema } from '../profile.ts'
import { matches, type Context, type Match, type ParagraphRule, type Rule } from '../rule.ts'

/** Without one of these no entry of the list can match. */
const trigger = /残废|[瞎聋哑瘸傻疯弱盲莅靠槽逼躺卷烂屌混狗脑尼特你他]|打工|外来|乡巴|正常人|逃犯|嫌|劳[改教]|两劳|非法|违法|被告|法院|击毙|少数民族|回教|老少|低端|流|第三|不发达|绝绝|YYDS|yyds|吃瓜|打call|老铁|小姐姐|666|影[帝后]|天王|巨星|国母|最[高佳]|顶级|极品|第一|国家|全国|史无|前无|世界|驰名|台湾|两国|一边|香港|澳门|港澳|主权|解放|建国|亲[自临]/

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
    if (!trigger.test(p.text)) return
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
