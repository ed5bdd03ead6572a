import { orderedLists, type OrderedList } from '../lexicon/ordered-lists.ts'
import { patternRule, type Match, type Rule } from '../rule.ts'

const central = '中央文件的固定表述；国办秘函〔2019〕19号将严重表述错误列为单项否决'

const lists: Rule = {
  id: 'political.list-order',
  family: 'political',
  level: 'warning',
  basis: '固定表述的内容与顺序',
  zh: '固定表述的顺序或内容有误',
  confidence: 0.9,
  certain: true,
  hits: ['坚持依法执政、民主执政和科学执政', '坚定道路自信、制度自信、理论自信、文化自信', '增强政治意识、大局意识、看齐意识、核心意识', '贯彻创新、协调、开放、共享的新发展理念'],
  misses: ['坚持科学执政、民主执政、依法执政', '坚定道路自信、理论自信、制度自信、文化自信', '推进经济建设和社会建设', '绿色、共享单车', '贯彻落实创新、协调、绿色、开放、共享的新发展理念', '法治政府、法治社会', '坚持依法执政、民主执政'],
  scope: 'paragraph',
  check: paragraph => runsOfAny(paragraph.text, orderedLists),
  narrow(text) {
    const named = orderedLists.filter(list => namesThree(text, list))
    return named.length === 0 ? null : paragraph => runsOfAny(paragraph.text, named)
  },
}

const namesThree = (text: string, list: OrderedList) => list.items.filter(item => text.includes(item)).length >= 3

function* runsOfAny(text: string, among: readonly OrderedList[]): Generator<Match> {
  for (const list of among) if (namesThree(text, list)) yield* runsOf(text, list)
}

/** Runs of items of one list with nothing but list marks between them. */
function* runsOf(text: string, list: OrderedList): Generator<Match> {
  const all = new RegExp(list.items.map(i => (i.length <= 2 ? `(?<![\\u4e00-\\u9fff])${i}(?![\\u4e00-\\u9fff])|(?<=[、，和及与坚持贯彻])${i}(?=[、，和及与的])` : i)).join('|'), 'g')
  let run: { item: number; start: number; end: number }[] = []
  const found = [...text.matchAll(all)].map(m => ({ item: list.items.indexOf(m[0]), start: m.index, end: m.index + m[0].length }))
  for (const next of [...found, null]) {
    const last = run.at(-1)
    if (last && (!next || !/^[“”]?[、，,]?[“”]?(?:和|与|及|以及)?[“”]?$/.test(text.slice(last.end, next.start)))) {
      yield* judge(text, list, run)
      run = []
    }
    if (next) run.push(next)
  }
}

function* judge(text: string, list: OrderedList, run: { item: number; start: number; end: number }[]): Generator<Match> {
  const first = run[0]!
  const end = run.at(-1)!.end
  const items = run.map(r => r.item)
  if (new Set(items).size !== items.length) return
  const ordered = items.every((item, i) => i === 0 || item > items[i - 1]!)
  const right = list.items.join('、')
  const unread = list.items.find((item, i) => !items.includes(i) && text.slice(0, first.start).endsWith(`${item}、`))
  if (unread) return
  if (/^[、和及与]/.test(text.slice(end)) && run.length < list.items.length) return
  if (!ordered && run.length >= 3 && run.length >= list.items.length - 1) yield { start: first.start, end, suggestions: run.length === list.items.length ? [right] : [items.sort((a, b) => a - b).map(i => list.items[i]).join('、')], message: `固定表述的顺序为“${right}”`, basis: list.source }
  else if (ordered && run.length === list.items.length - 1 && run.length >= 3 && (list.whole || (list.name && text.includes(list.name)))) {
    const missing = list.items.find((_, i) => !items.includes(i))!
    const near = list.name ? text.slice(Math.max(0, first.start - 30), end + 30).includes(list.name) : false
    if (!near && list.items.some(i => i.length <= 2)) return
    const after = text.slice(end, end + 12)
    if (!near && (after.startsWith('等') || after.includes(missing.slice(-4)))) return
    yield { start: first.start, end, suggestions: [right], message: `固定表述疑漏“${missing}”，完整为“${right}”`, basis: list.source, confidence: near ? 0.92 : 0.75, level: near ? 'warning' : 'info' }
  }
}

const leadership = patternRule({
  id: 'political.core-expression',
  family: 'political',
  level: 'error',
  basis: central,
  zh: '政治固定表述有误',
  certain: true,
  confidence: 0.97,
  hits: ['以习近平新时代特色社会主义思想为指导', '以习近平总书记为核心的党中央', '学习习总书记重要讲话', '习近平新时代中国特设社会主义思想', '坚定“四个意识”', '增强“四个自信”', '习进平', '坚决做到“两个确立”', '深刻领悟“两个维护”的决定性意义', '学习贯彻党的20大精神', '党中央国务院的决策部置', '习近平同志为核心的党中央'],
  misses: ['以习近平新时代中国特色社会主义思想为指导', '以习近平同志为核心的党中央', '学习习近平总书记重要讲话', '增强“四个意识”、坚定“四个自信”、做到“两个维护”', '习近平新时代中国特色社会主义经济思想', '深刻领悟“两个确立”的决定性意义', '练习总书记', '中国特色社会主义思想体系'],
  patterns: [
    { re: /习近平(?:新时代(?!中国特色社会主义(?:思想|经济思想|外交思想|法治思想))[\u4e00-\u9fff]{0,6}?社会主义[的]?思想|中国特色社会主义(?:新时代)?思想|新时期中国特色社会主义思想|新时代中国特色社会主义的思想|新时代中国特色社会主义(?=精神|理论为指导|重要思想))/g, fix: '习近平新时代中国特色社会主义思想' },
    { re: /(?<!习近平)(?<=以)新时代中国特色社会主义思想(?=为指导)/g, fix: '习近平新时代中国特色社会主义思想' },
    { re: /习近平总书记为核心的党中央|习近平主席为核心的党中央|习近平为核心的党中央/g, fix: '习近平同志为核心的党中央' },
    { re: /(?<!以)习近平同志为核心的党中央/g, fix: '以习近平同志为核心的党中央' },
    { re: /(?<![练学复补预温自见实研传讲])习总书记|习近平书记(?!记)|习总(?=讲话|指示|批示)/g, fix: '习近平总书记' },
    { re: /习近平(?=重要(?:讲话|指示|批示|论述))/g, fix: '习近平总书记', level: 'warning', confidence: 0.9 },
    { re: /习[进近尽][平乎评苹瓶](?<!习近平)/g, fix: '习近平' },
    { re: /坚定(?=“四个意识”)|树立(?=“四个自信”)|坚持(?=“两个维护”)/g, fix: m => [m[0] === '坚定' ? '增强' : m[0] === '树立' ? '坚定' : '做到'], confidence: 0.92 },
    { re: /增强(?=“四个自信”)|提高(?=“四个意识”)/g, fix: m => [m[0] === '增强' ? '坚定' : '增强'], confidence: 0.92 },
    { re: /(?:做到|增强|坚定|践行)(?=“两个确立”)/g, fix: ['深刻领悟', '拥护'], confidence: 0.92 },
    { re: /(?<=(?:深刻)?领悟“)两个维护(?=”)/g, fix: '两个确立' },
    { re: /党的(?:1[0-9]|20)大(?=精神|报告|以来|代表|部署|召开)/g, fix: m => [m[0].replace(/\d+/, n => (n === '20' ? '二十' : `十${'一二三四五六七八九'[Number(n[1]) - 1]}`))], message: '党的全国代表大会的届次用汉字' },
    { re: /习近平总书(?!记)|习近平总书纪/g, fix: '习近平总书记' },
    { re: /党中央、?国务院(?:的)?决策部[置属暑]/g, fix: m => [m[0].replace(/部[置属暑]/, '部署')] },
    { re: /党的(?:第)?十九(?:次)?代表大会|党的二十次代表大会|党的二十大会议|党的十九大会议/g, fix: m => [/二十/.test(m[0]) ? '党的二十大' : '党的十九大'], level: 'warning' },
    { re: /十[八九]届[一二三四五六七]中全体会议|二十届[一二三四五六七]中全体会议/g, fix: m => [m[0].replace('全体会议', '全会')], level: 'warning' },
    { re: /(?<=十[八九]届|二十届)[二三四五六七](?=全会)/g, fix: m => [`${m[0]}中`] },
    { re: /两个一百年(?=奋斗目标)(?<!“两个一百年)/g, fix: '“两个一百年”' , level: 'warning' },
    { re: /中华民族[的]?伟大的复兴|中华民族复兴的?伟大中国梦/g, fix: '中华民族伟大复兴', level: 'warning' },
    { re: /社会主义核心价值体观|社会主义价值核心观|社会主义核心价值关/g, fix: '社会主义核心价值观' },
    { re: /全面从严治政党|从严全面治党/g, fix: '全面从严治党' },
    { re: /人类命运(?:的)?共同体(?:体)+|人类共同命运体/g, fix: '人类命运共同体' },
    { re: /党风廉正(?=建设)|党风廉政建设建设/g, fix: '党风廉政' },
    { re: /两个维护(?=、|，|。)(?<!“两个维护)/g, fix: '“两个维护”', level: 'info', confidence: 0.7 },
    { re: /(?<!有)中国特色的社会主义(?=道路|理论|制度|文化|思想|现代化)/g, fix: '中国特色社会主义', level: 'warning', confidence: 0.85 },
    { re: /不忘初心，牢记使命(?=”|主题教育)/g, fix: '不忘初心、牢记使命' },
    { re: /五年规划纲要十[三四五]五/g },
  ],
})

const quoted = patternRule({
  id: 'political.quoted-term',
  family: 'political',
  level: 'warning',
  basis: '中央文件中数字略语加引号的通例',
  zh: '数字略语应加引号',
  certain: true,
  confidence: 0.85,
  hits: ['增强四个意识', '落实十四五规划', '统筹推进五位一体总体布局', '解决三农问题', '坚持三个代表重要思想'],
  misses: ['增强“四个意识”', '落实“十四五”规划', '十四五个', '第十四个五年规划', '“三个代表”重要思想', '十三五万元', '《十四五规划纲要》'],
  patterns: [
    { re: /(?<![“‘《〈第\u4e00-\u9fff]|[一二三四五六七八九十])十[一二三四五六]五(?=规划|时期|期间|末|开局|收官|以来)|(?<=[是为在落实编制推进国家省市区县年])(?<![“第])十[一二三四五六]五(?=规划|时期|期间|末|开局|收官)/g, fix: '“$0”' },
    { re: /(?<![“‘《〈])(?:四个意识|四个自信|两个维护|两个确立|五位一体|四个全面|三严三实|两学一做|三会一课)(?![”’》〉])/g, fix: '“$0”' },
    { re: /(?<![“‘《〈])三个代表(?=重要思想)/g, fix: '“三个代表”' },
    { re: /(?<![“‘《〈\u4e00-\u9fff]|[第十])三农(?=问题|工作)|(?<=[决好抓做重视])(?<!“)三农(?=问题|工作)/g, fix: '“三农”' },
  ],
})

const nation = patternRule({
  id: 'political.sovereignty',
  family: 'political',
  level: 'error',
  basis: '新华社《新闻信息报道中的禁用词和慎用词》（2016年7月修订）港澳台和领土主权类',
  zh: '涉港澳台及领土主权表述',
  confidence: 0.95,
  hits: ['来自港澳台国家的投资', '台湾政府', '中港合作', '港澳台与全国各地', '台湾、日本等国家', '内地与台湾', '福尔摩沙', '南沙争议岛屿'],
  misses: ['港澳台地区', '中国台湾', '海峡两岸', '祖国大陆与台湾', '内地与香港', '台湾地区', '空中港口', '其中港口', '“台湾政府”'],
  patterns: [
    { re: /港澳台(?:等)?(?:国家|国)|台湾国(?!民|语|际|家)/g, fix: '港澳台地区' },
    { re: /(?<!“)台湾(?:政府|国防部|外交部|中央政府|总统府|总统|立法院|行政院|监察院|司法院)/g, fix: ['台湾当局', '台湾地区有关机构'] },
    { re: /(?<![\u4e00-\u9fff])(?:中港|中台|中澳台|中港台)(?=合作|关系|贸易|两地|交流|经贸)/g, fix: ['内地与香港', '海峡两岸'] },
    { re: /(?<=台湾|香港|澳门)、?(?:日本|韩国|美国|新加坡|泰国|越南|马来西亚)等国(?!家?和?地区)/g, fix: m => [m[0].replace(/等国家?$/, '等国家和地区')] },
    { re: /(?:日本|韩国|美国|新加坡|泰国|越南|马来西亚|英国)(?:、|和)(?:台湾|香港|澳门)等?(?:国家|国)(?!和地区|与地区)/g },
    { re: /港澳台(?:和|与)全国(?:其他省|各地|各省)|内地(?:与|和)台湾|大陆(?:与|和)(?:香港|澳门|港澳)/g },
    { re: /福尔摩沙|福摩萨|(?:疆独|藏独)(?<!“[疆藏]独)(?!”|立)/g },
    { re: /(?<!“)(?:东突厥斯坦|东土耳其斯坦)(?!”|伊斯兰运动)/g },
    { re: /(?:钓鱼岛|南沙|西沙|南海)(?:争议)(?:岛屿|地区|海域)/g },
    { re: /西藏(?:流亡政府)(?!”)/g },
    { re: /(?:中华民国)(?=政府|总统|\d{2,3}年)(?!时期)/g, level: 'warning', confidence: 0.7 },
    { re: /前苏联/g, fix: '苏联', level: 'warning' },
    { re: /北朝鲜/g, fix: '朝鲜' },
    { re: /穆斯林国家/g, fix: ['阿拉伯国家', '伊斯兰国家'], level: 'warning' },
    { re: /维族(?!吾)|蒙族|朝族(?=人|群众|干部|同胞)/g, fix: m => [({ 维族: '维吾尔族', 蒙族: '蒙古族', 朝族: '朝鲜族' } as Record<string, string>)[m[0]]!], level: 'warning' },
    { re: /(?:回回|蛮子|蒙古大夫)(?=$|[，。、的])/g, level: 'warning', confidence: 0.8 },
    { re: /少数民族(?:国家|语言国家)/g },
  ],
})

/** 政治用语. */
export const politicalRules: Rule[] = [lists, leadership, quoted, nation]
