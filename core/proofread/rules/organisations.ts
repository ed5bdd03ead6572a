import type { ProofDocument } from '../document.ts'
import { renamedOrganisations } from '../lexicon/organisations.ts'
import { profileSchema, type Organisation } from '../profile.ts'
import { matches, patternRule, type Context, type Match, type Rule } from '../rule.ts'

const fullName = '机关名称用全称或者规范化简称（党政机关公文处理工作条例第十九条；GB/T 9704—2012 7.2.4）'

/** Whether it is known when a text was written; without that a rule about dates points and does not accuse. */
export const isDated = (doc: ProofDocument, ctx: Context): boolean => doc.facts.dated || ctx.current

/** Stands for "now" when the caller gave no day. */
const latestDay = '9999-12-31'

/** The day a text is judged by: its signature, else the end of its year, else today; a text being written now that does not date itself, today. */
export function dayOfText(doc: ProofDocument, ctx: Context): string {
  if (ctx.current && !doc.facts.dated) return ctx.today ?? latestDay
  return doc.facts.signed ?? (doc.facts.year ? `${doc.facts.year}-12-31` : (ctx.today ?? latestDay))
}

const history = /(原|前|时任|曾|历史|改革前|撤销|组建|合并|更名|划入|不再保留|整合)[^，。；]{0,10}$/

const renamed: Rule = {
  id: 'organisation.renamed',
  family: 'organisation',
  level: 'warning',
  basis: '机构改革方案；机关名称应使用现行名称',
  zh: '机构名称已变更',
  confidence: 0.88,
  hits: ['2022年工作要点\n由区环保局、区国土资源局负责。', '2025年工作要点\n区乡村振兴局牵头。'],
  misses: ['2023年工作要点\n用于农业部分的计划', '2017年工作要点\n由区环保局负责。', '2022年工作要点\n由原区环保局负责。', '2022年要点\n依据《环境保护部办公厅关于环保工作的通知》', '2022年要点\n区乡村振兴局牵头。'],
  scope: 'document',
  *check(doc, ctx) {
    const day = dayOfText(doc, ctx)
    for (const { old, now, from, source } of renamedOrganisations) {
      if (day < from || !doc.text.includes(old)) continue
      for (let i = doc.text.indexOf(old); i >= 0; i = doc.text.indexOf(old, i + 1)) {
        const before = doc.text.slice(Math.max(0, i - 14), i)
        if (history.test(before) || /《[^》]*$/.test(doc.text.slice(Math.max(0, i - 60), i)) || /[\u4e00-\u9fff]*文化和$/.test(before) || longer(old, doc.text, i)) continue
        yield { start: i, end: i + old.length, suggestions: [now.replace(/（.*$/, '')], ...(isDated(doc, ctx) ? {} : { level: 'info' as const }), message: `“${old}”已变更，现为“${now}”`, basis: source }
      }
    }
  },
}

/** A shorter entry inside a longer one is the longer one's matter. */
const longer = (old: string, text: string, i: number) =>
  renamedOrganisations.some(e => e.old.length > old.length && e.old.includes(old) && text.slice(Math.max(0, i - e.old.length), i + e.old.length).includes(e.old)) ||
  (old === '旅游局' && /文化[和与]?$|文$/.test(text.slice(Math.max(0, i - 3), i))) || (old === '物价局' && /发展/.test(text.slice(Math.max(0, i - 6), i))) || (old === '国土局' && text.startsWith('国土局部', i)) || (/^(农业|环保)部$/.test(old) && /[门分]/.test(text[i + 3] ?? '')) || (old === '监察部' && text[i + 3] === '门') || (old === '环境保护部' && text[i + 5] === '门') || (old === '国土资源部' && text[i + 5] === '门')

const example = { organisation: { name: '槐荫区人民政府办公室', short: ['区政府办公室'], former: ['槐荫区政府办公厅'] }, organisations: [{ name: '槐荫区教育和体育局', short: ['区教体局'], former: ['槐荫区教育局', '区教育局'], renamed: '2019-03-01' }] }
const exampleProfile = profileSchema.parse(example)

const officeList: Rule = {
  id: 'organisation.profile-name',
  family: 'organisation',
  level: 'error',
  basis: '本单位维护的机构名称表',
  zh: '机构名称与本单位名称表不符',
  certain: true,
  hits: ['2023年工作要点\n由区教育局负责。', '槐荫区政府办公厅'],
  misses: ['2023年工作要点\n由区教体局负责。', '2018年工作要点\n由区教育局负责。', '原区教育局'],
  example: { profile: exampleProfile },
  scope: 'document',
  *check(doc, ctx) {
    const day = dayOfText(doc, ctx)
    const all: Organisation[] = [...(ctx.profile.organisation ? [ctx.profile.organisation] : []), ...ctx.profile.organisations]
    for (const { name, short, former, renamed: since } of all) {
      if (since && day < since) continue
      for (const old of former)
        for (let i = doc.text.indexOf(old); i >= 0; i = doc.text.indexOf(old, i + old.length)) {
          if (history.test(doc.text.slice(Math.max(0, i - 14), i)) || [name, ...short].some(right => right.includes(old) && doc.text.slice(Math.max(0, i - right.length), i + right.length).includes(right))) continue
          yield { start: i, end: i + old.length, suggestions: [name, ...short], message: `“${old}”已改称“${name}”` }
        }
    }
  },
}

const titles = patternRule({
  id: 'organisation.title-form',
  family: 'organisation',
  level: 'error',
  basis: '新华社《新闻信息报道中的禁用词和慎用词》（2016年7月修订）及干部职务称谓通例',
  zh: '机构、职务称谓',
  certain: true,
  confidence: 0.95,
  hits: ['山东省省委书记', '济南市市委书记张某', '县人大副主席', '省政协常务副主席', '市人大常委', '区政府党委书记', '市委副市长', '全国人大副委员长', '中共济南市政府', '他是该公司的法人代表', '县政协副主任', '村委会书记李某', '文化街道人民政府'],
  misses: ['山东省委书记', '县人大常委会副主任', '省政协副主席', '市人大常委会', '区政府党组书记', '市委书记、市长', '全国人大常委会副委员长', '法定代表人', '企业法人代表大会'],
  patterns: [
    { re: /([\u4e00-\u9fff])省省委(?=书记|副书记|常委|办公|宣传|组织|、|，)/g, fix: '$1省委' },
    { re: /([\u4e00-\u9fff])市市委(?=书记|副书记|常委|办公|宣传|组织|、|，)/g, fix: '$1市委' },
    { re: /([\u4e00-\u9fff])县县委(?=书记|副书记|常委|办公|宣传|组织|、|，)/g, fix: '$1县委' },
    { re: /([\u4e00-\u9fff])区区委(?=书记|副书记|常委|办公|宣传|组织|、|，)/g, fix: '$1区委' },
    { re: /([\u4e00-\u9fff])省省长(?=[\u4e00-\u9fff，。、])/g, fix: ['$1省省长', '$1省长'], level: 'info', confidence: 0.5 },
    { re: /(?<=[省市县区州])人大(?:常务)?副主席/g, fix: '人大常委会副主任' },
    { re: /(?<=[省市县区州])人大主席(?!团)/g, fix: '人大常委会主任' },
    { re: /(?<=[省市县区州])人大(?=主任|副主任)/g, fix: '人大常委会' },
    { re: /政协常务副主席/g, fix: '政协副主席' },
    { re: /(?<=[省市县区州]政协)(?:常务)?副主任(?!委员)/g, fix: '副主席' },
    { re: /(?<=[省市县区州])政府(?=书记)/g, fix: '政府党组', level: 'warning' },
    { re: /(?:村委会|居委会)(?=(?:副)?书记)/g, fix: m => [m[0] === '村委会' ? '村党支部' : '社区党支部'], level: 'warning', confidence: 0.9, message: '“$0”设主任，书记是党组织的职务' },
    { re: /(?<=[\u4e00-\u9fff])街道(?:人民)?政府(?!专职|购买|性)/g, fix: '街道办事处', level: 'warning', confidence: 0.9 },
    { re: /法院检察长|检察院院长/g, fix: m => [m[0] === '法院检察长' ? '法院院长' : '检察院检察长'] },
    { re: /(?<=[全国省市县区州])人大常委(?![会员])/g, fix: '人大常委会委员' },
    { re: /全国人大(?=副委员长|委员长)/g, fix: '全国人大常委会' },
    { re: /(?<=[省市县区州])政府党委(?=书记|副书记|会议)/g, fix: '政府党组' },
    { re: /(?<=[省市县区州])委(?=副?[市县区省]长)/g, fix: '政府' },
    { re: /中共(?=[\u4e00-\u9fff]{2,5}[省市县区]政府)/g, fix: '' },
    { re: /法人代表(?!大会|团|会)/g, fix: '法定代表人' },
    { re: /(?<=[\u4e00-\u9fff])村村长/g, fix: ['村村委会主任', '村委会主任'], level: 'warning' },
    { re: /人大代表大会/g, fix: '人民代表大会' },
    { re: /人民代表大会常务委员会主任委员/g, fix: '人民代表大会常务委员会主任' },
    { re: /政协(?:委员会)?(?=代表(?:建议|提案))/g, fix: '政协委员' },
    { re: /政协代表(?!团|会议)/g, fix: '政协委员' },
    { re: /人大委员(?!会|长)(?=建议|提案)/g, fix: '人大代表' },
    { re: /人大代表提案|人大代表的提案/g, fix: '人大代表建议' },
    { re: /政协委员(?:的)?建议(?=办理|答复)(?<!人大代表建议和?、?政协委员建议)/g, fix: '政协委员提案', level: 'info', confidence: 0.6 },
  ],
})

const fullFirst: Rule = {
  id: 'organisation.defined-short-form',
  family: 'organisation',
  level: 'info',
  basis: fullName,
  zh: '简称的规定与使用不一致',
  confidence: 0.7,
  hits: ['依据《中华人民共和国政府信息公开条例》（以下简称《条例》），做好公开工作。各单位按照《中华人民共和国政府信息公开条例》执行。', '某某区政务服务管理局（以下简称“区政务局”）负责。各部门配合做好工作。'],
  misses: ['依据《中华人民共和国政府信息公开条例》（以下简称《条例》），做好公开工作。各单位按照《条例》执行。'],
  scope: 'document',
  *check(doc): Generator<Match> {
    for (const m of matches(/(?<=[》\u4e00-\u9fff])（以下(?:统|均|并)?简?称[:：]?(《[^》\n]{1,20}》|“[^”\n]{1,20}”|[^）“《\n]{2,15})）/g, doc.text)) {
      const short = m[1]!.replace(/[“”]/g, '')
      const after = doc.text.slice(m.index + m[0].length)
      const full = /《[^《》\n]{4,60}》$/.exec(doc.text.slice(Math.max(0, m.index - 62), m.index))?.[0]
      if (!after.includes(short) && after.length < 200_000) yield { start: m.index, end: m.index + m[0].length, suggestions: [''], message: `规定了简称“${short}”，其后没有使用` }
      const again = full ? after.indexOf(full) : -1
      if (full && again >= 0) {
        const start = m.index + m[0].length + again
        yield { start, end: start + full.length, suggestions: [m[1]!], message: `前文已规定简称${m[1]}，此处仍用全称` }
      }
    }
  },
}

/** 机构. */
export const organisationRules: Rule[] = [renamed, officeList, titles, fullFirst]
