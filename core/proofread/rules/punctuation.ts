import { han, matches, patternRule, type Rule } from '../rule.ts'
import { parseNumber } from '../numbering.ts'
import { dayOfText, isDated } from './organisations.ts'

const gb = 'GB/T 15834—2011'

const repeated = patternRule({
  id: 'punctuation.repeated',
  family: 'punctuation',
  level: 'error',
  basis: `${gb} 5.1.1：标点不叠用`,
  zh: '标点重复或冲突',
  certain: true,
  hits: ['加强领导，，落实责任。', '抓好落实。。', '公开、，透明', '抓好落实，。', '做好工作；。', '（一）、加强领导。，'],
  misses: ['怎么办？！', '抓好落实……', '“公开”，“透明”', '好！！！', '各单位：“公开”。'],
  patterns: [
    { re: /，{2,}/g, fix: '，' },
    { re: /(?<!。)。{2}(?!。)/g, fix: '。' },
    { re: /、{2,}/g, fix: '、' },
    { re: /；{2,}/g, fix: '；' },
    { re: /：{2,}/g, fix: '：' },
    { re: /[，、；：]+(?=。)/g, fix: '' },
    { re: /(?<=。)[，、；：]+/g, fix: '' },
    { re: /、，|，、/g, fix: ['，', '、'] },
    { re: /[，、]；|；[，、]/g, fix: '；' },
    { re: /[，、；]：|：[，、；]/g, fix: ['：', '，'] },
    { re: /[，、；：](?=[？！])|(?<=[？！])[，、；：。]/g, fix: '' },
    { re: /(?<=。[”’）])。/g, fix: '', message: '引号或括号内已有句号，其后不再加句号' },
    { re: /[?？]{4,}|[!！]{4,}/g, fix: m => [m[0].slice(0, 3)], level: 'warning' },
  ],
})

const dunhaoBeforeConjunction = patternRule({
  id: 'punctuation.dunhao-before-conjunction',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb} 4.5：顿号用于并列词语之间；连词前已有停顿关系，不用顿号`,
  zh: '连词前误用顿号',
  confidence: 0.92,
  hits: ['聚焦教育、医疗、养老、等领域', '以信函、传真等形式提出申请、且可以公开的信息', '加强领导、并抓好落实', '学习、宣传、以及贯彻落实', '公开、透明、和规范'],
  misses: ['扶贫济困、和谐稳定', '统一、准确、及时发布', '并购、并轨改革', '、并联审查', '、且末县', '立案、及时审结', '、并网发电'],
  patterns: [
    { re: new RegExp(`(?<=[${han}）》”])、(?=且(?!末|慢))`, 'g'), fix: '，', message: '连词“且”前不用顿号，宜用逗号' },
    { re: new RegExp(`(?<=[${han}）》”])、(?=等(?:领域|方面|工作|内容|问题|情况|事项|环节|部门|单位|形式|方式|措施|奖|[，。；）]|[一二三四五六七八九十\\d]+[个项类种大]))`, 'g'), fix: '', message: '“等”前不用顿号，宜删去' },
    { re: new RegExp(`(?<=[${han}）》”])、(?=以及)`, 'g'), fix: ['', '，'], message: '“以及”前不用顿号，宜删去或者改用逗号' },
    { re: new RegExp(`(?<=[${han}）》”])、(?=或者?(?!多|少|许|可|缺|将|门))`, 'g'), fix: '', message: '“或”前不用顿号，宜删去' },
    { re: new RegExp(`(?<=[${han}）》”])、(?=并(?!购|轨|联|网|行|发|列|重|存|案|线|举|肩|表|入|处|蒂|排|吞|称|用|罚|进|机|按))`, 'g'), fix: '，', message: '连词“并”前不用顿号，宜用逗号' },
    { re: new RegExp(`(?<=[${han}）》”])、(?=而且|但是|但(?!书)|从而|因此|所以|不仅|如果)`, 'g'), fix: '，', message: '分句之间不用顿号，宜用逗号' },
    { re: new RegExp(`(?<=[${han}）》”])、(?=和(?!谐|睦|平|解|蔼|美|缓|约|气|善|顺|县|静|田|政|龙|林|时|会|众|尔|布|丰|订|合|药|硕|信|民|悦|乐|声|畅|衷|弦|家|融|亲|风|暖|韵))`, 'g'), fix: '', message: '连词前不用顿号，宜删去', confidence: 0.85 },
    { re: new RegExp(`(?<=[${han}）》”])、(?=及(?!时|早|格|其时|物|第|至|到|笄|冠|锋|爱|齐))`, 'g'), fix: '', message: '“及”前不用顿号，宜删去', confidence: 0.85 },
  ],
})

/** The day from which GB/T 15834—2011 is in force: texts of before could put the mark there. */
const inForce = '2012-06-01'

const dunhaoBetweenPairs: Rule = {
  id: 'punctuation.dunhao-between-quotes',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb} 4.5.3.5：标有引号、书名号的并列成分之间通常不用顿号（2012年6月1日起施行）`,
  zh: '引号或书名号之间的顿号',
  certain: true,
  confidence: 0.9,
  hits: ['力争“只进一扇门”、“最多跑一次”', '依照《专利法》、《商标法》', '2023年工作要点\n力争“只进一扇门”、“最多跑一次”。'],
  misses: ['依照《专利法》（2020年修正）、《商标法》', '“只进一扇门”“最多跑一次”', '“双随机、一公开”', '2008年工作要点\n力争“只进一扇门”、“最多跑一次”。'],
  scope: 'document',
  *check(doc, ctx) {
    if (isDated(doc, ctx) && dayOfText(doc, ctx) < inForce) return
    for (const m of matches(/(?<=[”’])、(?=[“‘])|(?<=[》〉])、(?=[《〈])/g, doc.text))
      yield { start: m.index, end: m.index + 1, suggestions: [''], ...(isDated(doc, ctx) ? {} : { level: 'info' as const }) }
  },
}

const ellipsis = patternRule({
  id: 'punctuation.ellipsis',
  family: 'punctuation',
  asTyped: true,
  level: 'warning',
  basis: `${gb} 4.11.2：省略号为六个小圆点，占两个字位置`,
  zh: '省略号形式',
  certain: true,
  hits: ['加强领导...', '加强领导。。。', '等等…，', '加强领导、落实责任……等'],
  misses: ['加强领导……', '目录……………12', '1...3'],
  patterns: [
    { re: new RegExp(`(?<=[${han}，。；”）])\\.{3,6}(?!\\.)`, 'g'), fix: '……' },
    { re: /(?<!。)。{3,6}(?!。)/g, fix: '……' },
    { re: /(?<!…)…(?!…)/g, fix: '……' },
    { re: /……(?=等(?:[，。；）]|$))|(?<=等)……/g, fix: '', message: '省略号与“等”不并用（A.9.2），删去省略号' },
    { re: /(?<=……)[，、；]|[，、；](?=……)/g, fix: '', message: '省略号前后一般不再用点号（B.2.4）' },
  ],
})

const quoteMarks: Rule = {
  id: 'punctuation.straight-quote',
  family: 'punctuation',
  asTyped: true,
  level: 'warning',
  basis: `${gb} 4.8.2：引号用“”‘’`,
  zh: '直引号',
  certain: true,
  hits: ['推进"放管服"改革', "落实'两个责任'"],
  misses: ['推进“放管服”改革', 'class="a"', "it's", '5\'6"'],
  scope: 'paragraph',
  *check(p) {
    for (const [mark, open, close] of [['"', '“', '”'], ["'", '‘', '’']] as const) {
      let inside = false
      for (let i = p.text.indexOf(mark); i >= 0; i = p.text.indexOf(mark, i + 1)) {
        const [before, after] = [p.text[i - 1] ?? '', p.text[i + 1] ?? '']
        const chinese = /[㐀-鿿，。、；：（）《》！？]/
        if (!chinese.test(before) && !chinese.test(after)) continue
        if (/[=\w]/.test(before) && /[\w]/.test(after)) continue
        yield { start: i, end: i + 1, suggestions: [inside ? close : open] }
        inside = !inside
      }
    }
  },
}

const bracketStop = patternRule({
  id: 'punctuation.stop-in-bracket',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb} 4.9 与 B.2：句内括号里的话末尾不用句号、逗号`,
  zh: '句内括号末尾的标点',
  confidence: 0.85,
  certain: true,
  hits: ['做好准备工作。（详见附件）。', '各部门（单位，）要', '区政府（含派出机构。）应当', '落实责任，（责任单位：办公室）', '加强领导。（责任单位：办公室）。'],
  misses: ['加强领导。（责任单位：办公室）', '加强领导（责任单位：办公室）。', '（此件公开发布）', '（一）加强领导。'],
  patterns: [
    { re: /[，、；](?=）)/g, fix: '' },
    { re: /。(?=）[\u4e00-\u9fff，；、])/g, fix: '' },
    { re: /，(?=（(?:责任|牵头|配合|完成|实施))/g, fix: '。' },
    { re: /(?<=。（(?:责任|牵头|配合|完成时限|实施)[^（）。]{0,120}）)。/g, fix: '' },
    { re: /。(?=（(?!责任|牵头|配合|完成时限|实施)[^（）。]{2,60}）。)/g, fix: '', message: '括号注释本句时，句号放在括号之后' },
  ],
})

const stopBeforeClose = patternRule({
  id: 'punctuation.mark-before-close',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb} 4.8、4.15：书名号、引号内末尾不带停顿标点；开头不得有点号`,
  zh: '成对标点旁的点号位置',
  confidence: 0.9,
  certain: true,
  hits: ['会议强调：“要认真抓好各项任务落实，确保取得实效”。', '依照《政府采购法，》规定', '（，此件公开发布）', '推进“放管服，”改革', '，加强领导，落实责任。'],
  misses: ['他说：“要抓好落实。”', '“要公开，要透明。”', '依照《政府采购法》，'],
  patterns: [
    { re: /[，、；。：](?=》)/g, fix: '' },
    { re: /(?<=[《（“‘])[，。、；：]/g, fix: '' },
    { re: /[，、；](?=”[\u4e00-\u9fff])/g, fix: '' },
    { re: /(?<=^[\s　]*)[，。、；：！？](?=[\u4e00-\u9fff])/g, fix: '' },
    { re: /(?<=(?:指出|强调|表示|要求|说|认为|写道|提出)：“[^“”。！？]{12,160})”。/g, fix: '。”', level: 'info', confidence: 0.7, message: '冒号后完整引用的话，句号放在引号之内' },
  ],
})

const series = patternRule({
  id: 'punctuation.after-ordinal',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb} B.3.2—B.3.5：“第一”“首先”后用逗号，“一是”后不用点号，带括号的序号后不用点号`,
  zh: '序次语后的标点',
  certain: true,
  hits: ['第一、加强领导；第二、落实责任。', '首先、要提高认识。', '一是、加强领导。', '一是：加强领导。', '工作分三步：（1）、准备；'],
  misses: ['第一，加强领导。', '一是加强领导。', '第一、二条规定', '第一、第二产业', '第一、二、三项', '首先，要提高认识', '第一、二季度'],
  patterns: [
    { re: /(?<=(?:^|[。；：，\s])第[一二三四五六七八九十])、(?![第一二三四五六七八九十百\d])/g, fix: '，' },
    { re: /(?<=(?:^|[。；：，\s])(?:首先|其次|再次|最后|其[一二三四五]))、/g, fix: '，' },
    { re: /(?<=(?:^|[。；：，\s])[一二三四五六七八九十]是)[、，：:](?=[\u4e00-\u9fff])/g, fix: '', confidence: 0.85 },
    { re: /(?<=[。；：，][（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)])[、.．，]/g, fix: '' },
    { re: /(?<=[①-⒇])[、.．，]/g, fix: '' },
  ],
})

/** 一是…；二是…，三是…: the members of one series are set off by one mark. */
const seriesMarks: Rule = {
  id: 'punctuation.series-marks',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb} 4.6.3.1：并列分句之间用分号，同一层次标点一致`,
  zh: '并列各项之间的标点不一致',
  confidence: 0.85,
  certain: true,
  hits: ['主要问题：一是重视不够，力量薄弱；二是形式单一，群众看不懂，三是更换频繁，业务不熟。'],
  misses: ['一是加强领导，二是落实责任，三是强化督查。', '一是加强领导；二是落实责任；三是强化督查。', '一是加强领导。二是落实责任。', '一是加强领导；二是抓两个重点，一是人，二是钱。'],
  scope: 'paragraph',
  *check(p) {
    if (!p.text.includes('一是')) return
    let series: { mark: string; at: number }[] = []
    for (const m of [...matches(/([，；。、：]|^)[\s　]*([一二三四五六七八九十]{1,2})是(?!否|非)/g, p.text), null]) {
      const next = m ? parseNumber(m[2]!) : 1
      if (next === 1 || next !== series.length + 1) {
        const strong = series.slice(1).filter(s => s.mark === '；').length
        if (series.length >= 3 && strong > 0 && strong < series.length - 1) for (const s of series.slice(1)) if (s.mark === '，' || s.mark === '、') yield { start: s.at, end: s.at + 1, suggestions: ['；'], message: '其余各项之间用分号，此处不一致' }
        series = []
        if (m && next !== 1) continue
      }
      if (m) series.push({ mark: m[1]!, at: m.index })
    }
  },
}

const missingStop: Rule = {
  id: 'punctuation.missing-final-stop',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb} 4.1：陈述句末尾用句号`,
  zh: '段末缺少标点',
  confidence: 0.85,
  hits: ['各单位要高度重视政务公开工作，切实加强组织领导。区政府办公室要加强督促检查，确保各项任务落到实处\n附件：任务分解表'],
  misses: ['各单位要高度重视。区政府办公室要加强督促检查。', '（一）加强领导', '2023年政务公开工作要点', '要高度重视。联系电话：0531-12345678', '一、总体要求。加强领导，落实责任。以及\n后续内容。'],
  scope: 'document',
  *check(doc) {
    if (doc.facts.sentencePerLine || doc.paragraphs.filter(p => p.kind !== 'blank').length < 2) return
    for (const [i, p] of doc.paragraphs.entries()) {
      if (p.kind !== 'body' && p.kind !== 'item' && p.kind !== 'article') continue
      const words = p.text.trimEnd()
      if (words.length < 25 || !/[㐀-鿿％%]$/.test(words) || !/[。；，]/.test(words)) continue
      if (/(电话|传真|邮箱|地址|邮编|网址|联系人|责任编辑|时间|日期)[^。；]{0,40}$/.test(words.slice(-60)) || /[〔｜|\t]/.test(words.slice(-30))) continue
      if (!/[。；][^。；]{4,}$/.test(words) && words.length < 60) continue
      if (/[\s　]{2,}/.test(words.slice(-40).trim())) continue
      const next = doc.paragraphs.slice(i + 1, i + 4).find(q => q.kind !== 'blank')
      if (next && next.kind === 'body' && /[。；]$/.test(next.text.trimEnd()) && !/^[\s　]{2}/.test(next.text)) continue
      const at = p.start + words.length
      yield { start: at - 1, end: at, suggestions: [`${words.at(-1)}。`], message: '段末缺少标点，宜补句号' }
    }
  },
}

const brokenLine: Rule = {
  id: 'punctuation.paragraph-ends-in-comma',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb} 4.4、4.5：逗号、顿号表示句内停顿，段落不在此结束`,
  zh: '段落在逗号或顿号处中断',
  confidence: 0.85,
  hits: ['为进一步推进政务公开工作，\n结合我区实际，制定本方案。', '各单位要加强领导、\n落实责任。'],
  misses: ['为进一步推进政务公开工作，结合实际，制定本方案。', '工作要求如下：\n一、加强领导。'],
  scope: 'document',
  *check(doc) {
    if (doc.facts.sentencePerLine) return
    for (const [i, p] of doc.paragraphs.entries()) {
      if (p.kind !== 'body' && p.kind !== 'item' && p.kind !== 'article') continue
      const words = p.text.trimEnd()
      if (!/[，、]$/.test(words) || words.length < 6) continue
      const next = doc.paragraphs.slice(i + 1, i + 3).find(q => q.kind !== 'blank')
      const at = p.start + words.length - 1
      if (next?.numbering) yield { start: at, end: at + 1, suggestions: ['。', '；'], message: '段落以逗号或顿号结束，后面另起了一项' }
      else yield { start: at, end: at + 1, message: '段落在逗号或顿号处中断，疑为多余的换行或缺少下文' }
    }
  },
}

/** The items of one list end in one way: each in “；” and the last in “。”, or each in “。”. */
const listEnds: Rule = {
  id: 'punctuation.list-item-ends',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb} 4.6.3、附录 B.3：分项列举各项末尾用分号，最后一项用句号`,
  zh: '列举项末尾标点不一致',
  confidence: 0.85,
  certain: true,
  hits: ['公开下列信息：\n（一）机构职能；\n（二）政策文件；\n（三）财政预算；', '公开下列信息：\n（一）机构职能；\n（二）政策文件。\n（三）财政预算；\n（四）其他信息。'],
  misses: ['公开下列信息：\n（一）机构职能；\n（二）政策文件；\n（三）财政预算。', '（一）加强领导。\n（二）落实责任。'],
  scope: 'document',
  *check(doc) {
    if (doc.facts.sentencePerLine) return
    const lines = doc.paragraphs.filter(p => p.kind !== 'blank')
    for (let i = 0; i < lines.length; ) {
      const style = lines[i]!.numbering?.style
      let j = i + 1
      while (style && j < lines.length && lines[j]!.numbering?.style === style && lines[j]!.numbering!.value === lines[j - 1]!.numbering!.value + 1) j++
      const run = lines.slice(i, j)
      if (style && run.length >= 3 && run.every(p => p.text.length < 120)) {
        const ends = run.map(p => p.text.trimEnd().at(-1) ?? '')
        const mark = (k: number) => run[k]!.start + run[k]!.text.trimEnd().length - 1
        const inner = ends.slice(0, -1)
        const semicolons = inner.filter(c => c === '；').length
        if (semicolons === inner.length && ends.at(-1) === '；')
          yield { start: mark(run.length - 1), end: mark(run.length - 1) + 1, suggestions: ['。'], message: '列举的最后一项末尾用句号' }
        else if (semicolons >= 2 && semicolons >= inner.length - 1)
          for (const [k, c] of inner.entries())
            if (/[。，、]/.test(c)) yield { start: mark(k), end: mark(k) + 1, suggestions: ['；'], message: '其余各项末尾用分号，此处不一致' }
      }
      i = j
    }
  },
}

const titleMarks: Rule = {
  id: 'punctuation.book-title-misuse',
  family: 'punctuation',
  level: 'info',
  basis: `${gb} A.13：书名号不用于证照、课程、奖项、活动、机构名称`,
  zh: '书名号用于非作品名称',
  confidence: 0.7,
  hits: ['申领《食品经营许可证》', '举办《政府开放日》活动'],
  misses: ['依照《许可证管理办法》', '印发《工作方案》', '《居民身份证法》'],
  scope: 'paragraph',
  *check(p) {
    for (const m of matches(/《([^《》\n]{2,30}(?:许可证|营业执照|资格证|资格证书|身份证|登记证|合格证|结婚证|户口簿|户口本|居住证|毕业证书?|奖状|奖章))》/g, p.text))
      yield { start: m.index, end: m.index + m[0].length, suggestions: [m[1]!, `“${m[1]}”`] }
    for (const m of matches(/《([^《》\n]{2,20})》(?=活动|大赛|讲座|课程|培训班|主题日)/g, p.text))
      yield { start: m.index, end: m.index + m[0].length, suggestions: [`“${m[1]}”`] }
  },
}

/** GB/T 15834 标点用法 of single marks. */
export const punctuationRules: Rule[] = [
  repeated, dunhaoBeforeConjunction, dunhaoBetweenPairs, ellipsis, quoteMarks, bracketStop, stopBeforeClose, series, seriesMarks, missingStop, brokenLine, listEnds, titleMarks,
]
