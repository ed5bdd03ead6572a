import type { Settings } from '#core/office/settings'
import { yearFieldsOf, yearOf, type YearFields } from './year-days.ts'

/** The settings as the form holds them: lists of words are lines of text. */
export type SettingsFields = Omit<
  Settings,
  'cannedOpinions' | 'returnCategories' | 'withholdGrounds' | 'names' | 'extraDaysOff' | 'extraWorkdays' | 'years' | 'indexFacts'
> & {
  cannedOpinions: string
  returnCategories: string
  withholdGrounds: string
  names: string
  extraDaysOff: string
  extraWorkdays: string
  years: YearFields[]
  indexFacts: Record<string, string>
}

const lists = [
  'cannedOpinions',
  'returnCategories',
  'withholdGrounds',
  'names',
  'extraDaysOff',
  'extraWorkdays',
] as const

/** One entry a line; blank lines and repetitions are dropped. */
export const lines = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean),
  ),
]

export function fieldsOf(settings: Settings): SettingsFields {
  const joined = Object.fromEntries(lists.map(name => [name, settings[name].join('\n')])) as Record<
    (typeof lists)[number],
    string
  >
  return { ...settings, ...joined, years: (settings.years ?? []).map(yearFieldsOf) }
}

/** Back to what the office keeps. What the form does not show stays as it was. */
export function settingsOf(fields: SettingsFields, before: Settings): Settings {
  const parted = Object.fromEntries(lists.map(name => [name, lines(fields[name])])) as Record<
    (typeof lists)[number],
    string[]
  >
  const facts = Object.entries({ ...before.indexFacts, ...fields.indexFacts }).filter(([, value]) => value)
  const columns = (fields.site.columns ?? []).map(({ name, description = '', keywords = '', type = '' }) => ({
    name,
    description,
    keywords,
    type,
  }))
  const { years, ...rest } = fields
  const { years: _, ...kept } = before
  return {
    ...kept,
    ...rest,
    ...parted,
    ...(years.length > 0 && { years: years.map(yearOf) }),
    site: { ...before.site, ...fields.site, columns },
    indexFacts: Object.fromEntries(facts),
  }
}
