import { z } from 'zod'

const day = z.iso.date()
const words = z.array(z.string().min(1).max(200)).max(5000).default([])

/** A leader of the office's own table; `from`/`to` are ISO dates, `to` left out means still in office. */
export const leaderSchema = z.object({
  name: z.string().min(2).max(40),
  title: z.string().min(1).max(100),
  /** Other forms of the title that are right, such as 区长 for 区委副书记、区长. */
  aliases: words,
  from: day.optional(),
  to: day.optional(),
  /** Place in the official order, counting from 1. */
  order: z.number().int().positive().optional(),
})

/** An organisation: its full name, the short forms that are allowed, and the names it no longer has. */
export const organisationSchema = z.object({
  name: z.string().min(2).max(100),
  short: words,
  former: words,
  /** ISO date from which `former` is wrong. */
  renamed: day.optional(),
})

/** A word the office bans or wants used with care. */
export const wordSchema = z.object({
  word: z.string().min(1).max(100),
  instead: z.string().max(200).optional(),
  reason: z.string().max(500).optional(),
  category: z.string().max(50).optional(),
  level: z.enum(['error', 'warning', 'info']).default('warning'),
  /** Phrases that hold the word and are right. */
  except: words,
})

/** A fixed expression: one right form and the wrong forms that have been seen. */
export const expressionSchema = z.object({
  right: z.string().min(2).max(200),
  wrong: words,
  from: day.optional(),
  to: day.optional(),
  basis: z.string().max(500).optional(),
})

/** The lists of one office. Handed to every check; nothing of it is global. */
export const profileSchema = z.object({
  region: z
    .object({
      province: z.string().max(30).optional(),
      city: z.string().max(30).optional(),
      county: z.string().max(30).optional(),
    })
    .default({}),
  /** The office's own organisation, in full, and what it is called for short. */
  organisation: organisationSchema.optional(),
  organisations: z.array(organisationSchema).max(5000).default([]),
  /** Names of other places that may stand in the office's texts, e.g. partner counties. */
  friendlyRegions: words,
  leaders: z.array(leaderSchema).max(2000).default([]),
  expressions: z.array(expressionSchema).max(5000).default([]),
  banned: z.array(wordSchema).max(20000).default([]),
  careful: z.array(wordSchema).max(20000).default([]),
  /** Words and phrases no rule flags. */
  exceptions: z.array(z.string().min(1).max(200)).max(20000).default([]),
})

export type Profile = z.output<typeof profileSchema>
export type Organisation = z.output<typeof organisationSchema>
export type Leader = z.output<typeof leaderSchema>

/** The profile of an office that has kept no list yet. */
export const emptyProfile: Profile = profileSchema.parse({})
