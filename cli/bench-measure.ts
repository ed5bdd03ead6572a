/** Rounds of every figure; the median is reported. A round before them warms up and is not counted. */
export const rounds = 5

/** Milliseconds of one act: of the processor, all threads together, and of the clock. */
export type Figure = { cpu: number; wall: number }
/** Every figure by its name, as in the JSON. */
export type Figures = Record<string, number>

const median = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1]!
export { median }

/** One round of a measurement: what an act of it cost. */
export type Round = () => Promise<Figure>

/** A round of `perRound` acts. `n` counts the acts, those of the rounds before included. */
export function roundOf(perRound: number, act: (n: number) => Promise<unknown> | unknown): Round {
  let n = 0
  return async () => {
    const cpu = process.cpuUsage()
    const from = performance.now()
    for (let i = 0; i < perRound; i++) await act(n++)
    const wall = (performance.now() - from) / perRound
    const used = process.cpuUsage(cpu)
    return { cpu: (used.user + used.system) / 1000 / perRound, wall }
  }
}

/** The median of the rounds of each. They take turns, so that what else the machine does falls on all alike. */
export async function sideBySide(all: readonly Round[]): Promise<Figure[]> {
  const taken: Figure[][] = all.map(() => [])
  for (let round = 0; round <= rounds; round++) {
    for (const [i, one] of all.entries()) {
      const figure = await one()
      if (round > 0) taken[i]!.push(figure)
    }
  }
  return taken.map(figures => ({ cpu: median(figures.map(f => f.cpu)), wall: median(figures.map(f => f.wall)) }))
}

/** The median over the rounds of what `act` costs. */
export const measured = async (perRound: number, act: (n: number) => Promise<unknown> | unknown): Promise<Figure> =>
  (await sideBySide([roundOf(perRound, act)]))[0]!

/** How many acts the rounds of such a measurement carry out. */
export const actsOf = (perRound: number): number => perRound * (rounds + 1)

/** Adds up what is measured in pieces, for acts that are interrupted by what is not to be counted. */
export class Meter {
  private cpu = 0
  private wall = 0

  async count<T>(act: () => Promise<T>): Promise<T> {
    const cpu = process.cpuUsage()
    const from = performance.now()
    const value = await act()
    const used = process.cpuUsage(cpu)
    this.wall += performance.now() - from
    this.cpu += (used.user + used.system) / 1000
    return value
  }

  /** What was counted since the last time, per act. */
  take(acts: number): Figure {
    const figure = { cpu: this.cpu / acts, wall: this.wall / acts }
    this.cpu = 0
    this.wall = 0
    return figure
  }
}

/** Writes both clocks of a figure under its name. */
export function keep(out: Figures, name: string, { cpu, wall }: Figure, size?: number): void {
  const behind = size === undefined ? '' : `_${size}`
  out[`${name}_cpu_ms${behind}`] = cpu
  out[`${name}_wall_ms${behind}`] = wall
}
