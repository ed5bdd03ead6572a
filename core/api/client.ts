import type { z } from 'zod'
import type { Contract, Name, Reply } from '#core/api/contract'

/** The one function every wire implements. */
export type Send = (name: string, input: unknown) => Promise<unknown>
export type Api = <N extends Name>(name: N, input: z.input<Contract[N]['input']>) => Promise<Reply<N>>

/** Types on top of a wire; nothing else. */
export const client =
  (send: Send): Api =>
  (name, input) =>
    send(name, input) as Promise<Reply<typeof name>>
