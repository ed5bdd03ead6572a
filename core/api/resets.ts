import { bodiesOf } from '#core/api/bodies'
import type { Ask, Handlers } from '#core/api/handler'
import { notFound } from '#core/api/article'
import { bodyOf } from '#core/audit/entry'
import { dayMs, instantMs } from '#core/calendar/shanghai'
import { ok } from '#core/result'

/** How long before a pass somebody else's setting of the password is told beside it. */
const within = 7 * dayMs

type Reset = { person: string; by: string; at: string }

/**
 * 密码重置: whoever sets another's password could act in their name until they sign in again themselves. Nobody is kept from resetting one –
 * people forget –, so it is told beside every pass that was given soon after. A new person's first password is none.
 */
export const resetHandlers: Handlers<'article.resets'> = {
  async 'article.resets'(ask, { id }) {
    const article = await ask.ports.store.article(id)
    if (!article) return notFound
    if (article.passes.length === 0) return ok({ resets: [] })
    const given = article.passes.map(pass => ({ pass, ms: instantMs(pass.at) }))
    const resets = await resetsSince(ask, Math.min(...given.map(({ ms }) => ms)) - within)
    return ok({
      resets: given.flatMap(({ pass: { run, stage, by: person }, ms }) => {
        const last = resets.find(reset => reset.person === person && instantMs(reset.at) <= ms && ms - instantMs(reset.at) <= within)
        return last ? [{ run, stage, by: last.by, at: last.at }] : []
      }),
    })
  },
}

/** Newest first. */
async function resetsSince({ ports: { store } }: Ask, since: number): Promise<Reset[]> {
  const found: Reset[] = []
  for await (const { seq, actor, ts, cmd, data } of bodiesOf(store, { act: 'password-set', from: new Date(since).toISOString() })) {
    const person = String(data['person'])
    if (actor.uid === person) continue
    const first = await store.entry(seq - 1)
    if (first && bodyOf(first).cmd === cmd) continue
    found.push({ person, by: actor.uid, at: ts })
  }
  return found
}
