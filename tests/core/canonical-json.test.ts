import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '#core/article/canonical'

test('canonical JSON is what the library of RFC 8785 writes, for any JSON at all', () => {
  const keys = fc.oneof(fc.string(), fc.constantFrom('10', '2', '01', '__proto__', 'a', 'Z', '乙', '\u{20000}', '\uffff', 'toJSON'))
  const anything = fc.letrec(tie => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(keys, tie('any'), { maxKeys: 6, noNullPrototype: true }),
    ),
  })).any
  fc.assert(fc.property(anything, value => void expect(canonicalJson(value)).toBe(canonicalize(value))), { numRuns: 3000 })
})

test('what JSON cannot say exactly is refused', () => {
  for (const value of [Number.NaN, Infinity, '\ud800', { a: ['\udc00'] }, { '\ud800': 1 }, undefined]) {
    expect(() => canonicalJson(value)).toThrow()
  }
  expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}')
})
