/** A verb, the nouns it does not take, and the verbs that fit. Suggestion level: shown, never applied by itself. Checked 2026-11. */
const table: readonly [verbs: string, nouns: string, better: string][] = [
  ['加强', '水平|效率|规模|范围|步伐|素质|意识|信心|积极性|满意度|知晓率|覆盖面|透明度|公信力|凝聚力', '提高|增强|扩大'],
  ['加大', '水平|效率|质量|范围|规模|意识|能力|素质|步伐|机制|制度|体系|满意度|知晓率', '提高|扩大|增强'],
  ['提高|提升', '力度|规模|范围|步伐|进度|机制|体系|制度|覆盖面|氛围', '加大|扩大|加快'],
  ['增强', '水平|力度|质量|规模|范围|效率|机制|制度|体系|步伐', '提高|加大'],
  ['扩大', '力度|水平|质量|效率|意识|步伐', '加大|提高'],
  ['加快', '力度|水平|质量|能力|意识|效率|机制', '加大|提高'],
  ['强化', '水平|效率|步伐|规模|范围|满意度', '提高|扩大'],
  ['建设', '机制|管理机制|工作机制|责任制|长效机制', '建立|健全'],
  ['建立', '意识|氛围|力度|水平|信心|能力', '树立|营造|增强'],
  ['健全', '意识|水平|力度|能力|氛围|效率', '增强|提高'],
  ['完善', '意识|力度|步伐|氛围|水平', '增强|加大'],
  ['营造', '机制|体系|制度|意识|力度|水平|平台|形象', '建立|树立'],
  ['树立', '机制|体系|制度|氛围|力度|水平', '建立|营造'],
  ['形成', '力度|水平|能力|意识', '加大|增强'],
  ['制定|制订', '机制|体系|氛围|平台', '建立|搭建'],
  ['开展', '措施|机制|制度|体系|力度', '采取|建立'],
  ['改善', '作风|问题|错误|缺点|方法', '改进|解决'],
  ['改进', '环境|条件|生活|面貌|民生', '改善'],
  ['减少', '差距', '缩小'],
  ['缩短', '差距|范围|数量', '缩小'],
  ['降低', '差距|数量|范围|面积', '缩小|减少'],
  ['优化', '水平|力度|意识|能力|质量', '提高'],
  ['深化', '水平|力度|能力|效率|氛围', '提高|加大'],
  ['促进|推动|推进', '水平|力度|能力|意识|素质|效率', '提高|加大'],
  ['落实', '水平|力度|能力|意识|氛围', '提高|增强'],
  ['发挥', '水平|力度|意识|责任|义务', '提高|履行'],
  ['杜绝', '力度|质量|水平', ''],
  ['达到', '任务|措施|机制', '完成'],
  ['采取', '机制|水平|制度|意识', '建立|实行'],
  ['创造', '机制|体系|制度', '创新'],
  ['培养', '机制|力度|水平|氛围', '建立|提高'],
  ['搭建', '机制|制度|体系|氛围', '建立|构建'],
  ['履行', '力度|水平|意识|权力', '加大'],
  ['拓宽', '力度|水平|能力|意识', '加大|提高'],
  ['拓展', '力度|水平|质量|意识', '加大|提高'],
]

const adverbs = '进一步|不断|切实|大力|积极|全面|持续|着力|努力|扎实|有效|稳步|逐步|全力|继续|充分|认真|要|应|须|需|必须|应当'
const all = (column: 0 | 1) => [...new Set(table.flatMap(row => row[column].split('|')))].sort((a, b) => b.length - a.length).join('|')

/** A clause: [whole, what stands before the verb, verb, what stands between, noun]. */
export const clauseShape = new RegExp(`^([\\s　]*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．是]{1,2})?(?:${adverbs})*)(${all(0)})([\\u4e00-\\u9fff]{0,8}?)(${all(1)})$`)

const better = new Map(table.flatMap(([verbs, nouns, instead]) => verbs.split('|').flatMap(v => nouns.split('|').map(n => [`${v}|${n}`, instead.split('|').filter(Boolean)] as const))))

/** The verbs that fit the noun, when the verb does not; undefined when the pair is not in the list. */
export const betterVerbs = (verb: string, noun: string): readonly string[] | undefined => better.get(`${verb}|${noun}`)

/** Version of the list; part of the rule set. */
export const collocationsVersion = '2026.11.1'
