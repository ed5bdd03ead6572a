import { matches, patternRule, type Match, type Rule } from '../rule.ts'

const gb = 'GB/T 15834—2011 4.15.3.1：文件题名用书名号标示'

const unmarkedTitle: Rule = {
  id: 'punctuation.document-without-title-marks',
  family: 'punctuation',
  level: 'warning',
  basis: gb,
  zh: '文件名称未加书名号',
  confidence: 0.85,
  hits: ['按照国务院关于加强数字政府建设的指导意见（国发〔2022〕14号）要求', '根据国务院办公厅关于印发2022年政务公开工作要点的通知（国办发〔2022〕8号）要求，制定本方案。'],
  misses: ['根据《国务院办公厅关于印发2022年政务公开工作要点的通知》（国办发〔2022〕8号）要求', '区政府办公室关于印发工作要点的通知', '按照国办发〔2022〕8号文件要求'],
  scope: 'paragraph',
  *check(p) {
    for (const m of matches(/(?<=(?:按照|根据|依据|依照|落实|贯彻|印发了?|转发|遵照))([^《》，。；：（）]{2,24}关于[^《》，。；：（）]{4,60}的(?:通知|(?:指导|实施|若干)?意见|决定|通报|函|批复|公告))(?=（[^（）]{2,14}〔\d{4}〕\d{1,5}号）)/g, p.text))
      yield { start: m.index, end: m.index + m[0].length, suggestions: [`《${m[1]}》`], message: '引用的文件名称应加书名号' }
  },
}

const misplacedMark = patternRule({
  id: 'punctuation.title-mark-placement',
  family: 'punctuation',
  level: 'warning',
  basis: gb,
  zh: '书名号位置有误',
  certain: true,
  confidence: 0.9,
  hits: ['按照《区政府办公室关于印发2022年政务公开工作要点》的通知要求', '印发《关于做好政务公开工作》的意见'],
  misses: ['按照《区政府办公室关于印发2022年政务公开工作要点的通知》要求', '关于印发《政务公开工作要点》的通知', '《关于印发〈要点〉的通知》'],
  patterns: [
    { re: /(?<=《[^《》]{0,30}关于[^《》的]{4,60})》的(通知|意见|决定|批复|通报|公告|函)(?!精神)/g, fix: '的$1》' },
    { re: /(?<=《[^《》]{0,30}关于[^《》]{4,60}的)》(通知|意见|决定|批复|通报|公告)/g, fix: '$1》' },
  ],
})

const doubledAbout = patternRule({
  id: 'punctuation.title-form',
  family: 'numbering',
  level: 'warning',
  basis: '《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成',
  zh: '公文标题写法',
  certain: true,
  confidence: 0.9,
  hits: ['关于做好政务公开工作通知', '关于印发《2023年政务公开工作要点》通知', '关于印发2023年政务公开工作要点通知'],
  misses: ['区政府关于做好政务公开工作的通知', '关于转发《关于做好工作的通知》的通知', '关于工作通知'],
  patterns: [
    { re: /(?<=^[\s　]*[^，。；《》]{0,30}关于(?:印发|转发|公布|发布|废止)《[^《》]{2,60}》)(通知|公告|意见|通报|决定)(?=[\s　]*$)/g, fix: '的$1' },
    { re: /(?<=^[\s　]*[^，。；《》]{0,30}关于(?:印发|做好|加强|开展|进一步|召开|调整|转发|公布|成立|举办|推进|规范)[^，。；《》]{4,50}[^的])(通知|公告|意见|通报|决定)(?=[\s　]*$)/g, fix: '的$1' },
  ],
  kinds: ['title', 'body'],
})

const salutation: Rule = {
  id: 'punctuation.salutation-colon',
  family: 'punctuation',
  level: 'warning',
  basis: '《党政机关公文格式》（GB/T 9704—2012）7.3.2：最后一个主送机关名称后标全角冒号',
  zh: '主送机关后的标点',
  certain: true,
  confidence: 0.9,
  hits: ['关于印发工作要点的通知\n各街道办事处，区政府各部门\n现将《要点》印发给你们，请认真贯彻执行。', '关于印发工作要点的通知\n各镇人民政府、区政府各部门，\n现将《要点》印发给你们。'],
  misses: ['关于印发工作要点的通知\n各街道办事处，区政府各部门：\n现将《要点》印发给你们。', '工作要点\n各单位要高度重视。'],
  scope: 'document',
  *check(doc): Generator<Match> {
    const lines = doc.paragraphs.filter(p => p.kind !== 'blank').slice(0, 12)
    for (const [i, p] of lines.entries()) {
      const words = p.text.trimEnd()
      if (i === 0 || !/^[\s　]*(?:各|驻)[^。；：:]{3,90}(?:部门|单位|办事处|人民政府|机构|企业|科室|股室|管委会|办公室|委办局|学校|中心|事业单位)[，。；、]?$/.test(words) || /要|应当|必须/.test(words)) continue
      const next = lines[i + 1]
      if (!next || !/(现|为|根据|按照|经|《|近日|近期)/.test(next.text.slice(0, 12))) continue
      const mark = /[，。；、]$/.test(words)
      const at = p.start + words.length
      yield mark ? { start: at - 1, end: at, suggestions: ['：'] } : { start: at - 1, end: at, suggestions: [`${words.at(-1)}：`], message: '主送机关后缺冒号' }
    }
  },
}

const missingTitle: Rule = {
  id: 'numbering.missing-title',
  family: 'numbering',
  level: 'info',
  basis: '《党政机关公文处理工作条例》第九条：公文一般由……标题、主送机关、正文……组成',
  zh: '正文前没有标题',
  confidence: 0.7,
  hits: ['为进一步推进政务公开工作，制定实施方案如下。\n一、指导思想\n坚持依法公开。\n二、工作要求\n加强领导。\n附件：政务公开工作任务分解表'],
  misses: ['政务公开工作方案\n为进一步推进政务公开工作，制定实施方案如下。\n一、指导思想\n坚持依法公开。\n二、工作要求\n加强领导。\n附件：任务分解表', '为进一步推进政务公开工作，制定实施方案如下。'],
  scope: 'document',
  *check(doc): Generator<Match> {
    const lines = doc.paragraphs.filter(p => p.kind !== 'blank' && p.kind !== 'metadata')
    const first = lines[0]
    if (!first || first.kind !== 'body' || !/。\s*$/.test(first.text) || lines.slice(0, 6).some(p => p.kind === 'title')) return
    if (lines.filter(p => p.kind === 'heading' && p.numbering?.style === 'han').length < 2 || !doc.paragraphs.some(p => p.kind === 'attachment' || p.kind === 'date')) return
    const lead = first.text.length - first.text.trimStart().length
    yield { start: first.start + lead, end: first.start + Math.min(first.text.length, lead + 6) }
  },
}

/** 引用文件、标题与主送机关. */
export const citationRules: Rule[] = [unmarkedTitle, misplacedMark, doubledAbout, salutation, missingTitle]
