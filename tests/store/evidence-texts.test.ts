import fc from 'fast-check'
import { expect, test } from 'vitest'
import '#tests/property-seed'
import { texts, type KeptEvidence } from '#db/evidence-texts'
import { splice, splices } from '#db/splice'
import { packFirst } from '#db/texts'

const facts = { article: 'a1', by: 'wangfang', at: '2026-11-02T01:00:00.000Z', seq: 1 }
const first = (hash: string, text: Buffer): KeptEvidence => ({ ...facts, hash, base: null, bytes: packFirst(text) })
const later = (hash: string, bytes: Buffer, digits: boolean): KeptEvidence => ({ ...facts, hash, base: 'first', bytes: digits ? bytes.toString('hex').toUpperCase() : bytes })

/** Pieces out of which the names of files come together wherever a text is cut. */
const pieces = fc.array(fc.constantFrom('"dig', 'est":', '"', 'digest":"', 'co', 'ver":"', 'v', 'er"', ':"', '关于', 'd', ''), { maxLength: 12 }).map(all => all.join(''))

test('versions come back byte for byte one after another, and none that names a picture or file is passed over', () => {
  fc.assert(
    fc.property(pieces, pieces, pieces, fc.array(fc.tuple(pieces, fc.boolean()), { minLength: 1, maxLength: 4 }), (before, gone, behind, changes) => {
      const base = Buffer.from(before + gone + behind)
      const changed = changes.map(([come]) => Buffer.from(before + come + behind))
      const rows = [first('first', base), ...changed.map((text, i) => later(`v${i}`, splice(text, base)!, changes[i]![1]))]
      const read = [...texts(rows)].map(({ unpack }) => {
        const { bytes, showsFiles } = unpack()!
        return { text: Buffer.from(bytes).toString(), showsFiles: showsFiles() }
      })
      for (const [i, text] of [base, ...changed].entries()) {
        expect(read[i]!.text).toBe(text.toString())
        if (/digest":"|ver":"/.test(text.toString())) expect(read[i]!.showsFiles, text.toString()).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})

test('none that names a picture or file is passed over where several places were changed', () => {
  const filler = (n: number) => Buffer.alloc(90, `（${n}）本段文字没有改动，`)
  fc.assert(
    fc.property(fc.array(fc.tuple(pieces, pieces), { minLength: 2, maxLength: 5 }), changes => {
      const made = (which: 0 | 1) => Buffer.concat(changes.flatMap((words, n) => [filler(n), Buffer.from(words[which])]).concat(filler(99)))
      const [base, text] = [made(0), made(1)]
      const { bytes, showsFiles } = [...texts([first('first', base), later('v1', splices(text, base)!, false)])][1]!.unpack()!
      expect(Buffer.from(bytes).equals(text)).toBe(true)
      if (/digest":"|ver":"/.test(text.toString('latin1'))) expect(showsFiles()).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('a version without its base, or with bytes that are none, is said to be unreadable, and the next is read', () => {
  const base = Buffer.from('关于开展专项检查的通知'.repeat(40))
  const kept = splice(Buffer.concat([base, Buffer.from('。')]), base)!
  const rows = [first('first', base), { ...later('lost', kept, true), base: 'nowhere' }, later('cut', kept.subarray(0, 5), true), later('empty', Buffer.alloc(0), true), later('whole', kept, true)]
  expect([...texts(rows)].map(({ unpack }) => unpack()?.bytes.length ?? null)).toEqual([base.length, null, null, null, base.length + 3])
})
