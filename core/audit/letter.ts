import { z } from 'zod'
import { ArticleEvent } from '#core/article/events'
import { EntryBody, OFFICE_OBJECT } from '#core/audit/entry'
import { sureOf } from '#core/audit/sure'
import { OfficeEvent } from '#core/office/events'
import type { Stage } from '#core/workflow/stages'

/** The body of an entry with the event it tells. */
export type Told = { body: EntryBody; event: ArticleEvent | OfficeEvent }

const sure = {
  office: sureOf(EntryBody.extend({ obj: z.literal(OFFICE_OBJECT), data: OfficeEvent })),
  article: sureOf(EntryBody.extend({ data: ArticleEvent })),
}

/** How many roads are remembered, and where one begins and ends in an entry. */
const mostRoads = 64
const [roadBegins, roadEnds] = ['"road":[', '],"run":']

/** Reads entries that are plainly ours to the letter; what it will not read says nothing, and the schema is asked. */
export class ReadingToTheLetter {
  /** Roads by their letters: most submissions share one, and it is two thirds of such an entry. */
  private readonly roads = new Map<string, Stage[]>()

  /** Null for all that is not plain. */
  read(text: string): Told | null {
    const from = text.indexOf(roadBegins)
    const to = from < 0 ? -1 : text.indexOf(roadEnds, from)
    if (to < 0) return plain(text)
    const letters = text.slice(from + roadBegins.length - 1, to + 1)
    const road = this.roads.get(letters)
    if (!road) return this.learned(plain(text), letters)
    // only an event's key is written so; inside a string the quotation marks are escaped
    const told = text.includes('\\u') ? null : plain(`${text.slice(0, from + roadBegins.length)}${text.slice(to)}`)
    if (told?.event.type !== 'article-submitted') return null
    told.event.road = road
    return told
  }

  private learned(told: Told | null, letters: string): Told | null {
    if (told?.event.type === 'article-submitted' && this.roads.size < mostRoads && JSON.stringify(told.event.road) === letters) {
      this.roads.set(letters, told.event.road)
    }
    return told
  }
}

/**
 * An entry that the schema takes and whose letters are those of RFC 8785. With the keys in order, the platform writes what the RFC asks; only
 * of an escaped half of a surrogate pair it makes what it was, so that nothing written with such an escape is taken here.
 */
function plain(text: string): Told | null {
  const value: unknown = parsed(text)
  const known = (value as EntryBody | null)?.obj === OFFICE_OBJECT ? sure.office(value) : sure.article(value)
  if (!known || text.includes('\\u') || JSON.stringify(value) !== text) return null
  const body = value as EntryBody
  return { body, event: body.data as ArticleEvent | OfficeEvent }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
