import type { Presence } from '#core/ports'

const forgetMs = 45_000

type Guest = { person: string; window: string; editing: boolean; since: string; seen: number }

/** Who has which article open, and in how many windows, in memory: a courtesy between people, not evidence. */
export function presence(now: () => string): Presence {
  const rooms = new Map<string, Guest[]>()
  return {
    touch(article, { person, window, editing, leaving }) {
      const at = Date.parse(now())
      const here = (guest: Guest) => at - guest.seen <= forgetMs
      for (const [id, room] of rooms) if (!room.some(here)) rooms.delete(id)
      const room = (rooms.get(article) ?? []).filter(here)
      const own = room.find(guest => guest.person === person && guest.window === window)
      const others = room.filter(guest => guest !== own)
      rooms.set(article, leaving ? others : [...others, { person, window, editing, since: own?.since ?? now(), seen: at }])
      const latest = new Map(others.map(guest => [guest.person, guest]))
      return [...latest.values()].map(guest => ({ person: guest.person, editing: guest.editing, since: guest.since }))
    },
  }
}
