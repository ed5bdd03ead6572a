import { expect, test } from 'vitest'
import { personColour, personColours } from '../../renderer/ui/person-colours.ts'

type Triple = [number, number, number]
const linear = (hex: string): Triple =>
  [1, 3, 5].map(i => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as Triple
const times = (m: Triple[], [x, y, z]: Triple): Triple => m.map(([a, b, c]) => a * x + b * y + c * z) as Triple
const luminance = (hex: string) => times([[0.2126, 0.7152, 0.0722]], linear(hex))[0]
const contrast = (x: string, y: string): number => {
  const [low, high] = [luminance(x), luminance(y)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** Machado and others 2009, severity 1. */
const sights: Record<string, Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
  ],
  deuteranopia: [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_82, 0.042_94, 0.968_881],
  ],
  tritanopia: [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.3039],
  ],
}
const xyz: Triple[] = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
]
const lab = (hex: string, sight: Triple[]): Triple => {
  const seen = times(sight, linear(hex)).map(c => Math.min(1, Math.max(0, c))) as Triple
  const [X, Y, Z] = times(xyz, seen)
  const [x, y, z] = [X / 0.950_47, Y, Z / 1.088_83].map(t =>
    t > 0.008_856 ? Math.cbrt(t) : 7.787 * t + 16 / 116,
  ) as Triple
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
const apart = (a: Triple, b: Triple): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

test('a person keeps the look of their first appearance', () => {
  const looks = personColours(['b', 'a', 'b', 'c'])
  expect([...looks.keys()]).toEqual(['b', 'a', 'c'])
  expect(looks.get('a')).toEqual(personColour(1))
})

test('the first 24 people all look different, and by sign too', () => {
  const looks = Array.from({ length: 24 }, (_, i) => personColour(i))
  expect(new Set(looks.map(({ ink, line }) => ink + line)).size).toBe(24)
  expect(new Set(looks.map(({ sign }) => sign)).size).toBe(24)
})

test('every ink reads on white and on its own ground', () => {
  const worst = Math.min(
    ...Array.from({ length: 6 }, (_, i) => personColour(i)).flatMap(({ ink, ground }) => [
      contrast(ink, '#FFFFFF'),
      contrast(ink, ground),
    ]),
  )
  expect(worst).toBeGreaterThanOrEqual(4.5)
})

test('six people and the ink of the text stay apart for every kind of sight', () => {
  const inks = [...Array.from({ length: 6 }, (_, i) => personColour(i).ink), '#1F2329']
  const distances = Object.values(sights).flatMap(sight =>
    inks.flatMap((one, i) => inks.slice(0, i).map(other => apart(lab(one, sight), lab(other, sight)))),
  )
  expect(Math.min(...distances)).toBeGreaterThanOrEqual(25)
})
