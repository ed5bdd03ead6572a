import { randomBytes } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
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

test.each([[0], [8 * 1024], [8 * 1024 + 1], [100_000]])('an exhibit of %i bytes comes back byte for byte; a short one costs its own length', length => {
  const text = Buffer.alloc(length, '审校')
  const kept = packExhibit(text)
  expect(unpack(kept).equals(text)).toBe(true)
  expect(inflateRawSync(kept).equals(text)).toBe(true)
  expect(kept.length).toBeLessThanOrEqual(Math.min(length, 8 * 1024) + 5)
})
