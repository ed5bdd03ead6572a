import { describe, expect, it } from 'vitest'
import { createChecker } from '#core/proofread/spelling/check'
import { crc32, loadModel, ModelRefused, saveModel } from '#core/proofread/spelling/format'
import { packer, unpacker } from '#core/proofread/spelling/packing'
import { generator } from '#core/proofread/spelling/train-context'
import { mergeModels } from '#core/proofread/spelling/train'
import { Walk } from '#core/proofread/spelling/character-model'
import { smallModel } from './small-model.ts'

const model = smallModel()
const file = saveModel(model)
const text = '县级以上地方人民政府应当加强攻务公开工作。'

function refusalOf(bytes: Uint8Array): string {
  try {
    loadModel(bytes)
    return 'loaded'
  } catch (error) {
    return error instanceof ModelRefused ? error.message : `bug: ${String(error)}`
  }
}

describe('packed lists', () => {
  it('come back as they were, for even, skewed, constant and empty lists', () => {
    const random = generator(3)
    const lists = [
      [], [7], Array.from({ length: 5000 }, () => 42), Array.from({ length: 5000 }, () => Math.floor(random() * 256)),
      Array.from({ length: 9000 }, () => Math.floor(random() ** 6 * 256)), Array.from({ length: 3000 }, (_, i) => i * 7),
      Array.from({ length: 300 }, () => Math.floor(random() * 2 ** 32)),
    ]
    const pack = packer()
    for (const list of lists) pack.numbers(list)
    const from = unpacker(pack.finish())
    expect(lists.map(() => Array.from(from.numbers()))).toEqual(lists)
    expect(from.done()).toBe(true)
  })

  it('take little more than their entropy', () => {
    const random = generator(4)
    const values = Uint8Array.from({ length: 200_000 }, () => (random() < 0.9 ? 0 : 1))
    const pack = packer()
    pack.bytes(values)
    expect(pack.finish().length).toBeLessThan(200_000 * 0.469 / 8 + 700)
  })
})

describe('a model file', () => {
  it('gives back a model that finds the same', () => {
    const back = loadModel(file)
    expect(createChecker(back).check(text)).toEqual(createChecker(model).check(text))
    expect(createChecker(back).check(text).map(({ start, end, suggestions }) => [start, end, suggestions[0]])).toEqual([[14, 15, '政']])
    expect(saveModel(back)).toEqual(file)
  })

  it('is refused with a sentence when it is something else, of another version, cut or changed', () => {
    const later = file.slice()
    later[4] = 9
    const changed = file.slice()
    changed[changed.length >> 1]! ^= 16
    const answers = [new Uint8Array(0), Uint8Array.of(80, 75, 3, 4), later, changed, file.subarray(0, file.length - 5)].map(refusalOf)
    expect(answers).toEqual([
      expect.stringContaining('不是拼写模型文件'), expect.stringContaining('不是拼写模型文件'), expect.stringContaining('版本与本程序不符'),
      expect.stringContaining('已损坏'), expect.stringContaining('已损坏'),
    ])
  })

  it('is refused as damaged even when its checksum was forged', () => {
    const random = generator(5)
    const answers = new Set<string>()
    for (let i = 0; i < 60; i++) {
      const forged = file.slice()
      for (let k = 0; k < 4; k++) forged[12 + Math.floor(random() * (forged.length - 12))] = Math.floor(random() * 256)
      const sum = crc32(forged.subarray(12))
      for (let k = 0; k < 4; k++) forged[8 + k] = (sum >>> (8 * k)) & 255
      answers.add(refusalOf(forged).replace(/^(拼写模型文件已损坏).*/, '$1'))
    }
    expect([...answers].filter((answer) => answer.startsWith('bug'))).toEqual([])
    expect(answers).toContain('拼写模型文件已损坏')
  })
})

describe('a model merged with the office’s own text', () => {
  const place = '槐荫区阿里巴巴'
  const merged = mergeModels(model, Array.from({ length: 60 }, () => '乡镇人民政府工作安全公开保护。'))
  const costOf = (line: string, of = model): number => {
    const walk = new Walk(of.characters)
    walk.resume(1, -1, -1)
    return [...line].reduce((sum, c) => sum - walk.step(of.characters.alphabet.idByUnit[c.charCodeAt(0)]!), 0)
  }

  it('finds the office’s phrases likelier and its own hardly less likely', () => {
    expect(costOf('工作安全公开保护', merged)).toBeLessThan(costOf('工作安全公开保护') - 5)
    expect(costOf('国务院有关部门负责组织环境保护工作。', merged)).toBeLessThan(costOf('国务院有关部门负责组织环境保护工作。') + 10)
    expect(costOf(place, merged)).toBeGreaterThan(costOf('工作安全公开保护', merged))
  })

  it('is a distribution: what may follow a context adds up to one', () => {
    for (const context of ['', '人', '人民', '人民政', '工作安', '公开保']) {
      const ids = [1, ...Array.from(context, (c) => merged.characters.alphabet.idByUnit[c.charCodeAt(0)]!)]
      let sum = 0
      for (let id = 0; id < merged.characters.alphabet.characters.length + 3; id++) {
        const walk = new Walk(merged.characters)
        walk.resume(1, -1, -1)
        for (const before of ids.slice(1)) walk.step(before)
        sum += Math.exp(walk.step(id))
      }
      expect(sum).toBeGreaterThan(0.8)
      expect(sum).toBeLessThan(1.25)
    }
  })

  it('can be written and read like any other', () => {
    expect(loadModel(saveModel(merged)).characters.child.map((c) => c.length)).toEqual(merged.characters.child.map((c) => c.length))
  })
})
