import type { ProofDocument } from '../document.ts'
import { cities, countiesByName, counties, type Region } from '../lexicon/regions.ts'
import { matches, type Context, type Match, type Rule } from '../rule.ts'

const basis = '本机关文件中的地名、机构名应为本地区的名称；沿用他处文稿须逐一核对（党政机关公文处理工作条例第十九条）'

/** The place a document speaks for: from the office's profile, else from its title, its signature or its footer. */
export type Home = { county: string | null; city: string | null; province: string | null }

const placeName = /([\u4e00-\u9fff]{1,6}?(?:自治县|自治旗|县|区|市|旗))(?=人民政府|政府|委|[\u4e00-\u9fff]{0,8}(?:局|办公室|委员会|街道|镇)|20\d{2}年|政务|关于|$)/g

export function homeOf(doc: ProofDocument, ctx: Context): Home {
  const { region } = ctx.profile
  if (region.county || region.city || region.province) return { county: region.county ?? null, city: region.city ?? null, province: region.province ?? null }
  const places = doc.paragraphs.filter(p => p.kind === 'title' || p.kind === 'signature' || (p.kind === 'attachment' && p.text.length > 8) || (p.index < 4 && p.text.length < 60))
  for (const p of [doc.facts.titleText, ...places.map(q => q.text)]) {
    const found = countyIn(p)
    if (found) return found
  }
  return { county: null, city: null, province: null }
}

function countyIn(text: string): Home | null {
  for (const m of matches(placeName, text.slice(0, 80)))
    for (let i = 0; i < m[1]!.length - 1; i++) {
      const name = m[1]!.slice(i)
      const regions = countiesByName.get(name)
      if (regions) return { county: name, city: regions.length === 1 ? regions[0]!.city || null : null, province: regions.length === 1 ? regions[0]!.province : null }
      if (cities.has(name)) return { county: null, city: name, province: counties.find(r => r.city === name)?.province ?? null }
    }
  return null
}

const contacts = /(学习|借鉴|赴|到|对口|帮扶|协作|支援|结对|与|同|和|比如|例如|如|参照|考察|交界|相邻|毗邻|籍|来自|至|、|，由|交流|合作)[^，。；]{0,6}$/

const foreignCounty: Rule = {
  id: 'organisation.foreign-region',
  family: 'organisation',
  level: 'warning',
  basis,
  zh: '文中出现其他地区的名称',
  confidence: 0.85,
  hits: ['槐荫区2023年政务公开工作要点\n为做好历下区政务公开工作，制定本要点。', '榕江县民政局2022年工作方案\n报从江县人民政府办公室备案。'],
  misses: ['槐荫区2023年政务公开工作要点\n为做好槐荫区政务公开工作，制定本要点。', '榕江县民政局工作方案\n学习借鉴从江县人民政府的经验。', '榕江县工作方案\n根据黔东南苗族侗族自治州人民政府要求', '为做好历下区政务公开工作，制定本要点。'],
  scope: 'document',
  *check(doc, ctx) {
    const home = homeOf(doc, ctx)
    if (!home.county && !home.city) return
    for (const p of doc.paragraphs)
      for (const m of matches(/[\u4e00-\u9fff]{1,10}?(?:自治县|县|区)/g, p.text)) {
        const hit = foreign(m[0], home)
        if (!hit || ctx.profile.friendlyRegions.includes(hit)) continue
        const start = m.index + m[0].length - hit.length
        const before = p.text.slice(Math.max(0, start - 12), start)
        const after = p.text.slice(start + hit.length, start + hit.length + 8)
        const acting = /^(人民政府|政府|政务|委、|委办|民政局|财政局|教育局|公安局|各部门|各单位|各有关|各科室|各股室|各街道|各乡镇|20\d\d年|党政|范围内|行政审批|辖区内|实际)/.test(after)
        const own = /(做好|推进|结合|我们|紧扣|围绕|推动|加强|关于印发|报|经|由|向|全面提升|^)$/.test(before)
        if (contacts.test(before) || (!acting && !own) || /[、和与]/.test(after[0] ?? '')) continue
        yield { start: p.start + start, end: p.start + start + hit.length, suggestions: home.county ? [home.county] : [], message: `本文为${home.county ?? home.city}的文件，此处出现“${hit}”，疑为沿用他处文稿` }
      }
  },
}

/** The longest county name at the end of the words, when it is none of ours and none below our own city. */
function foreign(words: string, home: Home): string | null {
  for (let i = 0; i < words.length - 1; i++) {
    const name = words.slice(i)
    if (name === home.county) return null
    const regions: Region[] | undefined = countiesByName.get(name)
    if (!regions) continue
    if (home.county) return regions.some(r => !home.city && home.county === name && r.county === name) ? null : name
    return regions.some(r => r.city === home.city || (r.city === '' && r.province === home.city)) ? null : name
  }
  return null
}

const levelWords: Record<'区' | '县' | '市', RegExp> = {
  区: /(?<![各郊外本邻我他该一市、（(]|[一-鿿]{1,3}自治)(?:我县|本县|全县(?!域)|县委、县政府|县委县政府|县人民政府|县政府(?!所在)|县直(?:各|机关|部门|单位)|县级机关)/g,
  县: /(?<![各郊外邻灾林园景城地山牧社小片库疆辖汇厂老新矿自治片])(?:我区|本区(?!域)|全区(?!域)|区委、区政府|区委区政府|区人民政府|区政府|区直(?:各|机关|部门|单位))/g,
  市: /(?<![各郊外邻灾林园景城地山牧社小片库疆辖汇厂老新矿自治])(?:我区|本区(?!域)|区委、区政府|区委区政府|我县|本县|县委、县政府|县委县政府)/g,
}

/** A county that speaks of 区政府, a district that speaks of 我县: left by copying from another level. */
const otherLevel: Rule = {
  id: 'organisation.other-level',
  family: 'organisation',
  level: 'error',
  basis,
  zh: '机构层级称谓与本地不符',
  confidence: 0.9,
  hits: ['榕江县民政局2022年工作方案\n结合我区实际，报区政府同意。', '槐荫区2023年政务公开工作要点\n各部门要按照县委、县政府部署抓好落实。'],
  misses: ['榕江县民政局2022年工作方案\n结合我县实际，报县政府同意。', '榕江县工作方案\n自治区政府要求；开发区、园区委托；各县（市、区）政府；全省各区政府', '槐荫区工作要点\n按照区委、区政府部署，各县政府', '榕江县方案\n老城区委托改造，小区政府开放日'],
  scope: 'document',
  *check(doc, ctx) {
    const home = homeOf(doc, ctx)
    const own = home.county ?? home.city
    if (!own) return
    const level = own.endsWith('区') ? '区' : own.endsWith('市') ? '市' : /县|旗$/.test(own) ? '县' : null
    if (!level) return
    for (const p of doc.paragraphs)
      for (const m of matches(levelWords[level], p.text)) {
        const before = p.text.slice(Math.max(0, m.index - 3), m.index)
        if (/[\u4e00-\u9fff]{1,3}$/.test(before) && namesAnother(before, m[0])) continue
        const wrong = /^[我本全]/.test(m[0]) ? m[0].slice(0, 2) : m[0]
        const fix = level === '市' ? wrong.replace(/[区县]/g, '市') : wrong.replace(/[区县](?=[委政直人]|$)/g, level)
        yield { start: p.start + m.index, end: p.start + m.index + wrong.length, suggestions: [fix], message: `本文为${own}的文件，此处作“${wrong}”` }
      }
  },
}

/** “……槐荫|区政府”: the level word is the end of a place's own name. */
const namesAnother = (before: string, words: string) => [3, 2, 1].some(n => countiesByName.has(before.slice(-n) + words[0]!)) || /[城镇辖园发新旗市港坝保税山治]$/.test(before)

const bareGovernment: Rule = {
  id: 'organisation.bare-government',
  family: 'organisation',
  level: 'warning',
  basis: '机关名称用全称或者规范化简称（党政机关公文处理工作条例第十九条；GB/T 9704—2012 7.2.4）',
  zh: '“人民政府”前缺行政区名称',
  confidence: 0.85,
  hits: ['槐荫区2023年政务公开工作要点\n重要事项报人民政府批准后，在人民政府门户网站公开。'],
  misses: ['槐荫区2023年政务公开工作要点\n报区人民政府批准。各级人民政府要重视。', '槐荫区要点\n地方人民政府、本级人民政府、上级人民政府、街道办事处', '在人民政府网站公开。', '槐荫区要点\n由县级以上人民政府批准，市、区人民政府公布，乡（镇）人民政府'],
  scope: 'document',
  *check(doc, ctx): Generator<Match> {
    const home = homeOf(doc, ctx)
    const own = home.county ?? home.city
    if (!own) return
    const level = own.at(-1)!
    for (const p of doc.paragraphs)
      for (const m of matches(/(?<=(?:^|[，。；：、（“\s]|报|经|由|在|向|对|请|与|及|和|的))人民政府(?=办公室|办公厅|门户网站|网站|公报|同意|批准|审定|研究|审批|备案|常务会议|[，。；])/g, p.text)) {
        const before = p.text.slice(Math.max(0, m.index - 10), m.index)
        if (/(级|地方|中央|上级|本级|同级|下级|所在地|特别行政区|[省市县区州旗盟乡镇]）?[、和及与]?)$/.test(before) || /党和|国家和|国务院和/.test(before)) continue
        yield { start: p.start + m.index, end: p.start + m.index + 4, suggestions: [`${level}人民政府`, `${own}人民政府`] }
      }
  },
}

/** 地区. */
export const regionRules: Rule[] = [foreignCounty, otherLevel, bareGovernment]
