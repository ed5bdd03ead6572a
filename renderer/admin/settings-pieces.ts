import { field, listField, words, type Piece } from './apart.ts'
import { lines, type SettingsFields } from './settings-fields.ts'

type Named = 'cannedOpinions' | 'returnCategories' | 'withholdGrounds' | 'names' | 'extraDaysOff' | 'extraWorkdays'
const listOf = (key: Named, zh: string): Piece<SettingsFields> =>
  listField<SettingsFields, Named>(key, zh, { of: lines, back: items => items.join('\n') })
const site = (key: 'name' | 'domain' | 'idCode', zh: string): Piece<SettingsFields> => ({
  key: `site.${key}`,
  zh,
  of: whole => whole.site[key],
  put: (whole, from) => ({ ...whole, site: { ...whole.site, [key]: from.site[key] } }),
  show: whole => words(whole.site[key]),
})
const fact = (key: string, zh: string): Piece<SettingsFields> => ({
  key: `indexFacts.${key}`,
  zh,
  // a field left empty is kept as none
  of: whole => whole.indexFacts[key] || null,
  put: (whole, from) => ({ ...whole, indexFacts: { ...whole.indexFacts, [key]: from.indexFacts[key] ?? '' } }),
  show: whole => words(whole.indexFacts[key]),
})

/** Everything the settings form holds, by the names its fields have on the screen. */
export const settingsPieces: readonly Piece<SettingsFields>[] = [
  site('name', '网站名称'),
  site('domain', '网站域名'),
  site('idCode', '网站标识码'),
  {
    key: 'site.columns',
    zh: '栏目',
    of: whole => (whole.site.columns ?? []).map(({ name, type, description, keywords }) => [name, type, description, keywords].map(value => value ?? '')),
    put: (whole, from) => ({ ...whole, site: { ...whole.site, columns: from.site.columns } }),
    show: whole => words((whole.site.columns ?? []).map(column => column.name).join('、')),
  },
  field('hours', '办公时间', hours => words(hours.map(({ from, to }) => `${from}–${to}`).join('、'))),
  listOf('extraDaysOff', '另外放假的日子'),
  listOf('extraWorkdays', '另外上班的日子'),
  field('years', '新年份的放假安排', years => words(years.map(({ year, off, on }) => `${year ?? ''} 年：放假 ${off.replaceAll('\n', '、')}${on.trim() && `，上班 ${on.replaceAll('\n', '、')}`}`).join('；'))),
  field('leaseMinutes', '认领有效时间', minutes => `${minutes} 分钟`),
  field('remindHours', '两次催办的间隔', hours => (hours === undefined ? '（不填，为 2 小时）' : `${hours} 工作小时`)),
  field('indexPattern', '索引号格式'),
  fact('uscc18', '统一社会信用代码'),
  fact('orgCode9', '组织机构代码'),
  fact('area6', '行政区划代码'),
  fact('dept', '部门代码'),
  listOf('cannedOpinions', '常用意见'),
  listOf('returnCategories', '退回类别'),
  listOf('withholdGrounds', '不予公开的依据'),
  listOf('names', '姓名、机构、地名'),
]
