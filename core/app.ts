import type { z } from 'zod'
import { articleHandlers } from '#core/api/article'
import { copyHandlers } from '#core/api/copy'
import { auditHandlers } from '#core/api/audit'
import { consultHandlers } from '#core/api/consult'
import { contract, type Name, type Reply } from '#core/api/contract'
import { deskHandlers } from '#core/api/desk'
import { deskMoreHandlers } from '#core/api/desk-more'
import { fileHandlers } from '#core/api/files'
import { momentOf, type Ask, type OpenAsk } from '#core/api/handler'
import { historyHandlers } from '#core/api/history'
import { issueZh } from '#core/api/issue.zh'
import { lexiconHandlers } from '#core/api/lexicon'
import { noticeHandlers } from '#core/api/notices'
import { officeHandlers, openHandlers } from '#core/api/office'
import { peopleHandlers } from '#core/api/people'
import { pluginHandlers } from '#core/api/plugin'
import { releaseHandlers } from '#core/api/release'
import { remarkHandlers } from '#core/api/remark'
import { resetHandlers } from '#core/api/resets'
import { sessionHandlers } from '#core/api/session'
import { stageHandlers } from '#core/api/stage'
import { submissionHandlers } from '#core/api/submission'
import type { Ports, Session } from '#core/ports'
import type { Issue, Refusal } from '#core/refusal'
import { no, type Result } from '#core/result'

type AnyReply = Result<unknown, Refusal>
type OpenName = keyof typeof openHandlers

const handlers = {
  ...sessionHandlers,
  ...officeHandlers,
  ...peopleHandlers,
  ...articleHandlers,
  ...submissionHandlers,
  ...copyHandlers,
  ...stageHandlers,
  ...consultHandlers,
  ...deskHandlers,
  ...deskMoreHandlers,
  ...noticeHandlers,
  ...historyHandlers,
  ...resetHandlers,
  ...lexiconHandlers,
  ...pluginHandlers,
  ...remarkHandlers,
  ...fileHandlers,
  ...releaseHandlers,
  ...auditHandlers,
} satisfies { [N in Exclude<Name, OpenName>]: unknown }

/** Calls a person with a first password may make before changing it. */
const beforePasswordChange: readonly string[] = ['session.me', 'session.setPassword', 'session.close', 'people.directory']

/** Who knocks: a session, or nobody yet from an address. */
export type Caller = { session: Session | null; address: string }

/**
 * The single door. Names are checked, input is parsed, identity comes from the session; a bug becomes an incident number,
 * and everything else is a value.
 */
export function open(ports: Ports) {
  async function carryOut(caller: Caller, name: Name, input: unknown): Promise<AnyReply> {
    const moment = momentOf(ports.now())
    if (Object.hasOwn(openHandlers, name)) {
      const handler = openHandlers[name as OpenName] as (ask: OpenAsk, input: unknown) => Promise<AnyReply>
      return handler({ ports, address: caller.address, moment }, input)
    }
    const { session } = caller
    const office = await ports.store.office()
    if (!office) return no({ code: 'not-set-up' })
    const who = session && office.people[session.person]
    if (!session || !who || who.disabled) return no({ code: 'not-signed-in' })
    if (who.mustChange && !beforePasswordChange.includes(name)) return no({ code: 'password-must-change' })
    const handler = handlers[name as Exclude<Name, OpenName>] as (ask: Ask, input: unknown) => Promise<AnyReply>
    return handler({ ports, session, who, office, moment }, input)
  }

  return async function call(caller: Caller, name: string, input: unknown): Promise<Reply<Name>> {
    if (!Object.hasOwn(contract, name)) return no({ code: 'no-such-call', name: name.slice(0, 60) })
    const known = name as Name
    const parsed = contract[known].input.safeParse(input)
    if (!parsed.success) return no({ code: 'invalid-input', issues: issuesOf(parsed.error.issues) })
    try {
      const reply = await carryOut(caller, known, parsed.data)
      if (reply.ok && ports.checkReplies) contract[known].output.parse(reply.value)
      return reply as Reply<Name>
    } catch (bug) {
      return no(ports.refused(bug))
    }
  }
}
export type App = ReturnType<typeof open>

/** What is wrong with an input, field by field. */
function issuesOf(issues: readonly z.core.$ZodIssue[]): Issue[] {
  return issues.slice(0, 20).map(issue => ({ field: issue.path.map(String).join('.'), zh: issueZh(issue) }))
}
