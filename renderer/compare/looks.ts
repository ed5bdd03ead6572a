import type { CSSProperties } from 'react'
import type { PersonColour } from '../ui/person-colours.ts'

/** How the people of a comparison look; nobody when nobody is known. */
export type Looks = { colours: ReadonlyMap<string, PersonColour>; name(person: string): string }

/** The colour and line of whoever changed something, for what stands below. */
export const lookOf = (person: string | null, { colours }: Looks): CSSProperties | undefined => {
  const colour = person === null ? undefined : colours.get(person)
  return colour && ({ '--by': colour.ink, '--by-ground': colour.ground, '--by-line': colour.line } as CSSProperties)
}
