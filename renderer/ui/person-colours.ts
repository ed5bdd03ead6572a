/**
 * How one person's marks look beside another's. `ink` reads on white and on `ground`, its own tint; `line` is the style of
 * underlines and bars, so that people are told apart without colour; `sign` is a short name for margins and legends.
 */
export type PersonColour = { ink: string; ground: string; line: 'solid' | 'dashed' | 'dotted' | 'double'; sign: string }

/**
 * Every ink has a contrast of at least 4.5 with white and its ground, and the six and the ink of the text stay apart
 * (ΔE ≥ 25) in normal sight, protanopia, deuteranopia and tritanopia.
 */
const shades = [
  { ink: '#0151FC', ground: '#EDF3FF' },
  { ink: '#5B3408', ground: '#F6F1EB' },
  { ink: '#0E8257', ground: '#F2FAF6' },
  { ink: '#942073', ground: '#FAEEF6' },
  { ink: '#797408', ground: '#FAFAF0' },
  { ink: '#5E39AB', ground: '#F3EFFA' },
] as const

const lines = ['solid', 'dashed', 'dotted', 'double'] as const
const signs = '甲乙丙丁戊己庚辛壬癸'

/** The look of whoever appears as number `order`, counted from 0. The first 24 all differ. */
export function personColour(order: number): PersonColour {
  const round = Math.floor(order / shades.length)
  const turn = Math.floor(order / signs.length)
  return {
    ...shades[order % shades.length]!,
    line: lines[round % lines.length]!,
    sign: `${signs[order % signs.length]!}${turn === 0 ? '' : turn + 1}`,
  }
}

/** People (ids) with their look, in the order in which they first appear: the same list always gives the same looks. */
export function personColours(people: Iterable<string>): Map<string, PersonColour> {
  return new Map([...new Set(people)].map((person, order) => [person, personColour(order)]))
}
