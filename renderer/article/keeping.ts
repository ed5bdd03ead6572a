import { canonicalJson, normalise } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import type { Api } from '#core/api/client'
import type { Refusal } from '#core/refusal'
import { ConnectionLost, key } from '../api.ts'
import { sameBody } from '../text/body.ts'
import { turns } from './turns.ts'

/** Milliseconds of rest in typing before the working copy is kept. */
export const restMs = 1200
/** Milliseconds of typing without a rest after which it is kept all the same. */
const longestMs = 10_000
/** Milliseconds before a lost connection is tried again. */
export const retryMs = 4000

/** `kept-here`: put aside on this PC by the desktop, because the server cannot be reached. `refused`: the office would not keep it, and says why. */
export type Saving = { state: 'clean' | 'typing' | 'kept' | 'kept-here' | 'lost' | 'refused'; at: string | null; why?: Refusal }
export type Conflict = { mine: Content; theirs: Content; by: string; at: string; now: string }
/** The text being written, the version it is written on, that version's text, and how far it has been kept. */
export type Written = { content: Content; base: string; saved: Content; saving: Saving; conflict: Conflict | null }
/** Told of every change. `leisurely`: it may be drawn when there is nothing else to do. */
export type Tell = (now: Written, leisurely: boolean) => void

const noBody: Content['body'] = { type: 'doc', content: [] }
const aside = (content: Content): string => canonicalJson(normalise({ ...content, body: noBody }))
/** Whether two contents are the same to a reader. */
export const sameContent = (a: Content, b: Content): boolean => a === b || (sameBody(a.body, b.body) && aside(a) === aside(b))

/** The last words of texts that are still on their way to the office, by article. */
const onTheWay = new Map<string, Promise<unknown>>()

/** Once nothing of this text is on its way any more: a screen that comes back at once must not be given the words before the last. */
export const arrived = async (id: string): Promise<void> => void (await onTheWay.get(id))

export type Keeping = ReturnType<typeof keeping>

/**
 * Keeps a text while it is written: as this person's working copy at every rest, as a version when asked. What goes to the office
 * goes one after the other, so that no older words arrive behind newer ones, and whatever is typed while an answer is awaited is
 * still there, and still to be kept, when it has come.
 */
export function keeping(id: string, start: Written, api: Api, tell: Tell) {
  let now = start
  let timer: ReturnType<typeof setTimeout> | undefined
  let since = 0
  let bring = () => {}
  let held: { content: Content; end(): void } | null = null
  const inTurn = turns()

  const set = (part: Partial<Written>, leisurely = false) => {
    now = { ...now, ...part }
    tell(now, leisurely)
  }
  const rest = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), ms)
  }

  /** Something is being typed that `change` will bring. */
  function touch() {
    if (now.saving.state !== 'typing') set({ saving: { state: 'typing', at: now.saving.at } }, true)
    const at = performance.now()
    if (timer === undefined) since = at
    later(Math.max(0, Math.min(restMs, since + longestMs - at)))
  }

  async function put() {
    bring()
    rest()
    try {
      const { content, base } = now
      const reply = await api('workingCopy.put', { id, base, content })
      if (timer === undefined) set({ saving: reply.ok ? { state: 'kept', at: reply.value.at } : { state: 'refused', at: null, why: reply.refusal } }, true)
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error
      set({ saving: { state: error.kept ? 'kept-here' : 'lost', at: error.kept } })
      if (timer === undefined) later(retryMs)
    }
  }
  const keep = (): Promise<void> => {
    const sent = inTurn(put)
    const done = sent.catch(() => {}).finally(() => onTheWay.get(id) === done && onTheWay.delete(id))
    onTheWay.set(id, done)
    return sent
  }

  /** What is written is the version of this hash, except for what was typed since `sent` was read. */
  function onVersion(hash: string, saved: Content, content: Content) {
    if (sameContent(content, saved)) {
      rest()
      return set({ base: hash, saved, content, saving: { state: 'clean', at: new Date().toISOString() } })
    }
    set({ base: hash, saved, content })
    touch()
  }

  const save = (): Promise<{ hash: string } | { refusal: Refusal }> =>
    inTurn(async () => {
      bring()
      rest()
      const { base, content } = now
      const reply = await api('article.save', { key: key(), id, base, content })
      if (!reply.ok) {
        await put()
        if (reply.refusal.code === 'stale-base') await conflictWith(content, reply.refusal)
        return { refusal: reply.refusal }
      }
      if (!reply.value.changed) await api('workingCopy.drop', { id })
      bring()
      onVersion(reply.value.hash, content, now.content)
      return { hash: reply.value.hash }
    })

  async function conflictWith(mine: Content, stale: Extract<Refusal, { code: 'stale-base' }>) {
    const theirs = await api('history.revision', { id, hash: stale.now })
    if (theirs.ok) set({ conflict: { mine, theirs: theirs.value.content, by: theirs.value.by, at: theirs.value.at, now: stale.now } })
  }

  return {
    now: () => now,
    /** Whoever has an editor says how to bring what was typed last out of it. */
    collectFrom: (collect: () => void) => void (bring = collect),
    touch,
    keep,
    change(update: (before: Content) => Content) {
      set({ content: update(now.content) })
      touch()
    },
    /** Whether there is anything to save, the last keystroke included. */
    unsaved(): boolean {
      bring()
      return !sameContent(now.content, now.saved)
    },
    save,

    /** Settles a conflict: go on from their text, or put mine on top of it as a new version. */
    settle: (whose: 'theirs' | 'mine'): Promise<void> =>
      inTurn(async () => {
        const { conflict } = now
        if (!conflict) return
        if (whose === 'mine') return set({ base: conflict.now, saved: conflict.theirs, conflict: null })
        rest()
        set({ base: conflict.now, saved: conflict.theirs, content: conflict.theirs, conflict: null })
        await api('workingCopy.drop', { id })
        set({ saving: { state: 'clean', at: null } })
      }),

    /**
     * The text with what was typed last, for the office to make a version of. Until `adopt` or `release` nothing else goes there:
     * a working copy that came after the version would bring the older words back.
     */
    hold: () =>
      new Promise<Pick<Written, 'base' | 'content'>>((resolve, reject) => {
        inTurn(
          () =>
            new Promise<void>(end => {
              bring()
              held = { content: now.content, end }
              resolve({ base: now.base, content: now.content })
            }),
        ).catch(reject)
      }),
    release() {
      held?.end()
      held = null
    },
    /**
     * The office made a version of the text held: `next`. What was typed since stays, on top of it: fields beside the text keep the
     * newer words, the text is as the editor has it, which must show `next` with them by now.
     */
    adopt(next: Content, hash: string) {
      bring()
      const { content: before = now.content, end } = held ?? {}
      held = null
      onVersion(hash, next, withTyped(before, now.content, next))
      end?.()
    },

    discard: (): Promise<void> =>
      inTurn(async () => {
        rest()
        await api('workingCopy.drop', { id })
        const fresh = await api('article.open', { id })
        if (!fresh.ok) return
        rest()
        set({ content: fresh.value.content, saved: fresh.value.content, base: fresh.value.summary.hash, saving: { state: 'clean', at: null } })
      }),

    /** The screen goes away: what is not kept yet is kept. */
    flush() {
      if (timer !== undefined) void keep()
    },
    /** The page goes away: what is not kept yet goes out at once, for nothing can be waited for. */
    leave() {
      if (timer !== undefined) void put()
    },
  }
}

/** `next` was made of `before`; what is typed in `typed` since then stays. The body is `typed`'s: its editor has both. */
function withTyped(before: Content, typed: Content, next: Content): Content {
  const same = (name: keyof Content) => canonicalJson(typed[name]) === canonicalJson(before[name])
  const changed = (Object.keys(typed) as (keyof Content)[]).filter(name => name !== 'body' && !same(name))
  return { ...next, ...Object.fromEntries(changed.map(name => [name, typed[name]])), body: typed.body }
}
