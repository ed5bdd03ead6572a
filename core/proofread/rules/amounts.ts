import { parseHan } from '../numbering.ts'
import { patternRule, type Rule } from '../rule.ts'

const gb = 'GB/T 15835—2011'
const counted = '[人名个元件户家次天年岁亩吨条项份篇场期处]'

/** 5亿3千万, 3百人: only 万 and 亿 stand behind Arabic digits. */
const smallPlaces = patternRule({
  id: 'numerals.small-place-after-digits',
  family: 'numerals',
  level: 'warning',
  basis: `${gb} 4.1.1、6.1：阿拉伯数字后除“万”“亿”及法定计量单位的词头外，不用其他汉字数词`,
  zh: '阿拉伯数字与“百”“千”混用',
  confidence: 0.88,
  hits: ['总投资5亿3千万元', '安置职工3百人', '人口约3百万人', '培训群众2千余人次', '补助两万2千元', '完成一百20户'],
  misses: ['长5千米、重3千克', '投资5.3亿元', '容量5百万像素传感器', '功率3千瓦', '3千卡', '第2百货商店', '2千伏', '110千伏变电站', '十年20万元', '一千零一夜', '达到三十5G基站'],
  patterns: [
    { re: /(?<![\d.,第])(\d{1,4}(?:\.\d+)?)([百千])(?=[余多]?(?:万|亿)?[余多]?(?:人|名|个|元|件|户|家|次|亩|吨|条|篇|场)(?!货))(?!万像素)/g, fix: m => [String(Math.round(Number(m[1]) * (m[2] === '千' ? 1000 : 100)))] },
    { re: new RegExp(`(?<![十百千万亿])[一二三四五六七八九两](?:[百千万]|十(?=\\d{1,1}${counted}))\\d{1,4}(?=[万亿]?${counted})`, 'g') },
  ],
})

/** 20几人, 超过500多人, 5000多元左右: one word of estimate is enough, and 几 does not stand behind digits. */
const estimates = patternRule({
  id: 'numerals.estimate-form',
  family: 'numerals',
  level: 'warning',
  basis: `${gb} 5.1.2：概数词语不重复使用；“几”与汉字数字连用`,
  zh: '概数写法',
  confidence: 0.88,
  hits: ['支出20几万元', '参与群众超过500多人', '发放补助5000多元左右', '走访三十余户左右', '涉及几十余家企业', '数百多名志愿者'],
  misses: ['支出20多万元', '超过500人', '几十家企业', '数百名志愿者', '200余人', '二十几人', '2026年几项工作', '第3几何图形', '十余名左右两侧的住户'],
  patterns: [
    { re: new RegExp(`(?<![\\d.])\\d*[1-9]0{1,2}几(?=[百千万亿]*${counted})`, 'g'), fix: m => [m[0].replace('几', '多')] },
    { re: new RegExp(`(?<=超过|突破|高于|多于|大于|逾|不少于|不低于|至少)了?\\s?[\\d.]+[万亿]?[多余](?=[万亿]?${counted})`, 'g'), fix: m => [m[0].replace(/[多余]/, '')] },
    { re: new RegExp(`(?:\\d+|[一二三四五六七八九十百千几数两]{1,4})[多余][万亿]?(?:个|名|人|件|户|家|天|次|元|年|公里|米|吨|亩|项|条|份)左右(?!两|摇|为难|手|逢|开弓|侧|边|翼)`, 'g'), fix: m => [m[0].replace(/左右$/, '')] },
    { re: new RegExp(`(?:几十|数十|几百|数百|几千|数千|数万|几万)[多余](?=${counted})`, 'g'), fix: m => [m[0].replace(/[多余]$/, '')] },
  ],
})

const bareYear = patternRule({
  id: 'numerals.short-year',
  family: 'numerals',
  level: 'warning',
  basis: `${gb} 4.1.3、5.1.1：年份用四位数字，不简写`,
  zh: '年份简写为两位',
  confidence: 0.88,
  hits: ['预计26年底完成', '力争于25年第三季度投用', '98年5月建成', '08年以来，全区累计投入', '05年投入使用'],
  misses: ['服务期满20年底薪', '建校98年来', '共有产权05户型', '满25年上半年', '2005年投入使用', '连续08号', '历时20年上半程', '1998年5月建成', '第08年度', '在该岗位工作98年'],
  patterns: [
    { re: /(?<=预计|计划|力争|确保|争取|[到于自从至])(?:1[5-9]|2\d)年(?=[底初末](?!薪)|[上下]半年|第?[一二三四]季度)/g, fix: m => [`20${m[0]}`] },
    { re: /(?<![\d.—\-第满共计近约历时])0\d年(?!龄|度|号)/g, fix: m => [`20${m[0]}`] },
    { re: /(?<![\d.—\-第满共计近约历时])[89]\d年(?=(?:0?[1-9]|1[0-2])月(?!数)|[底初](?!薪))/g, fix: m => [`19${m[0]}`] },
  ],
})

const era = patternRule({
  id: 'numerals.era',
  family: 'numerals',
  level: 'info',
  basis: `${gb} 4.1.3、6.2：年代用阿拉伯数字，同一表述数字形式一致`,
  zh: '世纪与年代的数字形式不一致',
  certain: true,
  confidence: 0.85,
  hits: ['始建于20世纪八十年代'],
  misses: ['始建于20世纪80年代', '二十世纪八十年代', '上世纪八十年代'],
  patterns: [{ re: /(?<=\d{2}世纪)[一二三四五六七八九]十(?=年代)/g, fix: m => [String(parseHan(m[0]))] }],
})

const dayWord = patternRule({
  id: 'numerals.day-word',
  family: 'numerals',
  level: 'info',
  basis: '《党政机关公文格式》（GB/T 9704—2012）7.3.5.4：日期作“×年×月×日”',
  zh: '日期作“号”',
  certain: true,
  confidence: 0.85,
  hits: ['定于5月8号召开'],
  misses: ['定于5月8日召开', '1月8号楼', '第3月8号文', '五一路5号'],
  patterns: [{ re: /(?<=\d{1,2}月\d{1,2})号(?!楼|线|院|文|令|公告|台|机|井|店|门|馆|厅|地块|病|矿|码|召集)/g, fix: '日' }],
})

/** 数量、概数与年代的写法. */
export const amountRules: Rule[] = [smallPlaces, estimates, bareYear, era, dayWord]
