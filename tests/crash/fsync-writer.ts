import { writeSync } from 'node:fs'
import { ok } from '#core/result'
import { openDatabase } from '#db/open'
import { sqliteStore } from '#db/store'

/** Sets the urgency of `a1` up to 12 times, and says each answer on a line, while fsync fails now and then from outside. */
const store = sqliteStore(openDatabase(process.argv[2]!), { now: () => new Date().toISOString() })
for (let i = 0; i < 12; i++) {
  const command = { id: 'a1', key: `fsync-${i}-0`, by: 'author', at: new Date().toISOString() }
  const reply = await store.change(command, () => ok({ events: [{ type: 'urgency-set', urgent: i % 2 === 0, reason: String(i) }] })).catch((error: Error) => error.name)
  const said = typeof reply === 'string' ? reply : reply.ok ? (reply.value.replayed ? 'found' : 'done') : reply.refusal.code
  writeSync(1, `${command.key} ${said}\n`)
}
