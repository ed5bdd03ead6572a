/** How serious a finding is. `error` blocks a proofread until it is fixed or dismissed with a reason (RULEBOOK 3). */
export type Level = 'error' | 'warning' | 'info'

/**
 * One thing a machine check noticed. `start`/`end` are UTF-16 offsets into the plain text that was checked
 * (for an article: `plainText(content)`, which maps back to editor positions).
 * Every finding names its `basis`: the clause, source or list it rests on.
 */
export type Finding = {
  rule: string
  family: string
  level: Level
  start: number
  end: number
  text: string
  suggestions: string[]
  message: string
  basis: string
  /** 0…1; deterministic rules say 1. */
  confidence: number
}

/** What `more` has to say of places that `said` does not speak of: a place is not spoken of twice. */
export const apartFrom = <T extends Pick<Finding, 'start' | 'end'>>(said: readonly Pick<Finding, 'start' | 'end'>[], more: readonly T[]): T[] =>
  more.filter(one => !said.some(other => other.start < one.end && one.start < other.end))

/** The most a statistical or a model's finding may say: 1 is for rules, and only what says 1 may be fixed all at once. */
export const mostConfidence = 0.99
