/**
 * Writes core/calendar/years/<year>.json from the chinese-days package: `node tests/calendar-years.ts 2024 2025 2026`.
 * Run it when the State Council's notice for the next year is out and the package carries it; read the diff against the notice.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

type Days = Record<string, string>
const require = createRequire(import.meta.url)
const { version } = require('chinese-days/package.json') as { version: string }
const all = JSON.parse(readFileSync(require.resolve('chinese-days/dist/chinese-days.json'), 'utf8')) as {
  holidays: Days
  workdays: Days
}

/** `Spring Festival,春节,4` → 春节, for the days of one year, in order. */
const ofYear = (days: Days, year: number): Days =>
  Object.fromEntries(
    Object.entries(days)
      .filter(([day]) => day.startsWith(`${year}-`))
      .map(([day, name]) => [day, name.split(',')[1] ?? name] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  )

for (const year of process.argv.slice(2).map(Number)) {
  const holidays = ofYear(all.holidays, year)
  if (Object.keys(holidays).length === 0) throw new Error(`chinese-days ${version} has no notice for ${year}`)
  const file = {
    year,
    source: `国务院办公厅关于${year}年部分节假日安排的通知`,
    takenFrom: `chinese-days ${version} (MIT)`,
    holidays,
    makeUpWorkdays: ofYear(all.workdays, year),
  }
  writeFileSync(new URL(`../core/calendar/years/${year}.json`, import.meta.url), `${JSON.stringify(file, null, 2)}\n`)
}
