import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'

dayjs.extend(customParseFormat)

/** The day as it is shown, and what a picker understands while it is typed. */
export const dayForms = ['YYYY-MM-DD', 'YYYY-M-D', 'YYYYMMDD', 'YYYY年M月D日', 'YYYY/M/D', 'YYYY.M.D']

const written = /^(\d{4})(?:(\d{2})(\d{2})|[-/.年](\d{1,2})[-/.月](\d{1,2})日?)$/

/** The day that was typed as `YYYY-MM-DD`, also in full-width figures and signs; null where it is no day of the calendar. */
export function typedDay(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '').replaceAll('。', '.')
  const [, year, month, date, shortMonth, shortDate] = written.exec(plain) ?? []
  const day = `${year}-${(month ?? shortMonth ?? '').padStart(2, '0')}-${(date ?? shortDate ?? '').padStart(2, '0')}`
  return dayjs(day, 'YYYY-MM-DD', true).isValid() ? day : null
}
