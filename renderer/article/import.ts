import type { Output } from '#core/api/contract'
import type { Content } from '#core/article/content'
import type { ImportReport } from '#core/import/import'

/** A file read into a text: its title, body and what stands literally in it about its publication. */
export function withImported(before: Content, { title, subtitle, body, hints }: Output<'file.import'>): Content {
  const { publication } = before
  return {
    ...before,
    title: title || before.title,
    subtitle: subtitle || before.subtitle,
    body,
    publication: {
      ...publication,
      documentNumber: hints.documentNumber || publication.documentNumber,
      formedOn: hints.formedOn || publication.formedOn,
      issuer: hints.issuer || publication.issuer,
    },
  }
}

const reports = new Map<string, ImportReport>()

/** What a file that became a new article left out, kept until the editor of that article shows it. */
export const leaveReport = (article: string, report: ImportReport): void => void reports.set(article, report)

/** The report left for an article, or null. */
export const reportFor = (article: string): ImportReport | null => reports.get(article) ?? null

/** The report has been read. */
export const forgetReport = (article: string): void => void reports.delete(article)
