import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ArticleEvent } from '#core/article/events'
import { link, OFFICE_OBJECT } from '#core/audit/entry'
import { OfficeEvent } from '#core/office/events'

/** One sample of every event ever released. They are written once and never edited: a sample that no longer parses is a broken promise. */
const folder = join(import.meta.dirname, '../golden/events')
const samples = new Map(
  readdirSync(folder).map(name => [name.replace('.json', ''), JSON.parse(readFileSync(join(folder, name), 'utf8')) as { obj: string; event: { type: string } }]),
)
const typesOf = (union: typeof ArticleEvent | typeof OfficeEvent) => union.options.map(option => option.shape.type.value as string)

test('every event has its sample, and every sample its event', () => {
  expect([...samples.keys()].sort()).toEqual([...typesOf(ArticleEvent), ...typesOf(OfficeEvent)].sort())
})

describe.each([...samples])('%s', (type, { obj, event }) => {
  const shape = obj === OFFICE_OBJECT ? OfficeEvent : ArticleEvent
  test('still parses to itself', () => {
    expect(shape.parse(event)).toEqual(event)
    expect(event.type).toBe(type)
  })
  test('is refused with a field more, and with any field less', () => {
    expect(shape.safeParse({ ...event, more: 1 }).success).toBe(false)
    for (const field of Object.keys(event)) {
      const rest = Object.fromEntries(Object.entries(event).filter(([name]) => name !== field))
      expect(shape.safeParse(rest).success, field).toBe(false)
    }
  })
})

test('the bytes and the hash of an entry are those of the first release', () => {
  const { event } = samples.get('urgency-set')!
  const body = { log: '0123456789abcdef', epoch: 1, ts: '2026-11-22T01:00:00.000Z', actor: { uid: 'p1' }, cmd: 'command-1', act: event.type, obj: 'article:a1', data: event }
  const entry = link({ seq: 6, hash: 'b'.repeat(64) }, body)
  expect(entry).toMatchInlineSnapshot(`
    {
      "body": "{"act":"urgency-set","actor":{"uid":"p1"},"cmd":"command-1","data":{"reason":"汛情紧急","type":"urgency-set","urgent":true},"epoch":1,"log":"0123456789abcdef","obj":"article:a1","prev":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","seq":7,"ts":"2026-11-22T01:00:00.000Z","v":1}",
      "hash": "df129e70c4059c6900e7818cd69ed09836e83f9ed3fd2d701211ccbe8e41ad2f",
      "seq": 7,
      "signature": null,
    }
  `)
})
