/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/

/**
 * A table as CSV that Excel and WPS open as Chinese (with a byte order mark). A cell that begins like a formula is made text,
 * so that opening the ledger never runs anything (CWE-1236).
 */
export function csv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return `\uFEFF${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`
}
