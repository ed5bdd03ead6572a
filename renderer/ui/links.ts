import type { Summary } from '#core/api/schema/common'

/** Addresses of the screens that are about one article. */
export const articlePath = (id: string): string => `/article/${id}`
export const reviewPath = (id: string): string => `/review/${id}`
export const historyPath = (id: string): string => `/history/${id}`
export const releasePath = (id: string): string => `/release/${id}`

/** Where somebody who presses a title wants to be: with a draft in the editor, on the road at the review desk, after it in the history. */
export function pathOf(article: Pick<Summary, 'id' | 'phase' | 'author'>, me: string): string {
  if ((article.phase === 'drafting' || article.phase === 'returned') && article.author === me)
    return articlePath(article.id)
  if (article.phase === 'reviewing' || article.phase === 'referred') return reviewPath(article.id)
  return historyPath(article.id)
}
