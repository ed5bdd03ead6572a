import { matches, patternRule, type Rule } from '../rule.ts'

const law = '《中华人民共和国计量法》、国务院关于在我国统一实行法定计量单位的命令（1984年）、GB 3100—1993'

const symbols = patternRule({
  id: 'units.symbol-case',
  family: 'units',
  level: 'warning',
  basis: `${law}：单位符号大小写固定`,
  zh: '计量单位符号写法',
  certain: true,
  hits: ['每袋50KG', '全长12KM', '浓度5ug', '用电300KWH', '容量20ML', '压力3Mpa', '噪声60db', '功率5KW', '浓度为35Pm2.5', 'PH值', '10Hz—50khz'],
  misses: ['每袋50kg', '全长12km', '300kW·h', '60dB', 'pH值', '5MB', '3MW', 'PM2.5', '200M宽带', '4K超高清', '110kV'],
  patterns: [
    { re: /(?<=\d\s?)(?:KG|Kg|kG)(?![A-Za-z])/g, fix: 'kg' },
    { re: /(?<=\d\s?)(?:KM|Km|kM)(?![A-Za-z])/g, fix: 'km' },
    { re: /(?<=\d\s?)(?:CM|Cm|cM)(?![A-Za-z])/g, fix: 'cm' },
    { re: /(?<=\d\s?)(?:MM|Mm|mM)(?![A-Za-z])/g, fix: 'mm' },
    { re: /(?<=\d\s?)(?:KW|Kw|kw)(?![A-Za-z·])/g, fix: 'kW' },
    { re: /(?<=\d\s?)(?:KWH|KWh|kwh|Kwh|KW·H|kw·h|KW·h|Kw·h|kw·H|kWh)(?![A-Za-z])/g, fix: 'kW·h' },
    { re: /(?<=\d\s?)(?:KV|Kv|kv)(?![A-Za-z])/g, fix: 'kV' },
    { re: /(?<=\d\s?)(?:Mpa|mpa|MPA)(?![A-Za-z])/g, fix: 'MPa' },
    { re: /(?<=\d\s?)(?:Mw|Mwh)(?![A-Za-z·])/g, fix: m => [m[0] === 'Mw' ? 'MW' : 'MW·h'] },
    { re: /(?<=\d\s?)(?:Kpa|kpa|KPA|KPa)(?![A-Za-z])/g, fix: 'kPa' },
    { re: /(?<=\d\s?)(?:db|DB|Db)(?![A-Za-z])/g, fix: 'dB' },
    { re: /(?<=\d\s?)(?:ML|Ml)(?![A-Za-z])/g, fix: 'mL' },
    { re: /(?<=\d\s?)(?:MG|Mg|mG)(?![A-Za-z])/g, fix: 'mg' },
    { re: /(?<=\d\s?)(?:ug|UG)(?![A-Za-z])/g, fix: 'μg' },
    { re: /(?<=\d\s?)(?:khz|Khz|KHZ|KHz)(?![A-Za-z])/g, fix: 'kHz' },
    { re: /(?<=\d\s?)(?:mhz|Mhz|MHZ)(?![A-Za-z])/g, fix: 'MHz' },
    { re: /(?<=\d\s?)(?:HZ|hz)(?![A-Za-z])/g, fix: 'Hz' },
    { re: /(?<![A-Za-z])(?:PH|Ph|ph)(?=值)/g, fix: 'pH' },
    { re: /(?<![A-Za-z])(?:Pm|pm)(?=2\.5|10(?!\d))/g, fix: 'PM' },
    { re: /(?<=\d\s?)°C|(?<=\d\s?)℃度|(?<=\d)摄氏度℃/g, fix: '℃' },
    { re: /(?<=[\d每/]\s?)(?:M2|m2|㎡㎡)(?![\dA-Za-z])/g, fix: ['m²', '平方米'] },
    { re: /(?<=[\d每/]\s?)(?:M3|m3)(?![\dA-Za-z])/g, fix: ['m³', '立方米'] },
  ],
})

const notLegal = patternRule({
  id: 'units.not-legal',
  family: 'units',
  level: 'warning',
  basis: `${law}：使用法定计量单位`,
  zh: '非法定计量单位',
  certain: true,
  confidence: 0.9,
  hits: ['累计用电3万度', '产量500市斤', '直径3公分', '长5华里', '载重20公吨', '容量5公升', '距离3英里', '屏幕55英寸', '功率100马力', '每市亩产量'],
  misses: ['产量500公斤', '直径3厘米', '千斤顶', '市区里程', '城市亩均', '全市亩均效益'],
  patterns: [
    { re: /(?<=[\d一二三四五六七八九十百千万两每]\s?)市斤/g, fix: ['斤', '公斤'] },
    { re: /(?<=[\d一二三四五六七八九十百千两每]\s?)公分(?!子|析)/g, fix: '厘米' },
    { re: /(?<=[\d一二三四五六七八九十百千两每]\s?)(?:华里|市里)/g, fix: ['里', '公里'] },
    { re: /(?<=[\d一二三四五六七八九十百千万两每]\s?)公吨/g, fix: '吨' },
    { re: /(?<=[\d一二三四五六七八九十百千两每]\s?)公升/g, fix: '升' },
    { re: /(?<=[\d一二三四五六七八九十百千两每]\s?)公尺/g, fix: '米' },
    { re: /(?<=[\d一二三四五六七八九十百千两每]\s?)(?:英里|英尺|英寸|英亩|加仑|盎司|英镑(?=重))/g },
    { re: /(?<=[\d一二三四五六七八九十百千两每]\s?)马力/g, fix: '千瓦' },
    { re: /(?<=每)市亩|(?<=\d)市亩/g, fix: '亩' },
    { re: /(?<=\d\s?)(?:大卡|千卡|卡路里)/g, fix: '千焦' },
    { re: /(?<=(?:用电量?|发电量?|供电量?|耗电量?|节电|节约用电|电量)[\u4e00-\u9fff]{0,4}\d[\d.]*[万亿余多]{0,2})度(?!电)|(?<=\d[\d.]*[万亿余多]{0,2})度(?=电(?!压|流|价))/g, fix: '千瓦时', level: 'info' },
  ],
})

const incomplete = patternRule({
  id: 'units.incomplete-area',
  family: 'units',
  level: 'warning',
  basis: `${law}：面积、体积单位应写全`,
  zh: '面积、体积单位不完整',
  certain: true,
  confidence: 0.9,
  hits: ['新建广场500平方，可容纳', '建筑面积3万平方。', '清运垃圾20立方', '改造房屋500平米'],
  misses: ['500平方米', '3万平方公里', '20立方米', '500平方厘米', '平方数', '20平方尺', '3平方千米'],
  patterns: [
    { re: /(?<=\d(?:\.\d+)?[万余多]?)平方(?![米公千厘分毫英尺里寸数根])/g, fix: '平方米' },
    { re: /(?<=\d(?:\.\d+)?[万余多]{0,2})平米/g, fix: '平方米' },
    { re: /(?<=\d(?:\.\d+)?[万余多]?)立方(?![米厘分千公英尺数根毫体])/g, fix: '立方米' },
    { re: /(?<=\d(?:\.\d+)?[万余多]?)个(?=千瓦时|平方米|公里|小时工)/g, fix: '' },
  ],
})

const doubled = patternRule({
  id: 'units.doubled',
  family: 'units',
  level: 'error',
  basis: `${law}：单位不重复书写`,
  zh: '计量单位重复',
  certain: true,
  hits: ['投入200万元元', '面积300㎡平方米', '人民币50元人民币', '20万万元', '5个个工作日', '30天日'],
  misses: ['投入200万元', '每平方米', '3个个体户', '5个个人', '500万元人民币', '3个个案'],
  patterns: [
    { re: /(?<=\d[万亿]?)元元/g, fix: '元' },
    { re: /㎡平方米|平方米㎡|(?<=\d)平方米平方米/g, fix: '平方米' },
    { re: /人民币(\d[\d.,]*[万亿]?元)人民币/g, fix: '$1人民币' },
    { re: /(?<=\d)万万(?=[元人户亩])/g, fix: '万' },
    { re: /(?<=\d)个个(?!人|体|案|性|别|股|税)/g, fix: '个' },
    { re: /(?<=\d)天日(?!常)/g, fix: ['天', '日'] },
    { re: /(?<=\d)(件|人|户|名|家|项|吨|亩|次|公里|公顷|米)\1(?!\S{0,1}[性类])/g, fix: '$1' },
  ],
})

const missingMeasure = patternRule({
  id: 'units.missing-measure',
  family: 'units',
  level: 'warning',
  basis: '现代汉语规范：数词与名词之间带量词；政府信息公开条例等法规均作“×个工作日”',
  zh: '缺少量词',
  certain: true,
  confidence: 0.9,
  hits: ['20工作日内答复', '5自然日内'],
  misses: ['20个工作日内答复', '3月底前完成', '在3月内部公示', '2023年3月内完成', '于3月内完成'],
  patterns: [
    { re: /(?<=\d|[一二三四五六七八九十]十?)(?:工作日|自然日)/g, fix: m => [`个${m[0]}`] },
  ],
})

const mixed: Rule = {
  id: 'units.mixed',
  family: 'units',
  level: 'info',
  basis: `${law}：同一文件同一量用同一单位`,
  zh: '同一量的单位不一致',
  confidence: 0.7,
  hits: ['新建道路3公里，改造管网5千米。', '造林200亩，封育30公顷。'],
  misses: ['新建道路3公里，改造管网5公里。'],
  scope: 'document',
  *check(doc) {
    for (const [a, b] of [['公里', '千米'], ['公斤', '千克'], ['亩', '公顷']] as const) {
      const first = [...matches(new RegExp(`(?<=\\d[万余多]?)${a}`, 'g'), doc.text)]
      const second = [...matches(new RegExp(`(?<=\\d[万余多]?)${b}`, 'g'), doc.text)]
      if (first.length === 0 || second.length === 0) continue
      const few = first.length <= second.length ? first : second
      for (const m of few.slice(0, 3)) yield { start: m.index, end: m.index + m[0].length, message: `文中“${a}”“${b}”并用，宜统一` }
    }
  },
}

/** 计量单位. */
export const unitRules: Rule[] = [symbols, notLegal, incomplete, doubled, missingMeasure, mixed]
