import { bodiesOf } from '#core/api/bodies'
import { commandOf, type Ask } from '#core/api/handler'
import type { OfficeEvent } from '#core/office/events'
import type { Office } from '#core/office/office'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { OfficeDecision } from '#core/store'

/** Carries out a command on the office itself, and tells open screens. */
export async function changeOffice(ask: Ask, key: string, decide: (office: Office) => OfficeDecision): Promise<Result<Office, Refusal>> {
  const done = await ask.ports.store.changeOffice(commandOf(ask, key), office => (office ? decide(office) : no({ code: 'not-set-up' })))
  if (!done.ok) return done
  if (!done.value.replayed) ask.ports.announce('office')
  return ok(done.value.state)
}

type Act = OfficeEvent['type']
/** What the trail keeps of a save. */
type Saved<A extends Act> = Omit<Extract<OfficeEvent, { type: A }>, 'type'>
/** By which events a thing of the office is saved, and, where there are several of its kind, which of them are about this one. */
type SavedBy<A extends Act> = { acts: readonly A[]; about?: (data: Saved<A>) => boolean }

/** Carries out an administrator's save. One that would go over what somebody else saved meanwhile is refused with who that was, and when. */
export async function saveOffice<A extends Act>(ask: Ask, key: string, by: SavedBy<A>, decide: (office: Office) => OfficeDecision): Promise<Result<Office, Refusal>> {
  const done = await changeOffice(ask, key, decide)
  if (done.ok || done.refusal.code !== 'saved-meanwhile') return done
  return no({ ...done.refusal, ...(await lastSave(ask, by)) })
}

async function lastSave<A extends Act>({ ports }: Ask, { acts, about = () => true }: SavedBy<A>): Promise<{ by: string; at: string }> {
  let last = { seq: 0, by: '', at: '' }
  for (const act of acts) {
    for await (const { seq, actor, ts, data } of bodiesOf(ports.store, { act })) {
      if (seq < last.seq) break
      if (!about(data as Saved<A>)) continue
      last = { seq, by: actor.uid, at: ts }
      break
    }
  }
  return { by: last.by, at: last.at }
}
