import type { Content } from '#core/article/content'
import type { Api } from '#core/api/client'

type Aside = { base: string; content: Content }

const placeOf = (article: string, person: string): string => `aside ${article} ${person}`

/** Keeps in this window a text that the office would not take because the session had ended; false when there is no room for it. */
export function putAside(article: string, person: string, { base, content }: Aside): boolean {
  try {
    sessionStorage.setItem(placeOf(article, person), JSON.stringify({ base, content }))
    return true
  } catch {
    return false
  }
}

/** Nothing is put aside of this text any more: the office has it. */
export function forgetAside(article: string, person: string): void {
  sessionStorage.removeItem(placeOf(article, person))
}

/** Hands what this person's text was put aside as to the office, as their working copy, once they have signed in again. */
export async function handIn(api: Api, article: string, person: string): Promise<void> {
  const words = sessionStorage.getItem(placeOf(article, person))
  if (words === null) return
  const reply = await api('workingCopy.put', { id: article, ...(JSON.parse(words) as Aside) })
  if (reply.ok) forgetAside(article, person)
}
