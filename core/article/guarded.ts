import { foldWidth } from '#core/article/width'

/** What a correction may not touch (RULEBOOK 4). */
export type GuardedKind = 'digit' | 'numeral' | 'amount' | 'date' | 'unit' | 'name' | 'link' | 'cited-title'

/** A stretch of text that must keep its value. `value` is free of width, white space, digit grouping and the shape of a dash. */
export type Guarded = { kind: GuardedKind; start: number; end: number; value: string }

/** 不 未 无 非 勿 莫 没 否. */
export const negation = /[不未无非勿莫没否]/
export const numeralLetters = /[〇零一二三四五六七八九十百千万亿兆两廿卅半壹贰叁肆伍陆柒捌玖拾佰仟]/g

const either = (words: string): string =>
  words
    .split(/\s+/)
    .sort((a, b) => b.length - a.length)
    .join('|')

const money = either('元 角 分钱 美元 欧元 港元 日元 英镑 人民币 元人民币')
const time = either(
  '年度 年 个月 月份 月 日 号 天 周年 周 旬 季度 小时 时 点 分钟 分 秒 刻 年代 世纪 工作日 个工作日 自然日',
)
/** Measures that follow 一二三 without being part of a common word (一部分, 进一步, 一致 are not numbers). */
const measures =
  either(`届 次 条 款 项 章 节 编 页 期 批 轮 级 类 种 个 名 位 人 户 家 件 份 套 台 辆 架 艘 头 匹 棵 株 亩 公顷 顷
  块 吨 公斤 千克 克 斤 米 公里 里 厘米 毫米 升 毫升 平方米 平方公里 立方米 倍 成 折 番 岁 代 层 楼 栋 幢 间 处 所 座 支 队 组 班 门
  票 席 字 句 段 篇 册 卷 场 回 遍 趟 星 等奖 等功 档 号线 个百分点 摄氏度`)
const moreMeasures =
  either(`% ‰ ℃ ° ㎡ m² m³ km kg mg cm mm ml kW MW kWh GB MB 部 路 道 门 步 本 等 度 目 线 区 县 市 省 镇 乡 村 科
  只 条 尺 寸 瓦 千瓦 兆瓦 千瓦时 度电 百分点 分贝 赫兹 元/吨 元/平方米 元/人`)
const lead = either(
  '约 近 超 逾 满 足 第 每 不少于 不低于 不超过 不足 超过 至少 至多 最多 最少 最高 最低 大于 小于 高于 低于 多于 少于',
)
const bound = either('以上 以下 以内 以外 以前 以后 之前 之后 之内 之外 左右 上下 前 后 内 外 起 止')

const arabic = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)*(?:\s*[%‰])?`
const chinese = '[〇零一二三四五六七八九十百千万亿两廿卅半壹贰叁肆伍陆柒捌玖拾佰仟]+'
const span = String.raw`[:/\-–—―~∼−至到]{1,2}`

const numberPattern = new RegExp(
  String.raw`(?:(?:${lead})\s*)?(?<![\d.])[¥$€£]?[-−]?${arabic}(?:\s*${span}\s*[¥$€£]?${arabic})*\s*[十百千万亿兆]*[余多]?` +
    String.raw`(?:\s*(?:${money}|${time}|${measures}|${moreMeasures}))?(?:${bound})?`,
  'g',
)
const numeralPattern = new RegExp(
  String.raw`(?:(?:${lead})\s*)?(?:${chinese}分之${chinese}(?:点${chinese})?|(?<!第)第${chinese}(?:${measures}|${time}|部分?|步)?|` +
    String.raw`(?<![统唯专同单进逐归划])[数几]?(?:${chinese}点)?${chinese}[余多几]?(?:${span}${chinese}[余多]?)*` +
    String.raw`(?:${money}|${time}|${measures}))(?:${bound})?`,
  'g',
)
const datePattern = new RegExp(
  either(`今年 去年 前年 明年 后年 本年 上年 下年 当年 次年 本月 上月 下月 当月 次月 今日 明日 昨日 当日 次日 即日 今天 明天 昨天 上午 下午
    中午 凌晨 午前 午后 年初 年底 年末 月初 月底 月末 季末 上半年 下半年 上旬 中旬 下旬 星期[一二三四五六日天] 周[一二三四五六日天末]
    元旦 春节 清明 端午 中秋 国庆`),
  'g',
)
const unitPattern = new RegExp(
  either(`平方米 平方公里 公顷 公里 千米 厘米 毫米 立方米 千克 公斤 毫克 微克 毫升 千瓦 千瓦时 兆瓦 摄氏度 万元 亿元 千元 百元 美元 欧元
    港元 日元 英镑 人民币 百分点 百分比 工作日 自然日 日历日 交易日 小时 分钟 % ‰ ℃ ㎡`),
  'g',
)
const linkPattern =
  /(?:https?|ftp):\/\/[\w\-./?=&%#:~+@$]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[a-z0-9-]+\.)+(?:gov|com|org|net|edu|cn)\b(?:\.cn)?(?:[/?#][\w\-./?=&%#:~+@$]*)?/gi
const citedPattern = /《(?:[^《》]|《[^《》]*》)*》/g

/** Everything in a text that a correction may not alter, but for names and negations. Overlaps are kept. */
export function guardedIn(text: string): Guarded[] {
  const folded = foldWidth(text)
  const found: Guarded[] = []
  const collect = (
    pattern: RegExp,
    kindOf: (words: string) => GuardedKind,
    valueOf: (words: string, start: number) => string,
  ) => {
    for (const { 0: words, index: start } of folded.matchAll(pattern)) {
      found.push({ kind: kindOf(words), start, end: start + words.length, value: valueOf(words, start) })
    }
  }
  collect(numberPattern, kindOfNumber('digit'), plainValue)
  collect(numeralPattern, kindOfNumber('numeral'), plainValue)
  collect(
    datePattern,
    () => 'date',
    words => words,
  )
  collect(
    unitPattern,
    () => 'unit',
    words => words,
  )
  collect(
    linkPattern,
    () => 'link',
    (words, start) => text.slice(start, start + words.length).replace(/[?:.]+$/, ''),
  )
  collect(
    citedPattern,
    () => 'cited-title',
    words => words.replace(/\s+/g, ''),
  )
  return found
}

const isMoney = new RegExp(`(?:${money})|[¥$€£]`)
const isTime = new RegExp(`(?:${time})`)
const kindOfNumber =
  (otherwise: 'digit' | 'numeral') =>
  (words: string): GuardedKind =>
    isMoney.test(words) ? 'amount' : isTime.test(words) ? 'date' : otherwise

const synonyms: Record<string, string> = { 以前: '前', 之前: '前', 以后: '后', 之后: '后', 以内: '内', 之内: '内' }

function plainValue(words: string): string {
  return words
    .replace(/\s+/g, '')
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/[–—―~∼−至到-]{1,2}(?=[¥$€£\d〇零一二三四五六七八九十百千万亿])/g, '-')
    .replace(/以前|之前|以后|之后|以内|之内/g, words => synonyms[words]!)
}

/** The office's listed names, ready to be looked for. Names of one character are not names. */
export type Names = Map<string, string[]>

const prepared = new WeakMap<readonly string[], Names>()
export function prepareNames(names: readonly string[]): Names {
  const known = prepared.get(names)
  if (known) return known
  const byBeginning: Names = new Map()
  for (const name of names) {
    const value = foldWidth(name).replace(/\s+/g, '')
    if (value.length < 2) continue
    const list = byBeginning.get(value.slice(0, 2))
    if (list) list.push(value)
    else byBeginning.set(value.slice(0, 2), [value])
  }
  prepared.set(names, byBeginning)
  return byBeginning
}

/** Every occurrence of every listed name, through white space and width. */
export function namesIn(text: string, names: Names): Guarded[] {
  if (names.size === 0) return []
  const folded = foldWidth(text)
  const places: number[] = []
  let solid = ''
  for (let i = 0; i < folded.length; i++) {
    if (folded[i] === ' ' || folded[i] === '\n' || folded[i] === '\t') continue
    places.push(i)
    solid += folded[i]
  }
  const found: Guarded[] = []
  for (let i = 0; i + 1 < solid.length; i++) {
    for (const name of names.get(solid.slice(i, i + 2)) ?? []) {
      if (!solid.startsWith(name, i)) continue
      found.push({ kind: 'name', start: places[i]!, end: places[i + name.length - 1]! + 1, value: name })
    }
  }
  return found
}
