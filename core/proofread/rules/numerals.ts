import { parseHan } from '../numbering.ts'
import { matches, patternRule, type Rule } from '../rule.ts'

const gb = 'GB/T 15835—2011'

const shortYear = patternRule({
  id: 'numerals.two-digit-year',
  family: 'numerals',
  level: 'warning',
  basis: `${gb} 4.1.3：年份用四位数字，不简写`,
  zh: '年份简写为两位',
  hits: ['23年5月底前完成任务', '“21—22年度”工作', '自19年以来', '22年政务公开工作要点'],
  misses: ['2023年5月', '服务期10年5个月', '累计20年以上', '满18年', '共计15年', '有期徒刑15年6个月', '工作满30年', '15年来', '用了20年时间'],
  patterns: [
    { re: /(?<![\d０-９.\-—第近约满共计期龄用了达有徒刑超过])(?:1[5-9]|2\d)年(?=(?:0?[1-9]|1[0-2])月(?!数))/g, fix: m => [`20${m[0]}`] },
    { re: /(?<=自|从|^[\s　]*)(?:1[5-9]|2\d)年(?=以来|起|开始|[初末底]|政务|度)/g, fix: m => [`20${m[0]}`] },
    { re: /(?<![\d０-９.])(?:1[5-9]|2\d)[—\-至](?:1[6-9]|2\d)年度/g },
  ],
})

const zeroForm = patternRule({
  id: 'numerals.year-zero',
  family: 'numerals',
  level: 'warning',
  basis: `${gb} 5.1.4：汉字数字年份中的“0”写作“〇”`,
  zh: '汉字年份中“〇”的写法',
  certain: true,
  hits: ['二○一九年八月', '二零二三年', '二O二二年', '二0一九年'],
  misses: ['二〇一九年', '二百零二年', '2019年'],
  patterns: [{ re: /(?<![一二三四五六七八九〇百千])[一二][○ＯOo0０零〇◯一二三四五六七八九]{3}(?=年)/g, fix: m => [m[0].replace(/[○ＯOo0０零◯]/g, '〇')] }],
  accept: (_, m) => /[○ＯOo0０零◯]/.test(m[0]),
})

const mixedDate = patternRule({
  id: 'numerals.mixed-date',
  family: 'numerals',
  level: 'warning',
  basis: `${gb} 4.1、6.2：同一日期用同一种数字`,
  zh: '日期中汉字数字与阿拉伯数字混用',
  certain: true,
  hits: ['确保2026年十月底前完成', '2019年八月十九日', '八月15日', '2019年8月十九日', '二〇一九年8月'],
  misses: ['2019年8月19日', '二〇一九年八月', '2019年一季度', '农历八月十五', '2019年十月革命'],
  patterns: [
    { re: /(?<!\d)\d{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号]|\d{1,2}[日号])|\d{1,2}月[一二三四五六七八九十]{1,3}[日号])/g, fix: m => [m[0].replace(/[一二三四五六七八九十]+(?=[月日号])/g, s => String(parseHan(s) ?? s))] },
    { re: /(?<!\d)\d{4}年[一二三四五六七八九十]{1,2}月(?=[底初中末上下前起以，。；至—]|份)/g, fix: m => [m[0].replace(/[一二三四五六七八九十]+(?=月)/, s => String(parseHan(s) ?? s))] },
    { re: /(?<!年|农历|腊)(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2}月\d{1,2}日/g, fix: m => [m[0].replace(/^[一二三四五六七八九十]+/, s => String(parseHan(s) ?? s))] },
    { re: /[一二][〇○零一二三四五六七八九]{3}年\d{1,2}月(?:\d{1,2}日)?/g, fix: m => [m[0].replace(/^[^年]+/, s => [...s].map(c => '〇一二三四五六七八九'.indexOf(c === '○' || c === '零' ? '〇' : c)).join(''))] },
  ],
})

const approximate = patternRule({
  id: 'numerals.dunhao-in-estimate',
  family: 'numerals',
  level: 'warning',
  basis: `${gb} 5.1.2、GB/T 15834—2011 4.5.3.4：相邻数字连用表示概数时中间不用顿号`,
  zh: '概数中误用顿号',
  confidence: 0.8,
  certain: true,
  hits: ['用三、五天时间', '每组七、八个人', '大约十七、八岁'],
  misses: ['三五天', '第一、二、三项', '一、二级公路', '二、三季度', '抓好三、四两个环节', '第三、四条', '（三）、（四）项', '一、二等奖', '三、四年级'],
  patterns: [
    {
      re: /(?<![第一二三四五六七八九〇百千万、（(年]|^[\s　]*|十)(?:二、三|三、五|三、四|四、五|五、六|六、七|七、八|八、九|两、三)(?=个(?:人|月|小时|工作日|环节|问题|方面|年头|星期)?|[天次名人倍回岁里只件家户百千万]|年(?!级|度|以))/g,
      fix: m => [m[0].replace('、', '')],
    },
    { re: /(?<=十)(?:二、三|三、四|四、五|五、六|六、七|七、八|八、九)(?=[天次名人倍岁个件家户年])/g, fix: m => [m[0].replace('、', '')] },
  ],
})

const doubleEstimate = patternRule({
  id: 'numerals.double-estimate',
  family: 'numerals',
  level: 'warning',
  basis: `${gb} 5.1.2：概数词语不重复使用；语义不得自相矛盾`,
  zh: '概数表达重复或矛盾',
  confidence: 0.9,
  hits: ['约20人左右', '近300余人', '大约有50件左右', '超过80%以上', '至少在5人以上', '不少于20%以上', '20多万余人', '公开信息182余条', '最多不超过5天以上', '最低不少于3次以上', '达到约200余件'],
  misses: ['约20人', '300余人', '80%以上', '至少5人', '约定20日左右', '预约10人以上', '附近20米左右', '超过20人的，在5日以上'],
  patterns: [
    { re: /(?:(?<![大条契签节公合特邀相集简制解预])约(?!定|束|有|见|谈|请)|大约|大概|将近|(?<![最附就新远])近)有?\s?[\d.一二三四五六七八九十百千万两]+(?:[万亿%％]|个|名|人|件|户|家|天|次|元|年|公里|米|吨|亩|项|条|份)*(?:左右|上下)/g },
    { re: /(?:(?<![大条契签节公合特邀相集简制解预])约|大约|将近|(?<![最附就新远])近)\s?(?:\d[\d.]*|[一二三四五六七八九两]?[十百千])(?:余|多)(?=[万亿名人个件户家次元项份])/g },
    { re: /(?:超过|突破|高于|多于|大于|逾|不少于|不低于|至少|最少|不小于)[达有在]?\s?[\d.]+(?:[万亿%％]|个|名|人|件|户|家|天|次|元|年|公里|米|吨|亩|项|条|份|工作日|小时|百分点)*以上/g },
    { re: /(?:低于|少于|小于|不超过|最多|至多|不多于|不高于)[达有在]?\s?[\d.]+(?:[万亿%％]|个|名|人|件|户|家|天|次|元|年|公里|米|吨|亩|项|条|份|工作日|小时|百分点)*(?:以下|以内|之内)/g, confidence: 0.7, level: 'info' },
    { re: /\d+多[万千百]?余/g },
    { re: /(?<![\d.,])\d*[1-9](?:余|多)(?=[条件人次个户家份项篇名场期起处])(?<=\d{2}[余多])/g, message: '“$0”：精确到个位的数字后不用“余”“多”' },
  ],
})

const percent = patternRule({
  id: 'numerals.percent',
  family: 'numerals',
  level: 'warning',
  basis: `${gb} 4.1.1 与《量和单位》：百分数用“%”，百分数之差用“个百分点”`,
  zh: '百分数写法',
  certain: true,
  hits: ['提高百分之30', '提高5%个百分点', '增长5个百分之', '增长20％％', '下降3百分点', '完成率达30个%'],
  misses: ['提高30%', '百分之三十', '提高5个百分点', '百分之百'],
  patterns: [
    { re: /百分之(?=\d)(\d+(?:\.\d+)?)/g, fix: '$1%' },
    { re: /(\d+(?:\.\d+)?)[%％]个?百分点/g, fix: '$1个百分点' },
    { re: /(?<![\d.])(\d+(?:\.\d+)?)百分点/g, fix: '$1个百分点' },
    { re: /[%％]{2,}/g, fix: '%' },
    { re: /(\d+(?:\.\d+)?)个[%％]/g, fix: '$1%' },
    { re: /(?<=增长|提高|下降|上升)(\d+(?:\.\d+)?)个百分之/g, fix: '$1个百分点' },
  ],
})

const multiples = patternRule({
  id: 'numerals.fall-in-multiples',
  family: 'numerals',
  level: 'warning',
  basis: `${gb} 与出版物数字用法通例：减少、降低不用倍数`,
  zh: '减少不用倍数',
  confidence: 0.95,
  hits: ['发案数下降了2倍', '投诉减少3倍', '办理时间缩短了一倍'],
  misses: ['增长2倍', '下降20%', '减少为原来的一半', '处二倍以上罚款'],
  patterns: [{ re: /(?:下降|减少|降低|缩短|缩减|压缩|减低|下滑|压减)(?:了|近|约|达)?[\d.一二两三四五六七八九十]+倍/g }],
})

const rangeUnits = patternRule({
  id: 'numerals.range-unit',
  family: 'numerals',
  level: 'info',
  basis: `${gb} 5.1.3、GB/T 15834—2011 4.13.3.3：数值范围前后的“%”“万”“亿”不能省略`,
  zh: '数值范围前一数省略了单位',
  confidence: 0.75,
  hits: ['提高10—20%', '投入3-5万元', '资金5～8亿元'],
  misses: ['提高10%—20%', '投入3万—5万元', '2019—2020年', '3～5个工作日'],
  patterns: [
    { re: /(?<![\d%％.])(\d+(?:\.\d+)?)[—\-～~－至](\d+(?:\.\d+)?)([%％])/g, fix: '$1$3～$2$3' },
    { re: /(?<![\d万亿.])(\d+(?:\.\d+)?)[—\-～~－至](\d+(?:\.\d+)?)([万亿])/g, fix: '$1$3～$2$3' },
  ],
})

const badNumber = patternRule({
  id: 'numerals.malformed',
  family: 'numerals',
  level: 'error',
  basis: `${gb} 6.1：数字书写应完整、准确`,
  zh: '数字书写有误',
  hits: ['增长3..5%', '投入12,34万元', '共计1,23,456元', '增长-5.2%个', '同比增长-3.1%', '共2O件', '达到1O0%', '第二二条规定'],
  misses: ['增长3.5%', '投入1,234万元', '同比下降3.1%', '1.2.3总则', 'H2O', '5G'],
  patterns: [
    { re: /(?<!\d\.?)\d+\.{2,}\d+(?=[%％万亿个元])/g },
    { re: /(?<![\d,.])\d{1,3}(?:,\d{3})*,\d{1,2}(?:,\d{1,3})*(?![\d,])(?=[万亿元人件户个])/g },
    { re: /同比(?:增长|上升|提高|增加)\s?[-－—]\s?\d+(?:\.\d+)?[%％]/g, fix: m => [m[0].replace(/增长|上升|提高|增加/, '下降').replace(/[-－—]\s?/, '')] },
    { re: /(?<=[\u4e00-\u9fff])\d+[OoＯ○](?=[件个人元年月日%％\d])[\d]*/g, fix: m => [m[0].replace(/[OoＯ○]/g, '0')] },
    { re: /[%％]个(?!百分)/g },
    { re: /第([一二三四五六七八九])\1(?=[条章节款项])/g },
  ],
})

const twoForms = patternRule({
  id: 'numerals.two',
  family: 'numerals',
  level: 'warning',
  basis: '现代汉语规范：量词前用“两”，“俩”后不再带量词',
  zh: '“二”“两”“俩”用法',
  certain: true,
  confidence: 0.9,
  hits: ['抓好二个方面的工作', '他们俩个单位', '分二次缴清'],
  misses: ['第二个方面', '十二个方面', '两个方面', '百分之二十二个', '二次供水', '二次创业', '二位数', '零二个', '分二步'],
  patterns: [
    { re: /(?<![第十百千零〇一二三四五六七八九之点、.])二(?=个(?!人转|月|工作日|以上))/g, fix: '两' },
    { re: /(?<![第十百千零〇一二三四五六七八九之、.])二(?=个(?:月|工作日|以上))/g, fix: '两', level: 'info' },
    { re: /俩(?=个)/g, fix: '两' },
    { re: /(?<=分)二(?=次(?:缴|支付|拨付|付))/g, fix: '两' },
  ],
})

const thousands: Rule = {
  id: 'numerals.thousands-mixed',
  family: 'numerals',
  level: 'info',
  basis: `${gb} 6.1：同一文件中数字分节方式应一致`,
  zh: '千分位写法不一致',
  confidence: 0.8,
  hits: ['受理12,345件，办结12344件，回访11002件。'],
  misses: ['受理12,345件，办结12,344件。', '受理12345件。12345热线'],
  scope: 'document',
  *check(doc) {
    const grouped = [...matches(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g, doc.text)]
    const whole = [...matches(/(?<![\d.,\-—/A-Za-z〔:：])\d{5,9}(?=[件个人元户吨亩次家名])/g, doc.text)].filter(m => m[0] !== '12345')
    if (grouped.length === 0 || whole.length === 0) return
    const [few] = grouped.length <= whole.length ? [grouped] : [whole]
    for (const m of few) yield { start: m.index, end: m.index + m[0].length, message: '同一文件中有的数字加千分位、有的不加，宜统一' }
  },
}

/** GB/T 15835 数字用法. */
export const numeralRules: Rule[] = [shortYear, zeroForm, mixedDate, approximate, doubleEstimate, percent, multiples, rangeUnits, badNumber, twoForms, thousands]
