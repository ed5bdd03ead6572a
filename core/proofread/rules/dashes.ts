import { patternRule, type Rule } from '../rule.ts'

const gb = 'GB/T 15834—2011 4.13'

const phone = patternRule({
  id: 'punctuation.dash-in-phone',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb}.3.1：电话号码用短横线`,
  zh: '电话号码的连接号',
  certain: true,
  hits: ['联系电话:0855—6622836', '电话：0531－88888888', '电话 010——66666666'],
  misses: ['联系电话：0855-6622836', '2019—2020年'],
  patterns: [{ re: /(?<=(?<!\d)0\d{2,3})\s?(?:[—–－一ー―_]|——)\s?(?=\d{7,8}(?!\d))/g, fix: '-' }],
})

const numericRange = patternRule({
  id: 'punctuation.hyphen-in-range',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb}.3.2、4.13.3.3：数值、时间、地域的起止用一字线“—”或浪纹线“～”`,
  zh: '起止范围的连接号',
  certain: true,
  hits: ['2019-2020年度', '5-10个工作日', '10%-20%', '9:00-17:00', '3月-5月', '9:00~17:00', '2019年——2020年', '1-3月', '周一-周五'],
  misses: ['2019-08-19', '0531-88888888', 'GB/T 15834-2011', '5—10个工作日', '京A-12345', 'A25010--2023-0096', '第3-1号', '4-苯二酚'],
  patterns: [
    { re: /(?<=(?<![\d\-—A-Za-z/〔.])(?:19|20)\d{2}年?)\s?(?:-|－|——|~|--)\s?(?=(?:19|20)\d{2}(?:年|学年|财年))/g, fix: ['—'] },
    { re: /(?<=(?<![\d\-A-Za-z/.])\d{1,5}(?:\.\d+)?[%％‰]?)\s?(?:-|－|--|~)\s?(?=\d{1,6}(?:\.\d+)?\s?(?:个|名|人|天|日|月|年|次|家|户|件|%|％|‰|万|亿|元|米|公里|千米|平方|公斤|千克|吨|亩|公顷|小时|分钟|岁|倍|周|℃|度|分|条|项|篇|场|期|层|楼|级|度))/g, fix: ['—', '～'] },
    { re: /(?<=\d{1,2}:\d{2})\s?(?:-|－|--|——|~|～)\s?(?=\d{1,2}:\d{2})/g, fix: ['—'] },
    { re: /(?<=\d{1,2}[月日年时点])\s?(?:-|－|--|——|~)\s?(?=(?:当年|次年|次日)?\d{1,2}[月日时点])/g, fix: ['—'] },
    { re: /(?<=\d{4}年)\s?(?:-|－|--|——|~)\s?(?=\d{4}年)/g, fix: ['—'] },
    { re: /(?<=(?:周|星期)[一二三四五六])\s?(?:-|－|--|——|~)\s?(?=(?:(?:周|星期)?[二三四五六日]))/g, fix: ['—', '至'] },
    { re: /(?<=第?[一二三四五六七八九十]{1,3})\s?(?:-|－|~)\s?(?=[一二三四五六七八九十]{1,3}(?:月|季度|年级|级|类|条|章|级))/g, fix: ['至', '—'] },
  ],
})

const swungDash = patternRule({
  id: 'punctuation.half-width-swung-dash',
  family: 'punctuation',
  level: 'warning',
  basis: `${gb}.2：浪纹线为“～”`,
  zh: '半角浪纹线',
  certain: true,
  hits: ['一~三级医院', '甲地~乙地'],
  misses: ['一～三级医院', 'http://a.cn/~user'],
  patterns: [{ re: /(?<=[\u4e00-\u9fff])~(?=[\u4e00-\u9fff])/g, fix: '～' }],
})

const dash = patternRule({
  id: 'punctuation.dash-form',
  family: 'punctuation',
  level: 'warning',
  basis: 'GB/T 15834—2011 4.10.2：破折号为“——”，占两个字位置',
  zh: '破折号形式',
  certain: true,
  confidence: 0.85,
  hits: ['一个目标--让群众满意', '一个目标———让群众满意', '一个目标－－让群众满意', '重点工程⸺让群众满意', '政务公开—让权力在阳光下运行'],
  misses: ['一个目标——让群众满意', '北京—上海', 'A25010--2023-0096', '--version'],
  patterns: [
    { re: /(?<=[\u4e00-\u9fff”）》，：])(?:--+|－－+|———+|⸺|––+|―+)(?=[\u4e00-\u9fff“《（])/g, fix: '——' },
    { re: /(?<=[\u4e00-\u9fff]{4})[—–－-](?=(?:让|为了?|以|用|把|记|访|写在|关于|从|在)[\u4e00-\u9fff]{4,})/g, fix: '——', level: 'info', confidence: 0.7 },
  ],
})

const hyphenBetweenHan = patternRule({
  id: 'punctuation.hyphen-between-han',
  family: 'punctuation',
  level: 'info',
  basis: `${gb}.3：地域、人员、事项之间的连接用一字线“—”`,
  zh: '汉字之间的短横线',
  confidence: 0.75,
  hits: ['推行县-乡-村三级联动'],
  misses: ['推行县—乡—村三级联动', '2019-2020'],
  patterns: [{ re: /(?<=[\u4e00-\u9fff])[-－](?=[\u4e00-\u9fff])/g, fix: '—' }],
})

/** 连接号与破折号. */
export const dashRules: Rule[] = [phone, numericRange, swungDash, dash, hyphenBetweenHan]
