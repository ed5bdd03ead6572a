import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import '#tests/property-seed'
import { expect, test } from 'vitest'
import { canonicalJson } from '#core/article/canonical'
import { ArticleEvent } from '#core/article/events'
import { sureOf } from '#core/audit/sure'
import { OfficeEvent } from '#core/office/events'

const folder = join(import.meta.dirname, '../golden/events')
const samples = readdirSync(folder).map(name => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { event: unknown }).event)
const shapes = [
  { shape: ArticleEvent, sure: sureOf(ArticleEvent) },
  { shape: OfficeEvent, sure: sureOf(OfficeEvent) },
]

test('every event of an article, written as it should be, is read quickly', () => {
  for (const event of samples) {
    const inOrder: unknown = JSON.parse(canonicalJson(event))
    if (ArticleEvent.safeParse(event).success) expect(shapes[0]!.sure(inOrder), canonicalJson(event)).toBe(true)
  }
})

const strange = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1, 1.5, 2 ** 53, true, [], {}, ['x'], 'none', 'f'.repeat(64), 'F'.repeat(64), '2026-02-29', '2026-11-09', '长'.repeat(501), { more: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Changes one place of a value: another value, a key more or less, an item more or less, the keys in another order. */
function spoilt(value: unknown, at: number[], by: unknown): unknown {
  const [step = 0, ...rest] = at
  if (Array.isArray(value)) {
    const place = step % (value.length + 2)
    if (place === value.length) return [...value, by]
    if (place > value.length) return value.slice(1)
    return value.map((item, i) => (i === place ? spoilt(item, rest, by) : (item as unknown)))
  }
  if (typeof value !== 'object' || value === null) return by
  const pairs = Object.entries(value)
  const place = step % (pairs.length + 3)
  if (place === pairs.length) return { ...value, more: by }
  if (place === pairs.length + 1) return Object.fromEntries(pairs.slice(1))
  if (place === pairs.length + 2) return Object.fromEntries(pairs.reverse())
  return Object.fromEntries(pairs.map(([key, item], i) => [key, i === place ? spoilt(item, rest, by) : (item as unknown)]))
}

test('what is read quickly is what the schema takes as it is, with its keys in order, however an event is spoilt', () => {
  let [quick, refused] = [0, 0]
  const inOrder = samples.map(event => JSON.parse(canonicalJson(event)) as unknown)
  fc.assert(
    fc.property(fc.constantFrom(...inOrder), fc.array(fc.nat(40), { maxLength: 6 }), strange, (event, at, by) => {
      const value = JSON.parse(JSON.stringify(spoilt(event, at, by))) as unknown
      for (const { shape, sure } of shapes) {
        const parsed = shape.safeParse(value)
        if (!parsed.success) refused += 1
        if (!sure(value)) continue
        quick += 1
        expect(parsed).toEqual({ success: true, data: value })
        expect(JSON.stringify(value)).toBe(canonicalJson(value))
      }
    }),
    { numRuns: 6000 },
  )
  expect(quick).toBeGreaterThan(300)
  expect(refused).toBeGreaterThan(3000)
})
