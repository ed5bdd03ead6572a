import type { Table } from '../document.ts'
import { matches, patternRule, type Match, type Rule } from '../rule.ts'

const basis = '数据应准确、前后一致（统计法；党政机关公文处理工作条例第十九条：内容真实、表述准确）'
const amount = '(\\d[\\d,]*(?:\\.\\d+)?)\\s?([万亿]?(?:个百分点|平方米|平方公里|立方米|公里|公顷|[%％‰]|[元件人户家个名项次篇条吨亩处所米例场期])?)'
const value = (text: string) => Number(text.replace(/,/g, ''))

const direction: Rule = {
  id: 'consistency.direction',
  family: 'consistency',
  level: 'error',
  basis,
  zh: '增减方向与数字不符',
  confidence: 0.95,
  hits: ['办结率由98%提高到95%', '投诉量从120件下降到150件', '从5个增加至3个'],
  misses: ['办结率由95%提高到98%', '办理时限从10个工作日压缩到5个工作日', '由5人增加到1万人', '从3个增加到5个', '排名由第8位上升到第3位'],
  scope: 'paragraph',
  *check(p) {
    if (!/[由从]/.test(p.text)) return
    const re = new RegExp(`[由从](?!第)[^，。；\\d]{0,10}${amount}[^，。；\\d]{0,8}?(增加|增长|提高|提升|上升|扩大|扩展|拓展|攀升|升|增)(?:到|至|为)了?${amount}`, 'g')
    const down = new RegExp(`[由从](?!第)[^，。；\\d]{0,10}${amount}[^，。；\\d]{0,8}?(减少|下降|降低|缩短|压缩|压减|缩减|降|减)(?:到|至|为)了?${amount}`, 'g')
    for (const m of matches(re, p.text)) if (m[2] === m[5] && !/第|位|名次/.test(m[0].slice(0, 12)) && value(m[1]!) > value(m[4]!)) yield wrongWay(m)
    for (const m of matches(down, p.text)) if (m[2] === m[5] && value(m[1]!) < value(m[4]!)) yield wrongWay(m)
  },
}

const wrongWay = (m: RegExpExecArray): Match => ({ start: m.index, end: m.index + m[0].length, message: `“${m[3]}”与前后数字（${m[1]}${m[2]}→${m[4]}${m[5]}）方向不符` })

/** 共…件，其中…件、…件: a part larger than the whole, or parts that add up to more than it. */
const parts: Rule = {
  id: 'consistency.parts-exceed-total',
  family: 'consistency',
  level: 'error',
  basis,
  zh: '分项之和与总数不符',
  confidence: 0.9,
  hits: ['全年共受理申请30件，其中自然人28件、法人5件。', '共公开信息120条，其中政策文件150条。', '收到申请10件，其中予以公开6件、部分公开2件、不予公开3件。'],
  misses: ['全年共受理申请30件，其中自然人25件、法人5件。', '共检查300家，其中重点单位20家，整改隐患500处。', '投入1.2亿元，其中财政资金8000万元。', '共10件，其中涉及教育6件、涉及未成年人5件。'],
  scope: 'paragraph',
  *check(p) {
    if (!p.text.includes('其中')) return
    for (const m of matches(/(?:共|收到|受理|总计|合计|累计)[^，。；\d]{0,14}(\d[\d,]*(?:\.\d+)?)\s?([万亿]?(?:元|件|人|户|家|条|篇|项|次|个|名|份|起|场))[^，。；\d]{0,6}，其中[:：，]?([^。；]{4,120})/g, p.text)) {
      const total = value(m[1]!)
      const pieces = [...m[3]!.matchAll(/(涉及|涉)?[^，、\d]{1,14}?(\d[\d,]*(?:\.\d+)?)\s?([万亿]?(?:元|件|人|户|家|条|篇|项|次|个|名|份|起|场))/g)].filter(x => x[3] === m[2])
      const big = pieces.find(x => value(x[2]!) > total)
      const sum = pieces.filter(x => !x[1]).reduce((n, x) => n + value(x[2]!), 0)
      const start = m.index + m[0].indexOf('其中')
      if (big) yield { start, end: m.index + m[0].length, message: `总数为${m[1]}${m[2]}，其中一项却为${big[2]}${big[3]}` }
      else if (pieces.length >= 2 && pieces.every(x => !x[1]) && sum > total && sum < total * 1.5 && !/占|同比|比上年|增长|分别/.test(m[3]!))
        yield { start, end: m.index + m[0].length, message: `总数为${m[1]}${m[2]}，各分项之和为${sum}${m[2]}` }
    }
  },
}

const growth: Rule = {
  id: 'consistency.growth-rate',
  family: 'consistency',
  level: 'warning',
  basis,
  zh: '增长率与数字不符',
  confidence: 0.85,
  hits: ['公开信息由100条增加到150条，增长60%。'],
  misses: ['公开信息由100条增加到150条，增长50%。', '由3件增加到5件，增长66.7%。', '由100条增加到150条，其中政策类增长10%。'],
  scope: 'paragraph',
  *check(p) {
    const re = new RegExp(`[由从][^，。；\\d]{0,10}${amount}(?:增加|增长|提高|提升|上升|减少|下降|降低)(?:到|至|为)了?${amount}，(?:增长|增幅|增幅为|增幅达|下降|降幅|降幅为|同比增长|同比下降)了?(?:约|近)?(\\d+(?:\\.\\d+)?)[%％](?!点)`, 'g')
    for (const m of matches(re, p.text)) {
      if (m[2] !== m[4] || /[%％]/.test(m[2]!)) continue
      const real = (Math.abs(value(m[3]!) - value(m[1]!)) / value(m[1]!)) * 100
      const said = Number(m[5])
      if (!Number.isFinite(real) || Math.abs(real - said) <= Math.max(1, said * 0.03)) continue
      const start = m.index + m[0].lastIndexOf('，') + 1
      yield { start, end: m.index + m[0].length, suggestions: [], message: `由前后数字推算约为${Math.round(real * 10) / 10}%，文中为${said}%` }
    }
  },
}

/** A row or column named 合计 must be the sum of what stands above or beside it. */
const tableTotals: Rule = {
  id: 'consistency.table-total',
  family: 'consistency',
  level: 'error',
  basis,
  zh: '表格合计与各项之和不符',
  confidence: 0.9,
  hits: ['项目|数量\n主动公开|20\n依申请公开|5\n合计|26'],
  misses: ['项目|数量\n主动公开|20\n依申请公开|5\n合计|25', '项目|占比\n甲|50%\n乙|30%\n合计|80%', '项目|数量\n甲|—\n乙|5\n合计|8'],
  scope: 'document',
  *check(doc) {
    for (const table of doc.tables) yield* totals(table)
  },
}

function* totals(table: Table): Generator<Match> {
  let from = 1
  for (const [r, row] of table.rows.entries()) {
    if (!/^(合\s*计|总\s*计|共\s*计|小\s*计)$/.test(row[0]?.text.trim() ?? '')) continue
    const body = table.rows.slice(from, r)
    from = r + 1
    if (body.length < 2 || body.some(b => b.length !== row.length)) continue
    for (let c = 1; c < row.length; c++) {
      const cells = body.map(b => b[c]!.text.trim())
      const total = row[c]!.text.trim()
      if (!/^\d[\d,]*(\.\d+)?$/.test(total) || cells.some(t => !/^\d[\d,]*(\.\d+)?$/.test(t))) continue
      const sum = cells.reduce((n, t) => n + value(t), 0)
      if (Math.abs(sum - value(total)) > 0.011 * cells.length) yield { start: row[c]!.start, end: row[c]!.start + total.length, suggestions: [String(Math.round(sum * 1000) / 1000)], message: `该列各项之和为${Math.round(sum * 1000) / 1000}，合计写作${total}` }
    }
  }
}

/** A share of a whole above a hundred per cent. */
const share = patternRule({
  id: 'consistency.share-above-whole',
  family: 'consistency',
  level: 'error',
  basis,
  zh: '比率超过百分之百',
  confidence: 0.92,
  hits: ['群众满意率达到105%', '办结率为120%', '覆盖率达101.5%', '占总数的130%'],
  misses: ['满意率达到100%', '办结率98.5%', '同比增长120%', '完成率达120%', '满意率由85%提高到98%', '占比提高105个百分点', '收视率1.05%'],
  patterns: [
    { re: /(?:满意率|满意度|办结率|覆盖率|合格率|达标率|普及率|就业率|知晓率|及格率|入学率|及时率|准确率|优良率|公开率|签约率|参保率|到位率|回复率|受理率|处置率|优秀率|破案率|绿化率)(?:达到?|为|是|在|提高到|提升到|升至|高达)?(?:了)?(?:1[0-9]{2}|[2-9][0-9]{2})(?:\.\d+)?[%％](?<!100(?:\.0+)?[%％])/g },
    { re: /占(?:全[区市县省]|总数|总量|总额|全部)(?:[\u4e00-\u9fff]{0,8})?的?(?:1[0-9]{2}|[2-9][0-9]{2})(?:\.\d+)?[%％](?<!100(?:\.0+)?[%％])/g },
  ],
})

/** 共…件，办结…件，办结率…%: the rate follows from the two numbers. */
const rate: Rule = {
  id: 'consistency.rate-against-counts',
  family: 'consistency',
  level: 'warning',
  basis,
  zh: '比率与数字不符',
  confidence: 0.85,
  hits: ['收到申请50件，办结45件，办结率95%。', '共受理诉求1200件，已办结1100件，办结率为98.5%。', '抽检样品200批次，合格190批次，合格率达98%。'],
  misses: ['收到申请50件，办结45件，办结率90%。', '受理1200件，办结1183件，办结率98.6%。', '收到申请50件，办结45件，满意率95%。', '受理50件，办结45件，按时办结率100%。'],
  scope: 'paragraph',
  *check(p) {
    for (const m of matches(/(?<!\d)(\d[\d,]*)\s?(件|个|批次|户|人|家|项|次|条|份)[^。；\d]{0,8}，(?:已|其中|共)?(办结|合格|达标|整改|回复|完成|答复|处置|解决)[^，。；\d]{0,4}(\d[\d,]*)\s?\2，\3率(?:为|达到?|是)?(\d+(?:\.\d+)?)[%％]/g, p.text)) {
      const real = (100 * value(m[4]!)) / value(m[1]!)
      const said = Number(m[5])
      if (!Number.isFinite(real) || Math.abs(real - said) <= 0.6) continue
      const start = m.index + m[0].lastIndexOf('，') + 1
      yield { start, end: m.index + m[0].length, message: `由${m[1]}${m[2]}、${m[4]}${m[2]}推算约为${Math.round(real * 10) / 10}%，文中为${m[5]}%` }
    }
  },
}

/** 数字之间的一致. */
export const arithmeticRules: Rule[] = [direction, parts, growth, share, rate, tableTotals]
