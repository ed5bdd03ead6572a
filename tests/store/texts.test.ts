import { randomBytes } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import fc from 'fast-check'
import '#tests/property-seed'
import { splice, splices } from '#db/splice'
import { packExhibit, packFirst, unpack } from '#db/texts'

test.each([[0], [1], [9_000], [65_535], [65_536], [200_000]])('the first text of a group, of %i bytes, comes back byte for byte, and any inflater reads it', length => {
  const text = randomBytes(length)
  const kept = packFirst(text)
  expect(unpack(kept).equals(text)).toBe(true)
  expect(inflateRawSync(kept).equals(text)).toBe(true)
})

test('one that was cut or whose length was changed is not read as a shorter text', () => {
  const kept = packFirst(Buffer.from('为方便群众办事，现将有关事项公告如下。'))
  expect(() => unpack(kept.subarray(0, -1))).toThrow()
  const changed = Buffer.from(kept)
  changed.writeUInt16LE(3, 1)
  expect(() => unpack(changed)).toThrow()
})

test.each([[0], [8 * 1024], [8 * 1024 + 1], [100_000]])('an exhibit of %i bytes comes back byte for byte; a short one is kept as it is, a long one deflated', length => {
  const text = Buffer.alloc(length, '审校')
  const kept = packExhibit(text)
  expect(unpack(kept).equals(text)).toBe(true)
  expect(inflateRawSync(kept).equals(text)).toBe(true)
  if (length <= 8 * 1024) expect(kept.length).toBe(length + 5)
  else expect(kept.length).toBeLessThan(length / 2)
})

test('a version that differs in one place comes back byte for byte from the first text of its group, whatever is changed, added or taken away', () => {
  const bytes = fc.uint8Array({ maxLength: 4000 }).map(a => Buffer.from(a))
  fc.assert(
    fc.property(bytes, bytes, bytes, fc.uint8Array({ maxLength: 2048 }).map(a => Buffer.from(a)), (before, gone, behind, come) => {
      const base = Buffer.concat([before, gone, behind])
      const text = Buffer.concat([before, come, behind])
      const kept = splice(text, base)!
      expect(unpack(kept, base).equals(text)).toBe(true)
      expect(kept.length).toBeLessThanOrEqual(come.length + 9)
      expect(() => inflateRawSync(kept)).toThrow()
    }),
    { numRuns: 300 },
  )
})

/** A text of some paragraphs, and the same with any of them changed, taken out, put twice or followed by another. */
const edited = fc.array(fc.tuple(fc.uint8Array({ minLength: 0, maxLength: 300 }).map(a => Buffer.from(a)), fc.constantFrom('kept', 'kept', 'kept', 'gone', 'twice', 'more', 'other'), fc.uint8Array({ maxLength: 90 }).map(a => Buffer.from(a))), { minLength: 1, maxLength: 14 }).map(parts => ({
  base: Buffer.concat(parts.map(([words]) => words)),
  text: Buffer.concat(parts.flatMap(([words, how, come]) => ({ kept: [words], gone: [], twice: [words, words], more: [words, come], other: [come] })[how]!)),
}))

test('a version that differs in several places comes back byte for byte, whatever is changed where', () => {
  let found = 0
  fc.assert(
    fc.property(edited, ({ base, text }) => {
      const kept = splices(text, base)
      if (!kept) return
      found += 1
      expect(unpack(kept, base).equals(text)).toBe(true)
      expect(() => inflateRawSync(kept)).toThrow()
    }),
    { numRuns: 1500 },
  )
  expect(found).toBeGreaterThan(1000)
})

test('a title and a paragraph far apart cost what is new in them, and little else', () => {
  const line = (n: number, words: string) => Buffer.from(`{"content":[{"text":"${words}${n}","type":"text"}],"type":"paragraph"},`)
  const paragraphs = Array.from({ length: 60 }, (_, n) => line(n, '为方便群众办事现将有关事项公告如下请相互转告'))
  const base = Buffer.concat([...paragraphs, Buffer.from('"title":"关于优化窗口设置的公告"}')])
  const text = Buffer.concat([...paragraphs.with(7, line(7, '由牵头单位另行通知')).toSpliced(30, 1), Buffer.from('"title":"关于优化窗口设置的公告（第2稿）"}')])
  const kept = splices(text, base)!
  expect(kept.length).toBeLessThan(220)
  expect(unpack(kept, base).equals(text)).toBe(true)
  expect(splices(Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * 7919) % 251)), base)).toBeNull()
  expect(() => unpack(kept, base.subarray(0, 500))).toThrow(RangeError)
  expect(() => unpack(kept.subarray(0, kept.length - 1), base)).toThrow(RangeError)
  expect(() => unpack(kept.subarray(0, 6), base)).toThrow()
})

test('two places far apart are no splice; a splice of more than its base has is not read', () => {
  const base = Buffer.alloc(9000, '公')
  const text = Buffer.from(base)
  text[0] = 1
  text[8999] = 1
  expect(splice(text, base)).toBeNull()
  const kept = splice(Buffer.concat([base, Buffer.from('告')]), base)!
  expect(() => unpack(kept, base.subarray(0, 10))).toThrow(RangeError)
})
