import { z } from 'zod'
import { phases } from '#core/article/article'
import { Digest, grades, kinds } from '#core/article/content'
import type { Refusal } from '#core/refusal'

/** A command changes something and carries an idempotency key; a query changes nothing. `open` calls need no session. */
export const command = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ type: 'command', open: false, input, output }) as const
export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ type: 'query', open: false, input, output }) as const
export const openCommand = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ type: 'command', open: true, input, output }) as const
export const openQuery = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ type: 'query', open: true, input, output }) as const

export const id = z.string().min(1).max(64)
export const hash = Digest
export const instant = z.string()
/** Made by the screen, once per intended act: a double click or a repeated request is one act (F7). */
export const key = z.string().min(8).max(64)

const verdict = z.custom<Refusal | null>()

/** What this person may do next: `null` is yes, else the reason why not. The screen shows it and decides nothing. */
export const may = <K extends string>(...acts: K[]) =>
  z.object(Object.fromEntries(acts.map(act => [act, verdict])) as unknown as Record<K, typeof verdict>)

export const markStates = ['done', 'here', 'void', 'to-come', 'returned'] as const
/** One of the eight small marks of a road. */
export const RoadMark = z.object({
  stage: z.string(),
  name: z.string(),
  kind: z.string(),
  state: z.enum(markStates),
  /** Person id of who passed it, and the person acted for. */
  by: z.string().nullable(),
  principal: z.string().nullable(),
  at: instant.nullable(),
})
export type RoadMark = z.infer<typeof RoadMark>

/** A row of a list. People are ids; `people.directory` has their names. */
export const Summary = z.object({
  id,
  title: z.string(),
  kind: z.enum(kinds),
  grade: z.enum(grades),
  urgent: z.boolean(),
  author: z.string(),
  section: z.string(),
  phase: z.enum(phases),
  /** Id and name of the stage it waits at or was returned from. */
  stage: z.string().nullable(),
  stageName: z.string().nullable(),
  since: instant,
  due: instant.nullable(),
  /** Who holds it now (unexpired claim or named assignee). */
  holder: z.string().nullable(),
  documentNumber: z.string(),
  hash,
  updatedAt: instant,
  /** Passed stages of the road, counted from 0, and its length: enough for the eight small marks. */
  passed: z.number().int(),
  roadLength: z.number().int(),
  /** Once released: channels it has left on, and channels it was signed off for. Null before. */
  channels: z.object({ sent: z.number().int(), meant: z.number().int() }).nullable(),
})
export type Summary = z.infer<typeof Summary>

export const page = z.object({ items: z.array(Summary), total: z.number().int(), next: z.string().nullable() })
