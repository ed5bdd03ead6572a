import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentHash, normalise } from '#core/article/canonical'
import { compare, mostCorrections } from '#core/article/change'
import { type Block, type Content, emptyContent, type Inline, type Mark } from '#core/article/content'
import { editsOf } from '#core/article/diff-text'
import { plainText } from '#core/article/plain-text'
import { disguised, randomContent } from './random-content.ts'

const names = ['张建国', '李芳', '榕江县民政局', '槐荫区', '青年公园街道办事处']

const text = (words: string, ...marks: Mark[]): Inline[] =>
  words ? [{ type: 'text', text: words, ...(marks.length && { marks }) }] : []
const p = (...content: Inline[]): Block => ({ type: 'paragraph', ...(content.length && { content }) })
const h = (level: number, words: string): Block => ({ type: 'heading', attrs: { level }, content: text(words) })
const body = (...content: Block[]): Content => ({ ...emptyContent(), title: '通知', body: { type: 'doc', content } })
const says = (...lines: string[]): Content => body(...lines.map(line => p(...text(line))))
const verdict = (before: Content, after: Content): [string, string | undefined] => {
  const change = compare(before, after, names)
  const decisive = change.hunks.find(hunk => hunk.class === 'substantive') ?? change.hunks[0]
  return [change.class, decisive?.rule]
}
const wordsVerdict = (before: string, after: string) => verdict(says(before), says(after))

/** Realistic words around a change, so that nothing is decided by the ends of the text. */
const around = (words: string) => `各科室要高度重视。${words}。以上工作请认真落实,确保取得实效`

const corrections: [before: string, after: string, rule: string][] = [
  // punctuation, white space, width
  ['为进一步推进政务公开工作,现通知如下', '为进一步推进政务公开工作,现通知如下:', 'punctuation'],
  ['认真学习,深刻领会', '认真学习，深刻领会', 'punctuation'],
  ['教育,医疗,养老', '教育、医疗、养老', 'punctuation'],
  ['落实政府信息公开条例要求', '落实《政府信息公开条例要求', 'punctuation'],
  ['按照《政府信息公开条例》', '按照“政府信息公开条例”', 'punctuation'],
  ['请于15日前报送', '请于 15 日前报送', 'punctuation'],
  ['请于15 日前报送', '请于15日前报送', 'punctuation'],
  ['联系电话：０５３１', '联系电话：0531', 'punctuation'],
  ['办理时限２０个工作日', '办理时限20个工作日', 'punctuation'],
  ['(一)加强领导', '（一）加强领导', 'punctuation'],
  ['1、加强领导', '1.加强领导', 'punctuation'],
  ['台政办发[2023]6号', '台政办发〔2023〕6号', 'punctuation'],
  ['预算3,000元', '预算3000元', 'punctuation'],
  ['会期为9月15—17日', '会期为9月15-17日', 'punctuation'],
  ['二○二六年工作要点', '二〇二六年工作要点', 'punctuation'],
  ['张 建国同志', '张建国同志', 'punctuation'],
  ['是否公开。', '是否公开', 'punctuation'],
  ['应当公开;不得隐瞒', '应当公开,不得隐瞒', 'punctuation'],
  ['一是加强领导,二是明确责任', '一是加强领导;二是明确责任', 'punctuation'],
  ['办公室 负责', '办公室　负责', 'punctuation'],
  ['上午9：30开会', '上午9:30开会', 'punctuation'],
  ['第一条,总则', '第一条 总则', 'punctuation'],
  ['请登录 http://www.gov.cn查询', '请登录http://www.gov.cn查询', 'punctuation'],
  ['增长5.2%,', '增长5.2%', 'punctuation'],
  ['是否公布、公开', '是否,公布、公开', 'punctuation'],
  ['尚未,公开', '尚未，公开', 'punctuation'],
  // at most two Han characters for as many
  ['是否按装', '是否安装', 'substitution'],
  ['按照不同情况', '安照不同情况', 'substitution'],
  ['按装路灯', '安装路灯', 'substitution'],
  ['布署工作', '部署工作', 'substitution'],
  ['渡过难关', '度过难关', 'substitution'],
  ['坐落在城北', '座落在城北', 'substitution'],
  ['统一布署,统一指挥', '统一部署,统一指挥', 'substitution'],
  ['帐户管理', '账户管理', 'substitution'],
  ['截止目前', '截至目前', 'substitution'],
  ['做为试点', '作为试点', 'substitution'],
  ['必需提交', '必须提交', 'substitution'],
  ['按步就班', '按部就班', 'substitution'],
  ['座落与按装', '坐落与安装', 'substitution'],
  ['全面的贯彻', '全面地贯彻', 'substitution'],
  ['制定方按', '制定方案', 'substitution'],
  ['再接再励', '再接再厉', 'substitution'],
  ['拔付资金', '拨付资金', 'substitution'],
  ['要重视民生', '重要视民生', 'substitution'],
  ['按装坐落', '安装座落', 'substitution'],
  ['提高公众参预', '提高公众参与', 'substitution'],
  ['《政府信息公开条列》', '《政府信息公开条例》', 'substitution'],
  ['张建国同志再会上讲话', '张建国同志在会上讲话', 'substitution'],
  ['以致发展', '以至发展', 'substitution'],
  // a doubled character or word
  ['认真落实的的要求', '认真落实的要求', 'doubled'],
  ['开展工作工作', '开展工作', 'doubled'],
  ['进一步进一步加强', '进一步加强', 'doubled'],
  ['加强强监管', '加强监管', 'doubled'],
  ['政务公开政务公开工作', '政务公开工作', 'doubled'],
  ['报送材料,材料', '报送材料', 'doubled'],
  ['工作𠮷𠮷祥', '工作𠮷祥', 'doubled'],
  // one Han character more
  ['加领导', '加强领导', 'insertion'],
  ['认真学习领会', '认真学习和领会', 'insertion'],
  ['工作要求', '工作的要求', 'insertion'],
  ['及时公开有关信息', '及时公开了有关信息', 'insertion'],
  ['榕江县民政局工作职责', '榕江县民政局的工作职责', 'insertion'],
  ['请于15日前交材料', '请于15日前上交材料', 'insertion'],
]

const substantive: [before: string, after: string, rule: string][] = [
  // digits
  ['请于15日前报送', '请于16日前报送', 'digit'],
  ['共15人参加', '共50人参加', 'digit'],
  ['增长1.5%', '增长15%', 'digit'],
  ['增长5%', '增长5‰', 'digit'],
  ['增长5%', '增长5', 'digit'],
  ['9月15日', '9月1 5日', 'digit'],
  ['5、6月', '5-6月', 'digit'],
  ['比例为1:2', '比例为12', 'digit'],
  ['下降5%', '下降-5%', 'digit'],
  ['15人以上', '15人以下', 'digit'],
  ['请于15日前报送', '请于15日后报送', 'digit'],
  ['15人参加', '约15人参加', 'digit'],
  ['附件1', '附件', 'digit'],
  ['编号０１２', '编号０１３', 'digit'],
  ['会期3天', '会期三天', 'digit'],
  ['台政办发〔2023〕6号', '台政办发〔2024〕6号', 'digit'],
  ['第15次会议', '15次会议', 'digit'],
  // Chinese numerals with a measure or in a date
  ['第一条规定', '第二条规定', 'numeral'],
  ['第一条规定', '第一款规定', 'digit'],
  ['十月底前完成', '十一月底前完成', 'digit'],
  ['二〇二五年', '二〇二六年', 'numeral'],
  ['三名工作人员', '两名工作人员', 'numeral'],
  ['百分之五', '百分之五十', 'digit'],
  ['三分之一', '三分之二', 'numeral'],
  ['一万户', '一千户', 'numeral'],
  ['三至五人', '三五人', 'digit'],
  ['严格三审三校', '严格二审三校', 'numeral'],
  ['三个部门', '个部门', 'digit'],
  // negation
  ['不得公开', '得公开', 'negation'],
  ['可以公开', '不可以公开', 'negation'],
  ['应当不公开', '应当部公开', 'negation'],
  ['未按规定', '末按规定', 'negation'],
  ['无需提交', '勿需提交', 'negation'],
  ['没有发生', '有发生', 'negation'],
  ['是公开', '否公开', 'negation'],
  ['非主动公开', '主动公开', 'negation'],
  ['莫迟疑', '漠迟疑', 'negation'],
  ['不不得公开', '不得公开', 'negation'],
  ['可不以', '不可以', 'negation'],
  ['不能公开', '不仅能公开', 'negation'],
  ['不得公开', '不宜公开', 'negation'],
  ['不同意', '不,同意', 'negation'],
  ['不,同意', '不同意', 'negation'],
  // listed names
  ['张建国同志', '张建军同志', 'name'],
  ['张建军同志', '张建国同志', 'name'],
  ['李芳主持会议', '李芳芳主持会议', 'name'],
  ['李芳主持会议', '小李芳主持会议', 'name'],
  ['榕江县民政局负责', '榕江县财政局负责', 'name'],
  ['张建国、李芳出席', '李芳、张建国出席', 'name'],
  ['张建国出席', '张出席', 'name'],
  ['槐荫区召开会议', '槐荫县召开会议', 'name'],
  ['青年公园街道办事处', '青年公园街办事处', 'name'],
  ['张建国国出席', '张建国出席', 'name'],
  // amounts and units
  ['补助50万元', '补助50亿元', 'numeral'],
  ['补助50万元', '补助50万', 'digit'],
  ['补助3,000元', '补助30,00元', 'digit'],
  ['罚款五百元', '罚款五千元', 'numeral'],
  ['补助¥50', '补助50', 'digit'],
  ['绿地15公顷', '绿地15公里', 'digit'],
  ['绿地面积(公顷)', '绿地面积(公里)', 'unit'],
  ['15个工作日内办结', '15个自然日内办结', 'digit'],
  ['每平方米收取', '每平方收取', 'unit'],
  ['单位:万元', '单位:亿元', 'numeral'],
  ['本月底前', '下月底前', 'digit'],
  ['上午召开', '下午召开', 'digit'],
  // addresses in the text
  ['请登录www.gov.cn查询', '请登录www.gov-cn查询', 'link'],
  ['请登录http://a.gov.cn/x查询', '请登录https://a.gov.cn/x查询', 'link'],
  ['邮箱zw@rj.gov.cn', '邮箱zw@rj,gov.cn', 'link'],
  // more than a correction
  ['同意公开', '拒绝发布', 'too-much-substituted'],
  ['贯彻实施', '研究决定', 'too-much-substituted'],
  ['应当公开信息', '可以公布消息', 'too-much-substituted'],
  ['请负责人签字', '请承办方签字', 'too-much-substituted'],
  ['按装座落布置', '安装坐落部置', 'too-much-substituted'],
  ['政务公开工作政务公开工作', '政务公开工作', 'words-deleted'],
  ['加强领导', '切实加强领导', 'too-much-inserted'],
  ['加强领导', '加大强化领导', 'too-much-inserted'],
  ['主动公开信息', '公开信息', 'words-deleted'],
  ['各级政府及部门', '各级政府部门', 'words-deleted'],
  ['使用APP办理', '使用App办理', 'letters'],
  ['《甲办法》和《乙办法》', '《甲办法和乙办法》', 'cited-title'],
  ['《关于防汛、抗旱的通知》', '《关于防汛抗旱的通知》', 'cited-title'],
  ['同意', '同我意你', 'too-much-inserted'],
]

describe('a correction', () => {
  test.each(corrections)('%s → %s (%s)', (before, after, rule) => {
    expect(wordsVerdict(around(before), around(after))).toEqual(['correction', rule])
  })
  test.each(corrections)('alone in its paragraph: %s → %s', (before, after) => {
    expect(wordsVerdict(before, after)[0]).toBe('correction')
  })
})

describe('more than a correction', () => {
  test.each(substantive)('%s → %s (%s)', (before, after, rule) => {
    expect(wordsVerdict(around(before), around(after))).toEqual(['substantive', rule])
  })
  test.each(substantive)('alone in its paragraph: %s → %s', (before, after) => {
    expect(wordsVerdict(before, after)[0]).toBe('substantive')
  })
})

const bold: Mark = { type: 'bold' }
const link = (href: string): Mark => ({ type: 'link', attrs: { href } })
const cell = (words: string, attrs?: { colspan?: number; colwidth?: number[] }) => ({
  type: 'tableCell' as const,
  ...(attrs && { attrs }),
  content: [p(...text(words))],
})
const table = (...rows: ReturnType<typeof cell>[][]): Block => ({
  type: 'table',
  content: rows.map(content => ({ type: 'tableRow', content })),
})
const list = (type: 'bulletList' | 'orderedList', ...items: string[]): Block => ({
  type,
  content: items.map(words => ({ type: 'listItem', content: [p(...text(words))] })),
})
const picture = (digit: string, caption = ''): Block => ({
  type: 'image',
  attrs: { digest: digit.repeat(64), caption },
})
const note = (words: string): Inline => ({ type: 'footnote', attrs: { text: words } })
const line = '为进一步推进政务公开工作'
const base = body(p(...text(line)))
const published = (change: Partial<Content['publication']>): Content => ({
  ...base,
  publication: { ...base.publication, ...change },
})

describe('what is not words', () => {
  test.each<[string, Content, Content, [string, string | undefined]]>([
    [
      'a word made bold',
      base,
      body(p(...text('为进一步'), ...text('推进政务公开工作', bold))),
      ['correction', 'format'],
    ],
    [
      'alignment',
      base,
      body({ type: 'paragraph', attrs: { textAlign: 'center' }, content: text(line) }),
      ['correction', 'format'],
    ],
    [
      'first-line indent',
      base,
      body({ type: 'paragraph', attrs: { firstLine: false }, content: text(line) }),
      ['correction', 'format'],
    ],
    ['an empty line', base, body(p(...text(line)), p()), ['correction', 'format']],
    [
      'an empty line elsewhere',
      body(p(...text('甲方')), p(), p(...text('乙方'))),
      body(p(...text('甲方')), p(...text('乙方')), p()),
      ['correction', 'format'],
    ],
    ['a line of spaces', base, body(p(...text(line)), p(...text('　　'))), ['correction', 'format']],
    [
      'a column width around a picture',
      body({ type: 'table', content: [{ type: 'tableRow', content: [{ ...cell(''), content: [picture('1')] }] }] }),
      body({
        type: 'table',
        content: [{ type: 'tableRow', content: [{ ...cell('', { colwidth: [90] }), content: [picture('1')] }] }],
      }),
      ['correction', 'format'],
    ],
    ['a page break', base, body(p(...text(line)), { type: 'pageBreak' }), ['correction', 'format']],
    [
      'a line break in a paragraph',
      base,
      body(p(...text('为进一步'), { type: 'hardBreak' }, ...text('推进政务公开工作'))),
      ['correction', 'punctuation'],
    ],
    [
      'a column width',
      body(table([cell('甲')])),
      body(table([cell('甲', { colwidth: [120] })])),
      ['correction', 'format'],
    ],
    [
      'a line through words',
      base,
      body(p(...text('为进一步'), ...text('推进政务公开工作', { type: 'strike' }))),
      ['substantive', 'strike'],
    ],
    [
      '10 raised to 3',
      body(p(...text('共103亩'))),
      body(p(...text('共10'), ...text('3', { type: 'superscript' }), ...text('亩'))),
      ['substantive', 'raised-digit'],
    ],
    [
      'a raised word',
      body(p(...text('绿地注'))),
      body(p(...text('绿地'), ...text('注', { type: 'superscript' }))),
      ['correction', 'format'],
    ],
    ['a paragraph made a heading', base, body(h(1, line)), ['substantive', 'level']],
    ['a heading moved down a level', body(h(1, line)), body(h(2, line)), ['substantive', 'level']],
    [
      'a paragraph split',
      says('一段话。另一段话。'),
      says('一段话。', '另一段话。'),
      ['substantive', 'paragraph-break'],
    ],
    [
      'paragraphs merged',
      says('一段话。', '另一段话。'),
      says('一段话。另一段话。'),
      ['substantive', 'paragraph-break'],
    ],
    ['a paragraph added', says('一段话。'), says('一段话。', '另一段话。'), ['substantive', 'paragraph-added']],
    ['a paragraph removed', says('一段话。', '另一段话。'), says('一段话。'), ['substantive', 'paragraph-removed']],
    [
      'paragraphs in another order',
      says('甲方负责。', '乙方配合。', '丙方监督。'),
      says('乙方配合。', '丙方监督。', '甲方负责。'),
      ['substantive', 'paragraph-moved'],
    ],
    [
      'a bullet list made an ordered one',
      body(list('bulletList', '甲', '乙')),
      body(list('orderedList', '甲', '乙')),
      ['substantive', 'level'],
    ],
    [
      'a list cut in two',
      body(list('orderedList', '甲', '乙')),
      body(list('orderedList', '甲'), list('orderedList', '乙')),
      ['substantive', 'level'],
    ],
    [
      'numbering that starts elsewhere',
      body(list('orderedList', '甲')),
      body({ ...list('orderedList', '甲'), attrs: { start: 3 } } as Block),
      ['substantive', 'level'],
    ],
    ['a quotation', base, body({ type: 'blockquote', content: [p(...text(line))] }), ['substantive', 'level']],
    [
      'a rule across the page',
      base,
      body(p(...text(line)), { type: 'horizontalRule' }),
      ['substantive', 'paragraph-added'],
    ],
    [
      'a word in a cell',
      body(table([cell('按装'), cell('乙')])),
      body(table([cell('安装'), cell('乙')])),
      ['correction', 'substitution'],
    ],
    [
      'a figure in a cell',
      body(table([cell('15'), cell('乙')])),
      body(table([cell('50'), cell('乙')])),
      ['substantive', 'digit'],
    ],
    ['a row added', body(table([cell('甲')])), body(table([cell('甲')], [cell('乙')])), ['substantive', 'table-shape']],
    [
      'an empty row added',
      body(table([cell('甲')])),
      body(table([cell('甲')], [cell('')])),
      ['substantive', 'table-shape'],
    ],
    [
      'a column added',
      body(table([cell('甲')])),
      body(table([cell('甲'), cell('乙')])),
      ['substantive', 'table-shape'],
    ],
    [
      'two columns made one row',
      body(table([cell('甲'), cell('乙')])),
      body(table([cell('甲')], [cell('乙')])),
      ['substantive', 'table-shape'],
    ],
    [
      'cells merged',
      body(table([cell('甲', { colspan: 1 })])),
      body(table([cell('甲', { colspan: 2 })])),
      ['substantive', 'table-shape'],
    ],
    [
      'a header made a cell',
      body({ type: 'table', content: [{ type: 'tableRow', content: [{ ...cell('甲'), type: 'tableHeader' }] }] }),
      body(table([cell('甲')])),
      ['substantive', 'table-shape'],
    ],
    [
      'cells swapped',
      body(table([cell('甲方'), cell('乙方')])),
      body(table([cell('乙方'), cell('甲方')])),
      ['substantive', 'table-shape'],
    ],
    ['another picture', body(picture('1')), body(picture('2')), ['substantive', 'image']],
    ['a picture added', base, body(p(...text(line)), picture('1')), ['substantive', 'image']],
    ['a picture removed', body(p(...text(line)), picture('1')), base, ['substantive', 'image']],
    ['pictures swapped', body(picture('1'), picture('2')), body(picture('2'), picture('1')), ['substantive', 'image']],
    [
      'the words below a picture',
      body(picture('1', '会议现场')),
      body(picture('1', '会议现场。')),
      ['substantive', 'image'],
    ],
    [
      'a link to elsewhere',
      body(p(...text('附件', link('https://a.gov.cn/')))),
      body(p(...text('附件', link('https://b.gov.cn/')))),
      ['substantive', 'link-target'],
    ],
    [
      'a link taken off',
      body(p(...text('附件', link('https://a.gov.cn/')))),
      body(p(...text('附件'))),
      ['substantive', 'link-target'],
    ],
    [
      'a link over more words',
      body(p(...text('附件', link('https://a.gov.cn/')), ...text('下载'))),
      body(p(...text('附件下载', link('https://a.gov.cn/')))),
      ['substantive', 'link-target'],
    ],
    [
      'a corrected word that becomes a link',
      says('按装路灯'),
      body(p(...text('安', link('https://b.gov.cn/')), ...text('装路灯'))),
      ['substantive', 'link-target'],
    ],
    [
      'a corrected word linked like another further on',
      body(p(...text('按装路灯,见'), ...text('附件', link('https://a.gov.cn/')))),
      body(
        p(...text('安', link('https://a.gov.cn/')), ...text('装路灯,见'), ...text('附件', link('https://a.gov.cn/'))),
      ),
      ['substantive', 'link-target'],
    ],
    [
      'a doubled letter taken out with its link',
      body(p(...text('附件'), ...text('件', link('https://a.gov.cn/')))),
      body(p(...text('附件'))),
      ['substantive', 'link-target'],
    ],
    [
      'a corrected word inside a link',
      body(p(...text('按装说明', link('https://a.gov.cn/')))),
      body(p(...text('安装说明', link('https://a.gov.cn/')))),
      ['correction', 'substitution'],
    ],
    ['a footnote added', base, body(p(...text(line), note('见附件'))), ['substantive', 'footnote']],
    [
      'a footnote moved',
      body(p(...text('甲乙丙丁'), note('注'))),
      body(p(...text('甲乙'), note('注'), ...text('丙丁'))),
      ['substantive', 'footnote'],
    ],
    [
      'a word of a footnote',
      body(p(...text(line), note('按装说明'))),
      body(p(...text(line), note('安装说明'))),
      ['correction', 'substitution'],
    ],
    [
      'a word before a footnote',
      body(p(...text('按装'), note('注'))),
      body(p(...text('安装'), note('注'))),
      ['correction', 'substitution'],
    ],
    [
      'a figure in the title',
      { ...base, title: '2025年通知' },
      { ...base, title: '2026年通知' },
      ['substantive', 'digit'],
    ],
    [
      'a word of the title',
      { ...base, title: '按装通知' },
      { ...base, title: '安装通知' },
      ['correction', 'substitution'],
    ],
    ['a subtitle given', base, { ...base, subtitle: '征求意见稿' }, ['substantive', 'too-much-inserted']],
    ['the kind', base, { ...base, kind: 'news' }, ['substantive', 'metadata']],
    ['the grade', base, { ...base, grade: 'sensitive' }, ['substantive', 'metadata']],
    ['the issuing body', base, published({ issuer: '榕江县民政局' }), ['substantive', 'metadata']],
    ['the document number', base, published({ documentNumber: '榕民发〔2026〕1号' }), ['substantive', 'metadata']],
    ['the date', base, published({ formedOn: '2026-11-20' }), ['substantive', 'metadata']],
    [
      'the disclosure attribute',
      base,
      published({ disclosure: { attribute: 'on-request', ground: '' } }),
      ['substantive', 'metadata'],
    ],
    [
      'a comma in the summary',
      published({ summary: '甲,乙' }),
      published({ summary: '甲、乙' }),
      ['substantive', 'metadata'],
    ],
    [
      'the time before which it may not appear',
      base,
      published({ notBefore: '2026-12-01T09:00:00+08:00' }),
      ['substantive', 'metadata'],
    ],
    [
      'a channel more',
      base,
      { ...base, channels: { website: {}, wechat: { title: '', digest: '', author: '', cover: '' } } },
      ['substantive', 'channel'],
    ],
    [
      'an attachment',
      base,
      { ...base, attachments: [{ digest: '1'.repeat(64), name: '附件.pdf', size: 1, mediaType: 'application/pdf' }] },
      ['substantive', 'attachment'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(verdict(before, after)).toEqual(expected)
  })
})

describe('how many corrections', () => {
  const lines = (n: number, wrong: boolean) =>
    Array.from(
      { length: n },
      (_, i) => `${'请各科室认真做好相关工作并及时报送材料'.repeat(2)}${i < 4 && wrong ? '布' : '部'}署落实`,
    )

  test('three in a short text, and not one more', () => {
    expect(mostCorrections(800)).toBe(3)
    const change = (n: number) => compare(says(...lines(n, true)), says(...lines(n, false)))
    expect(change(3).class).toBe('correction')
    expect(change(4)).toMatchObject({ class: 'substantive', reason: '文字改动超过 3 处，不再是校对性改动' })
  })

  test('2 ‰ of a long text', () => {
    expect(mostCorrections(5000)).toBe(10)
    expect(compare(says(...lines(60, true)), says(...lines(60, false))).class).toBe('correction')
  })

  test('looks are not counted', () => {
    const look = (mark: boolean) =>
      body(...Array.from({ length: 9 }, () => p(...(mark ? text(line, bold) : text(line)))))
    expect(compare(look(false), look(true)).class).toBe('correction')
  })
})

describe('what a hunk says', () => {
  test('the words, where they are, and why', () => {
    const before = says('共15人参加会议,请做好按装工作。')
    const after = says('共50人参加会议,请做好安装工作。')
    const { hunks, ...change } = compare(before, after)
    expect(change).toEqual({
      class: 'substantive',
      reason: '改动了数字、金额或日期“15人→50人”',
      inserted: 2,
      deleted: 2,
    })
    expect(hunks.map(h => [h.before, h.after, h.class, h.context])).toEqual([
      ['15人', '50人', 'substantive', '共[15人→50人]参加会议,请做好按装工作'],
      ['按', '安', 'correction', '共15人参加会议,请做好[按→安]装工作。'],
    ])
    const [was, is] = [plainText(before).text, plainText(after).text]
    for (const { at, ...hunk } of hunks) {
      expect([was.slice(at.before.start, at.before.end), is.slice(at.after.start, at.after.end)]).toEqual([
        hunk.before,
        hunk.after,
      ])
    }
  })
})

/** Text of a small alphabet, in which everything that is guarded turns up next to everything else. */
const letters = [
  '公',
  '开',
  '以',
  '一',
  '三',
  '十',
  '条',
  '日',
  '元',
  '人',
  '不',
  '未',
  '1',
  '5',
  '０',
  '.',
  ',',
  '，',
  '。',
  '、',
  '%',
  ' ',
  '张',
  '建',
  '国',
  '的',
  '《',
  '》',
  '𠮷',
  '-',
  '第',
  '万',
]
const soup = fc.array(fc.constantFrom(...letters), { maxLength: 24 }).map(parts => parts.join(''))
/** A text and the same with a few letters replaced, put in or taken out. */
const edited = fc
  .tuple(
    soup,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('', ...letters), fc.nat({ max: 2 })), { minLength: 1, maxLength: 3 }),
  )
  .map(([before, acts]) => {
    const after = Array.from(before)
    for (const [at, letter, gone] of acts) after.splice(at % (after.length + 1), gone, ...(letter ? [letter] : []))
    return [before, after.join('')] as const
  })
const only = (pattern: RegExp) => (words: string) => (words.normalize('NFKC').match(pattern) ?? []).join('')
const guards = {
  digits: only(/\d/g),
  negations: only(/[不未无非勿莫没否]/g),
  names: only(/张\s*建\s*国/g),
  percent: only(/%/g),
}
const guarded = (words: string) => Object.values(guards).map(of => of(words).replace(/\s/g, ''))

describe('promises', () => {
  test('a correction keeps every digit, negation, name and percent sign, whatever was edited', () => {
    let seen = 0
    fc.assert(
      fc.property(edited, ([before, after]) => {
        const change = compare(says(`甲${before}乙`), says(`甲${after}乙`), names)
        if (change.class !== 'correction') return
        seen++
        expect(guarded(after)).toEqual(guarded(before))
      }),
      { numRuns: 5000 },
    )
    expect(seen).toBeGreaterThan(500)
  })

  const places = [
    '会议有15人参加',
    '于2026年9月15日前完成',
    '拨付50万元',
    '增长1.5%',
    '不得泄露',
    '张建国同志主持',
    '第十五条规定',
    '占地三百亩',
  ]
  const sentence = fc.shuffledSubarray(places, { minLength: 3 }).map(parts => parts.join(','))
  test.each<[string, RegExp, string[]]>([
    ['digit', /\d/g, ['0', '1', '5', '9', '', '3', '１2']],
    ['negation', /不/g, ['', '可', '部', '不不', '必']],
    ['letter of a name', /[张建国]/g, ['', '李', '军', '张国']],
    ['amount', /[万元]/g, ['', '亿', '千', '角', '万万']],
    ['numeral', /[十五三百]/g, ['', '二', '九', '十五百']],
  ])('a %s changed is never a correction', (_name, pattern, others) => {
    fc.assert(
      fc.property(sentence, fc.nat(), fc.constantFrom(...others), (before, n, other) => {
        const hits = [...before.matchAll(pattern)]
        const hit = hits[n % (hits.length || 1)]
        if (!hit || hit[0] === other) return
        const after = before.slice(0, hit.index) + other + before.slice(hit.index + 1)
        if (after.normalize('NFKC') === before) return
        expect([before, after, compare(says(before), says(after), names).class]).toEqual([before, after, 'substantive'])
      }),
      { numRuns: 400 },
    )
  })

  test('what a reader cannot see is no change, and compared with anything else the two are the same', () => {
    fc.assert(
      fc.property(randomContent, randomContent, fc.integer(), (content, other, seed) => {
        const twin = disguised(content, seed)
        expect(compare(content, twin).hunks).toEqual([])
        expect(compare(content, twin).class).toBe('none')
        expect(compare(twin, other)).toEqual(compare(content, other))
      }),
      { numRuns: 300 },
    )
  })

  test('what differs is never called no change, and every hunk quotes the texts where it says', () => {
    fc.assert(
      fc.property(randomContent, randomContent, (before, after) => {
        const { class: kind, hunks } = compare(before, after)
        expect(kind === 'none').toBe(contentHash(before, '') === contentHash(after, ''))
        expect(hunks.length > 0).toBe(kind !== 'none')
        const [was, is] = [plainText(normalise(before)).text, plainText(normalise(after)).text]
        for (const { where, at, ...hunk } of hunks) {
          if (!['title', 'subtitle', 'body', 'table', 'footnote'].includes(where) || hunk.before.length > 150) continue
          if (hunk.rule === 'table-shape' || hunk.rule === 'footnote') continue
          expect([was.slice(at.before.start, at.before.end), is.slice(at.after.start, at.after.end)]).toEqual([
            hunk.before,
            hunk.after,
          ])
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a long text', () => {
  const long = (n: number, seed: string) =>
    Array.from({ length: n }, (_, i) => seed[(i * 7 + ((i * i) % 13)) % seed.length]).join('')
  const seed = '政务公开工作要点认真贯彻落实上级部署推进信息化建设提高服务水平群众满意度'

  test('of 50,000 characters with 100 edits is told apart edit by edit, in one paragraph or in 200', () => {
    const whole = long(50_000, seed)
    const changed = Array.from(whole, (letter, i) => (i % 500 === 250 ? '修' : letter)).join('')
    const cut = (words: string) => Array.from({ length: 200 }, (_, i) => words.slice(i * 250, i * 250 + 250))
    expect(editsOf(whole, changed).filter(edit => edit.op === 'insert').length).toBe(100)
    expect(compare(says(...cut(whole)), says(...cut(changed))).hunks.length).toBe(100)
    expect(compare(says(whole), says(changed), names).hunks.length).toBe(100)
  })

  test('of 50,000 characters and any other is told apart exactly', () => {
    const other = '经济发展环境保护教育医疗卫生交通运输农业农村社会保障就业创业科技创新文化旅游'
    const pairs = [
      [long(50_000, seed), long(50_000, other)],
      [long(50_000, '公开'), long(50_000, '开公公')],
      [long(50_000, seed), Array.from(long(50_000, seed)).reverse().join('')],
      [long(50_000, seed), Array.from(long(50_000, seed), (c, i) => (i % 3 ? c : other[i % 37])).join('')],
    ] as const
    for (const [before, after] of pairs) {
      const edits = editsOf(before, after)
      const without = (op: 'insert' | 'delete') => edits.filter(edit => edit.op !== op).map(edit => edit.text).join('')
      expect([without('insert') === before, without('delete') === after]).toEqual([true, true])
    }
  })
})
