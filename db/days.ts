const isDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)
/** The UTC instant at which a date begins in Asia/Shanghai, which keeps UTC+8 all year. */
const startOf = (date: string, daysLater: number): string =>
  new Date(Date.parse(`${date}T00:00:00+08:00`) + daysLater * 86_400_000).toISOString()

/** First instant of a range given as a date in Asia/Shanghai, or as an instant. */
export const rangeStart = (value: string): string => (isDate(value) ? startOf(value, 0) : value)
/** The instant behind a range: a date counts whole, an instant as it is. */
export const rangeEnd = (value: string): string => (isDate(value) ? startOf(value, 1) : value)
