import type { Finding } from './finding.ts'

/** Whether a finding lies inside a word or phrase the office allows. Looks only as far around it as the phrase is long. */
export function isCovered(finding: Finding, text: string, exceptions: readonly string[]): boolean {
  if (finding.end - finding.start > 200) return false
  return exceptions.some(phrase => {
    const from = Math.max(0, finding.end - phrase.length)
    const window = text.slice(from, finding.start + phrase.length)
    return phrase.length >= finding.end - finding.start && window.includes(phrase)
  })
}
