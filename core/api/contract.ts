import type { z } from 'zod'
import { articleCalls, checkCalls, deskCalls, stageCalls } from '#core/api/schema/article'
import { consultCalls, deskMoreCalls, noticeCalls } from '#core/api/schema/consult'
import { lexiconCalls } from '#core/api/schema/lexicon'
import { officeCalls } from '#core/api/schema/office'
import { remarkCalls } from '#core/api/schema/remark'
import { auditCalls, releaseCalls } from '#core/api/schema/trail'
import type { Refusal } from '#core/refusal'
import type { Result } from '#core/result'

/** Everything a person can do or ask. The desktop, the LAN host, the command line and the tests all speak exactly this. */
export const contract = {
  ...officeCalls,
  ...articleCalls,
  ...stageCalls,
  ...checkCalls,
  ...remarkCalls,
  ...lexiconCalls,
  ...consultCalls,
  ...deskCalls,
  ...deskMoreCalls,
  ...noticeCalls,
  ...releaseCalls,
  ...auditCalls,
}

export type Contract = typeof contract
export type Name = keyof Contract
export type Input<N extends Name> = z.output<Contract[N]['input']>
export type Output<N extends Name> = z.output<Contract[N]['output']>
export type Reply<N extends Name> = Result<Output<N>, Refusal>
