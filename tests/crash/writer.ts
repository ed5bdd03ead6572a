import { writeSync } from 'node:fs'
import { ok } from '#core/result'
import { openDatabase } from '#db/open'
import { sqliteStore } from '#db/store'
import { content, Hand, revisionOf } from '../store/build.ts'

/** Writes commands one after another to the office at argv[2], and says each on standard output once it is acknowledged, until it is killed. */
const store = sqliteStore(openDatabase(process.argv[2]!), { now: () => new Date().toISOString() })
const round = process.argv[3]!
const say = (line: string) => writeSync(1, `${line}\n`)

for (let i = 0; ; i++) {
  const hand = new Hand(store, `r${round}-${i}`, () => new Date().toISOString(), `r${round}-${i}`)
  const does = hand.does.bind(hand)
  hand.does = async (by, events, rest) => {
    const done = await does(by, events, rest)
    say(`${done.head.seq} ${done.head.hash}`)
    return done
  }
  await hand.creates(content(`第${i}号通知`, ['正文', `第${round}轮`]))
  await hand.saves(content(`第${i}号通知`, ['正文改', `第${round}轮`]))
  await hand.submits()
  await hand.passes(2)
  await hand.corrects(content(`第${i}号通知`, ['正文改。', `第${round}轮`]))
  await hand.isReturned()
  await hand.startsAnew(content(`第${i}号通知`, ['正文重写', `第${round}轮`]))
  const revision = revisionOf(content('文号', ['x']))
  await store.putFile({ digest: revision.hash, mediaType: 'text/plain', size: Buffer.byteLength(revision.bytes), name: 'x' }, Buffer.from(revision.bytes))
  const at = new Date().toISOString()
  const number = { type: 'number-taken', article: hand.id, scope: round, serial: i + 1, number: String(i) } as const
  await store.change({ id: hand.id, key: `number-${round}-${i}`, by: 'author', at }, () => ok({ events: [{ type: 'urgency-set', urgent: true, reason: '急' }], office: [number] }))
}
