import { han, matches, patternRule, type Rule } from '../rule.ts'

const basis = '公文用纸和文字按字符连排，汉字之间、汉字与标点和数字之间不加空格（GB/T 9704—2012 5.2.3，编辑规范）'

/** Spaces between Han characters: only in running text, never in spaced titles, names of two characters or labels. */
const betweenHan: Rule = {
  id: 'spacing.between-han',
  family: 'spacing',
  asTyped: true,
  level: 'warning',
  basis,
  zh: '汉字之间多余的空格',
  certain: true,
  hits: ['各街道办事处要加 强组织领导，确保任务落实。', '全面推进　政务公开工作，提高质量。'],
  misses: ['第一条　为了规范工作，制定本办法。', '一、总体要求 坚持以人民为中心。', '目　录', '张 三', '联系人：张 三 李 四', '附件1 责任分解表', '（一）加强领导　各单位要高度重视。', '承办：办公室　联系电话：12345', '本报讯（记者 王芳）5月12日上午，云溪区召开推进会。'],
  scope: 'paragraph',
  *check(p) {
    if (p.kind === 'row' || p.kind === 'cell' || p.kind === 'metadata' || p.kind === 'signature' || p.kind === 'attachment') return
    if (!/[。；，]/.test(p.text)) return
    const re = new RegExp(`(?<=[${han}])[ \\u00a0\\u3000]+(?=[${han}])`, 'g')
    const spaces = [...matches(re, p.text)]
    if (spaces.length > 12) return
    for (const m of spaces) {
      const before = p.text.slice(0, m.index)
      const after = p.text.slice(m.index + m[0].length)
      const sinceMark = before.slice(Math.max(...[...'。；，、：:！？'].map(c => before.lastIndexOf(c))) + 1)
      if (/^[\s　]*([（(]?[一二三四五六七八九十\d]{1,4}[）)]?[、.．]?)?[^，。；]{0,30}$/.test(before) && p.kind !== 'body') continue
      if (/第[一二三四五六七八九十百零\d]{1,6}[条款章节编项部分]$/.test(before) || /^[\s　]*[\u4e00-\u9fff]?$/.test(before)) continue
      if (/^[\s　]*[^，。；：]{2,10}$/.test(before) && /[ \u00a0\u3000]{2,}|\u3000/.test(m[0]) && p.numbering) continue
      if (/[:：][^，。；]*$/.test(before) && /^[^，。；：:]{1,14}([:：]|$|\s)/.test(after)) continue
      if (/(^|[\s　：:、，])[\u4e00-\u9fff]$/.test(sinceMark) && /^[\u4e00-\u9fff]([\s　、，。；]|$)/.test(after)) continue
      if (sinceMark.split(/[ \u00a0\u3000]+/).length > 3) continue
      if (/(?:记者|通讯员|摄影|摄|编辑|作者|供稿|图文|文|图|主持人|播报|校对|审核|签发)$/.test(before) && /^[\u4e00-\u9fff·]{2,4}(?:[）)、，\s]|$)/.test(after)) continue
      yield { start: m.index, end: m.index + m[0].length, suggestions: [''] }
    }
  },
}

const aroundMarks = patternRule({
  id: 'spacing.around-punctuation',
  family: 'spacing',
  asTyped: true,
  level: 'warning',
  basis,
  zh: '标点符号旁多余的空格',
  certain: true,
  hits: ['加强领导， 落实责任。', '（ 一）总体要求', '公开 、透明', '《 工作要点》已经同意'],
  misses: ['加强领导，落实责任。', '　　各单位：', '地址：文化路1号　电话：12345', '第一章　总则', '会议要求： 一是'],
  patterns: [
    { re: new RegExp(`(?<=[${han}\\d）》”])[ \\u00a0\\u3000]+(?=[，。、；：？！）》”])`, 'g'), fix: '' },
    { re: new RegExp(`(?<=[，、；][”）》]?)[ \\u00a0\\u3000]+(?=[${han}\\d“《（])`, 'g'), fix: '' },
    { re: new RegExp(`(?<=[（《“〔])[ \\u00a0\\u3000]+(?=[${han}\\d])`, 'g'), fix: '' },
    { re: new RegExp(`(?<=[${han}])[ \\u00a0\\u3000]+(?=[（《“])`, 'g'), fix: '', confidence: 0.8 },
    { re: /(?<=[》”）])[ \u00a0\u3000]+(?=[《“（])/g, fix: '', confidence: 0.8 },
    { re: new RegExp(`(?<=[。！？])[ \\u00a0\\u3000]+(?=[${han}])`, 'g'), fix: '', confidence: 0.8 },
  ],
  kinds: ['body', 'item', 'heading', 'article', 'title'],
  accept: (p, m) => !/^[\s　]*$/.test(p.text.slice(0, m.index)) && !/(^[\s　]*第[一二三四五六七八九十百零\d]+[条章节])$/.test(p.text.slice(0, m.index)),
})

const besideDigits = patternRule({
  id: 'spacing.beside-digits',
  family: 'spacing',
  asTyped: true,
  level: 'warning',
  basis,
  zh: '汉字与数字之间多余的空格',
  certain: true,
  hits: ['将于 2023 年 5 月底前完成任务，并报送总结。', '办结率达到 98% 以上，群众满意。', '推广使用 APP 办事，提升体验。'],
  misses: ['将于2023年5月底前完成任务。', '网址 www.gov.cn', '表 1', '附件 1', '1 总则'],
  patterns: [
    { re: new RegExp(`(?<=[${han}])[ \\u00a0]+(?=\\d)`, 'g'), fix: '' },
    { re: new RegExp(`(?<=[\\d%％])[ \\u00a0]+(?=[${han}])`, 'g'), fix: '' },
    { re: new RegExp(`(?<=[${han}])[ \\u00a0]+(?=[A-Za-z]+[ \\u00a0]*[${han}，。；、）])|(?<=[${han}，。；、（]\\s?[A-Za-z]{1,20})[ \\u00a0]+(?=[${han}])`, 'g'), fix: '', level: 'info', confidence: 0.8 },
  ],
  kinds: ['body', 'item', 'article', 'title', 'date'],
  accept: (p, m) =>
    (p.kind === 'title' || p.kind === 'date' || /[。；，]/.test(p.text)) &&
    !/^[\s　]*((附|图|表|附件)|[\d.．]+)$/.test(p.text.slice(0, m.index)) &&
    !/[:：][^，。；]{0,20}$/.test(p.text.slice(0, m.index)),
})

const splitNumber = patternRule({
  id: 'spacing.inside-number',
  family: 'spacing',
  asTyped: true,
  level: 'warning',
  basis,
  zh: '数字内部多余的空格',
  certain: true,
  hits: ['2019 年8 月共受理12 5件，已于5 月办结。', '增长1. 5个百分点'],
  misses: ['电话 0531 88888888', '1 2 3', '6222 0212'],
  patterns: [
    { re: /(?<=\d)[ \u00a0](?=\d{1,3}(年|月|日|件|个|人|万|亿|％|%))/g, fix: '' },
    { re: /(?<=\d\.)[ \u00a0](?=\d+(个|万|亿|％|%))/g, fix: '' },
  ],
  kinds: ['body', 'item', 'article', 'title', 'heading'],
})

/** 空格. */
export const spacingRules: Rule[] = [betweenHan, aroundMarks, besideDigits, splitNumber]
