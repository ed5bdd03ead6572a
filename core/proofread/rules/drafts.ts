import { patternRule, type Rule } from '../rule.ts'

const complete = '定稿应当内容完整、表述准确，不得带有起草、修改过程中的文字（党政机关公文处理工作条例第十九条）'

/** What a drafter left for later: 待补, 待核实, X月X日, blanks of a date in running text. */
const unfinished = patternRule({
  id: 'residue.unfinished',
  family: 'residue',
  asTyped: true,
  level: 'error',
  basis: complete,
  zh: '待补待核的文字或空缺的日期',
  confidence: 0.93,
  hits: ['全年共培训干部群众，具体数据待补。', '受理件数（待核实）比上年增加。', '根据X月X日区政府常务会议精神，', 'TODO：补充数据', '请各单位于    年    月    日前报送。', '责任单位：待填写', '投入资金【待补充】万元'],
  misses: ['制度有待完善。', '具体时间另行通知，地点待定。', '待核实后予以答复。', '对待补缴的费用', '申请人签字：      年   月   日', '待补偿款到位后', '等待补录的考生'],
  patterns: [
    { re: /[（(【[〔]\s*(?:此处|数据|内容|情况|时间|名称)?(?:尚?待(?:补充?|定|核实?|核对|核查|查|填写?|完善|确认|更新|统计)|(?:请|需|未)(?:再)?(?:核实|核对|核查|确认)|存疑)[^）)】\]〕\n]{0,10}[）)】\]〕]/g },
    { re: /(?<=数据|数字|内容|材料|情况|名单|附件|案例|责任单位|联系人|电话|时限)[:：]?(?:尚|暂)?待(?:补充?|核实?|核对|填写?)(?=[。，；、）)\s]|$)/g },
    { re: /(?<![A-Za-z\d×xX])[XxＸｘ×]{1,4}月(?:[XxＸｘ×]{1,4}[日号])?|(?<=\d月)[XxＸｘ×]{1,4}(?=[日号])|(?<=年)[XxＸｘ×]{1,2}(?=月)/g },
    { re: /(?<![A-Za-z])(?:TODO|FIXME|TBD)(?![A-Za-z])\s*[:：]?/g },
    { re: /(?<=[于至在从自截])[ 　]{2,}年[ 　]+月[ 　]+日?|(?<=\d{4}年)[ 　]{2,}月[ 　]{1,}日(?=[^\s　])/g, level: 'warning', message: '日期空缺，未填写' },
  ],
})

/** Words between the people who worked on the draft. */
const reviewerComment = patternRule({
  id: 'residue.reviewer-comment',
  family: 'residue',
  asTyped: true,
  level: 'error',
  basis: complete,
  zh: '批注、审改意见混入正文',
  certain: true,
  confidence: 0.93,
  hits: ['各单位要[批注1：此处核实]抓好落实。', '此段需核实（张三批注：数据不准）。', '加强领导（此处建议删除），落实责任。', '落实责任【修改意见：与上文重复】。', '（注：此段由办公室补充）'],
  misses: ['对领导批注意见抓好落实。', '批注栏应当填写完整。', '（注：数据截至2023年12月底）', '（建议删除的事项见附件2）', '修改意见：共征集25条。', '采纳情况（修改意见采纳说明）'],
  patterns: [
    { re: /[[【（(]\s*[\u4e00-\u9fff]{0,4}(?:批注|审改|修改意见|审核意见|修订)\s*\d{0,3}\s*[:：][^\]】）)\n]{1,80}[\]】）)]/g, fix: '' },
    { re: /[（(【[]\s*(?:此处|此句|此段|该句|该段|这句|这段|以上|前文)(?:建议|需要?|应|可|请|由[\u4e00-\u9fff]{2,8})(?:再)?(?:删除|删去|修改|核实|核对|斟酌|补充|调整|完善|简写|合并|保留)[^）)】\]\n]{0,20}[）)】\]]/g, fix: '' },
    { re: /[（(]\s*注\s*[:：]\s*(?:此处|此句|此段|该段|这段)[^）)\n]{1,40}[）)]/g, fix: '' },
  ],
})

/** A title that still says it is a draft. 征求意见稿 and 草案 are published as such and left alone. */
const draftMark = patternRule({
  id: 'residue.draft-mark',
  family: 'residue',
  asTyped: true,
  level: 'warning',
  basis: complete,
  zh: '标题带有稿次标记',
  certain: true,
  confidence: 0.9,
  hits: ['2023年政务公开工作要点（第二稿）\n各单位：', '政务公开工作总结（修改稿）\n一、基本情况', '政务公开工作方案V3\n各单位：', '政务公开工作方案 定稿\n各单位：'],
  misses: ['政务公开管理办法（征求意见稿）\n各单位：', '政务公开管理办法（试行）\n各单位：', '“十五五”规划纲要（草案）\n各单位：', '关于做好投稿工作的通知\n各单位：'],
  kinds: ['title'],
  patterns: [
    { re: /\s*[（(【[]\s*(?:初稿|草稿|修改稿|讨论稿|送审稿|审议稿|代拟稿|定稿|终稿|最终稿|清样|未定稿|第[一二三四五六七八九\d]{1,2}[稿版])[^）)】\]\n]{0,6}[）)】\]]/g, fix: '' },
    { re: /(?:[\s　_-]+(?:初稿|草稿|修改稿|定稿|终稿|最终版|修改版|副本)|[\s　_-]*[Vv]\d{1,2}(?:\.\d{1,2})?)\d{0,2}(?=[\s　]*$)/g, fix: '' },
  ],
})

const blankPage = patternRule({
  id: 'residue.blank-page-note',
  family: 'residue',
  asTyped: true,
  level: 'warning',
  basis: '《党政机关公文格式》（GB/T 9704—2012）7.3.5.5：不得采取标识“此页无正文”的方法',
  zh: '“此页无正文”标识',
  certain: true,
  hits: ['现予印发。\n（此页无正文）\n区政府办公室', '（本页无正文）'],
  misses: ['本页正文见附件。', '无正文的附件'],
  patterns: [{ re: /[（(【[]?\s*[此本该](?:页|页面|页以下)\s*无\s*正\s*文\s*[）)】\]]?/g, fix: '' }],
})

/** 起草、审改过程的残留. */
export const draftRules: Rule[] = [unfinished, reviewerComment, draftMark, blankPage]
