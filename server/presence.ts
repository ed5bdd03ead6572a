import type { Presence } from '#core/ports'

const forgetMs = 45_000

/** Who has which article open, in memory: a courtesy between people, not evidence. */
export function presence(now: () => string): Presence {
  const rooms = new Map<string, Map<string, { editing: boolean; since: string; seen: number }>>()
  return {
    touch(article, person, editing) {
      const at = Date.parse(now())
      const room = rooms.get(article) ?? new Map<string, { editing: boolean; since: string; seen: number }>()
      for (const [id, guest] of room) if (at - guest.seen > forgetMs) room.delete(id)
      room.set(person, { editing, since: room.get(person)?.since ?? now(), seen: at })
      rooms.set(article, room)
      for (const [id, other] of rooms) if ([...other.values()].every(guest => at - guest.seen > forgetMs)) rooms.delete(id)
      return [...room].filter(([id]) => id !== person).map(([id, guest]) => ({ person: id, editing: guest.editing, since: guest.since }))
    },
  }
}
