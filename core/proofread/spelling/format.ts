import { alphabetOf, firstCharacterId, frozenCharacters, idSpace } from './alphabet.ts'
import { candidateTable } from './candidates.ts'
import type { ConfusionEntry } from './candidates.ts'
import { childIndex, quantumNats } from './character-model.ts'
import type { CharacterModel } from './character-model.ts'
import type { ContextModel } from './context-model.ts'
import { inputRows, outputRows, width } from './context-model.ts'
import type { Judge } from './judge.ts'
import { moveFeatureCount } from './moves.ts'
import { packer, unpacker } from './packing.ts'
import type { Packer, Unpacker } from './packing.ts'
import { featureCount } from './features.ts'
import { proposableIds } from './scorer.ts'
import type { Knowledge } from './scorer.ts'
import type { WordModel } from './word-model.ts'

/** Log odds from which a finding is shown, by setting. */
export type Thresholds = { readonly strict: number; readonly standard: number; readonly sensitive: number }

/** Everything the statistical spelling check needs, loaded. */
export type SpellingModel = Knowledge & {
  readonly judge: Judge
  /** Judge of slips of the hand, asked about doubled characters, and the log odds it must reach in the strict setting. */
  readonly moveJudge: Judge
  readonly moveThreshold: number
  readonly thresholds: Thresholds
  /** What the model was made from: free text for the provenance note and the rule-set record. */
  readonly origin: string
  readonly confusions: readonly ConfusionEntry[]
}

/** Why a file is no usable model, in a sentence for people. */
export class ModelRefused extends Error {
  override readonly name = 'ModelRefused'
}

const magic = [0x53, 0x4a, 0x53, 0x50]
const version = 1
const headBytes = 12

/** Writes a model as one file: magic, version, CRC-32 of the rest, packed lists. */
export function saveModel(model: SpellingModel): Uint8Array {
  const pack = packer()
  pack.numbers(Array.from(model.origin, (c) => c.charCodeAt(0)))
  pack.numbers([model.thresholds.strict, model.thresholds.standard, model.thresholds.sensitive, model.moveThreshold].map((t) => Math.round((t + 50) * 1000)))
  writeCharacters(pack, model.characters)
  writeWords(pack, model.words)
  writeContext(pack, model.context)
  writeConfusions(pack, model)
  writeJudge(pack, model.judge)
  writeJudge(pack, model.moveJudge)
  const body = pack.finish()
  const file = new Uint8Array(headBytes + body.length)
  file.set(magic)
  putWord(file, 4, version)
  putWord(file, 8, crc32(body))
  file.set(body, headBytes)
  return file
}

/** Reads a model file. A file of another kind, of a later version, or damaged is refused with a `ModelRefused`. */
export function loadModel(bytes: Uint8Array): SpellingModel {
  if (bytes.length < headBytes || magic.some((byte, i) => bytes[i] !== byte)) {
    throw new ModelRefused('这不是拼写模型文件,未作加载;其他检查不受影响,请改选正确的模型文件。')
  }
  if (wordAt(bytes, 4) !== version) {
    throw new ModelRefused('拼写模型文件的版本与本程序不符,未作加载;其他检查不受影响,请使用随本程序提供的模型文件。')
  }
  const body = bytes.subarray(headBytes)
  if (crc32(body) !== wordAt(bytes, 8)) throw damaged()
  try {
    return read(unpacker(body))
  } catch (error) {
    if (error instanceof RangeError) throw damaged()
    throw error
  }
}

function damaged(): ModelRefused {
  return new ModelRefused('拼写模型文件已损坏(校验不符),未作加载;其他检查不受影响,请重新安装或重新训练模型。')
}

function read(from: Unpacker): SpellingModel {
  const origin = textOf(from.numbers())
  const [strict, standard, sensitive, moveThreshold] = Array.from(from.numbers(), (n) => n / 1000 - 50) as [number, number, number, number]
  const characters = readCharacters(from)
  const words = readWords(from)
  const context = readContext(from)
  const { confusions, mayPropose } = readConfusions(from, characters)
  const judge = readJudge(from, featureCount)
  const moveJudge = readJudge(from, moveFeatureCount)
  if (!from.done()) throw new RangeError('model has a tail')
  return {
    origin, thresholds: { strict, standard, sensitive }, characters, words, context, judge, moveJudge, moveThreshold,
    confusions,
    table: candidateTable(confusions, characters.alphabet, mayPropose), proposable: proposableIds(characters.alphabet, mayPropose),
  }
}

function writeCharacters(pack: Packer, model: CharacterModel): void {
  pack.numbers(Array.from(model.alphabet.characters, (c) => c.charCodeAt(0)))
  pack.bytes(Uint8Array.from(model.unigram, (nats) => Math.min(255, Math.round(-nats / quantumNats))))
  for (let level = 0; level < 3; level++) {
    pack.numbers(sizesOf(model.start[level]!))
    pack.numbers(level === 0 ? gaps(model.start[0], model.child[0]) : gaps(model.start[level]!, ranks(model, level)))
    pack.bytes(model.cost[level]!)
    pack.bytes(model.backOff[level]!)
  }
}

function readCharacters(from: Unpacker): CharacterModel {
  const alphabet = alphabetOf([...textOf(from.numbers())])
  const unigram = Float32Array.from(from.bytes(), (code) => -code * quantumNats)
  if (unigram.length !== idSpace) throw new RangeError('unigram table')
  const start: Uint32Array[] = []
  const child: Uint16Array[] = []
  const cost: Uint8Array[] = []
  const backOff: Uint8Array[] = []
  for (let level = 0; level < 3; level++) {
    start.push(startsOf(from.numbers()))
    const listed = ungap(start[level]!, from.numbers())
    child.push(level === 0 ? Uint16Array.from(listed) : unrank(start, child, listed, level))
    cost.push(from.bytes())
    backOff.push(from.bytes())
    const nodes = level === 0 ? idSpace : child[level - 1]!.length
    if (start[level]!.length !== nodes + 1 || backOff[level]!.length !== nodes || cost[level]!.length !== child[level]!.length) {
      throw new RangeError('n-gram level')
    }
  }
  return {
    alphabet, unigram, start: [start[0]!, start[1]!, start[2]!], child: [child[0]!, child[1]!, child[2]!],
    cost: [cost[0]!, cost[1]!, cost[2]!], backOff: [backOff[0]!, backOff[1]!, backOff[2]!],
  }
}

/** Walks the nodes of a level with the node of their last characters, one shorter, whose children are the only possible ones. */
function eachSuffix(start: readonly Uint32Array[], child: readonly Uint16Array[], level: number, visit: (node: number, suffix: number) => void): void {
  if (level === 1) {
    child[0]!.forEach((id, node) => visit(node, id))
    return
  }
  for (let first = 0; first < idSpace; first++) {
    for (let pair = start[0]![first]!; pair < start[0]![first + 1]!; pair++) {
      for (let node = start[1]![pair]!; node < start[1]![pair + 1]!; node++) {
        visit(node, childIndex(child[0]!, start[0]!, child[0]![pair]!, child[1]![node]!))
      }
    }
  }
}

function ranks(model: CharacterModel, level: number): Uint32Array {
  const out = new Uint32Array(model.child[level]!.length)
  eachSuffix(model.start, model.child, level, (node, suffix) => {
    for (let at = model.start[level]![node]!; at < model.start[level]![node + 1]!; at++) {
      const found = suffix < 0 ? -1 : childIndex(model.child[level - 1]!, model.start[level - 1]!, suffix, model.child[level]![at]!)
      if (found < 0) throw new RangeError('an n-gram is kept without its ending')
      out[at] = found - model.start[level - 1]![suffix]!
    }
  })
  return out
}

function unrank(start: readonly Uint32Array[], child: readonly Uint16Array[], listed: Uint32Array, level: number): Uint16Array {
  const out = new Uint16Array(listed.length)
  const below = child[level - 1]!
  const starts = start[level - 1]!
  const own = start[level]!
  eachSuffix(start, child, level, (node, suffix) => {
    for (let at = own[node]!; at < own[node + 1]!; at++) {
      const place = suffix < 0 ? -1 : starts[suffix]! + listed[at]!
      if (place < 0 || place >= starts[suffix + 1]!) throw new RangeError('n-gram ending')
      out[at] = below[place]!
    }
  })
  return out
}

function writeWords(pack: Packer, model: WordModel): void {
  pack.numbers(sizesOf(model.start))
  pack.numbers(gaps(model.start, model.child))
  pack.numbers(Array.from(model.wordAt, (word) => word + 1))
  pack.bytes(model.cost)
  pack.bytes(model.backOff)
  pack.numbers(sizesOf(model.pairStart))
  pack.numbers(gaps(model.pairStart, model.next))
  pack.bytes(model.pairCost)
}

function readWords(from: Unpacker): WordModel {
  const start = startsOf(from.numbers())
  const child = Uint16Array.from(ungap(start, from.numbers()))
  const wordAt = Int32Array.from(from.numbers(), (word) => word - 1)
  const cost = from.bytes()
  const backOff = from.bytes()
  const pairStart = startsOf(from.numbers())
  const next = ungap(pairStart, from.numbers())
  const pairCost = from.bytes()
  if (start.length !== wordAt.length + 1 || child.length !== wordAt.length - 1 || pairStart.length !== cost.length + 1
    || backOff.length !== cost.length || pairCost.length !== next.length || wordAt.some((word) => word >= cost.length)
    || next.some((word) => word >= cost.length)) throw new RangeError('word model')
  return { start, child, wordAt, cost, backOff, pairStart, next, pairCost }
}

function writeContext(pack: Packer, model: ContextModel): void {
  pack.numbers([model.inputScale, model.outputScale, model.biasScale].map((scale) => Math.round(scale * 1e8)))
  for (const values of [model.input, model.output, model.bias]) pack.bytes(new Uint8Array(values.buffer, values.byteOffset, values.length))
}

function readContext(from: Unpacker): ContextModel {
  const [inputScale, outputScale, biasScale] = Array.from(from.numbers(), (n) => n / 1e8) as [number, number, number]
  const signed = (length: number): Int8Array => {
    const bytes = from.bytes()
    if (bytes.length !== length) throw new RangeError('context model')
    return new Int8Array(bytes.buffer, bytes.byteOffset, length)
  }
  return { inputScale, outputScale, biasScale, input: signed(inputRows * width), output: signed(outputRows * width), bias: signed(outputRows) }
}

function writeConfusions(pack: Packer, model: SpellingModel): void {
  const { alphabet } = model.characters
  const confusions = [...model.confusions].sort((a, b) => a.character.charCodeAt(0) - b.character.charCodeAt(0))
  const readings = [...new Set(confusions.flatMap((entry) => entry.readings))].sort()
  const number = new Map(readings.map((reading, i) => [reading, i]))
  pack.bytes(Uint8Array.from(readings.join(' '), (c) => c.charCodeAt(0)))
  const units = confusions.map((entry) => entry.character.charCodeAt(0))
  pack.numbers(units.map((unit, i) => unit - (units[i - 1] ?? 0)))
  pack.bytes(Uint8Array.from(confusions, (entry) => entry.readings.length))
  pack.numbers(confusions.flatMap((entry) => entry.readings.map((reading) => number.get(reading)!)))
  const shapes = confusions.map((entry) =>
    [...entry.shapes].map((c) => alphabet.idByUnit[c.charCodeAt(0)]!).filter((id) => id >= firstCharacterId).sort((a, b) => a - b))
  pack.bytes(Uint8Array.from(shapes, (list) => list.length))
  pack.numbers(shapes.flatMap((list) => list.map((id, i) => id - (list[i - 1] ?? 0))))
  pack.bytes(model.proposable)
}

function readConfusions(from: Unpacker, characters: CharacterModel): { confusions: ConfusionEntry[]; mayPropose: Set<string> } {
  const letters = characters.alphabet.characters
  const readings = String.fromCharCode(...from.bytes()).split(' ')
  const units = from.numbers()
  const readingCounts = from.bytes()
  const readingIds = from.numbers()
  const shapeCounts = from.bytes()
  const shapeIds = from.numbers()
  const proposable = from.bytes()
  const confusions: ConfusionEntry[] = []
  let unit = 0
  let r = 0
  let s = 0
  for (let i = 0; i < units.length; i++) {
    unit += units[i]!
    const own = Array.from(readingIds.subarray(r, r += readingCounts[i]!), (id) => readings[id]!)
    let id = 0
    const shapes = Array.from(shapeIds.subarray(s, s += shapeCounts[i]!), (gap) => letters[(id += gap) - firstCharacterId]!).join('')
    confusions.push({ character: String.fromCharCode(unit), readings: own, shapes })
  }
  if (r !== readingIds.length || s !== shapeIds.length || proposable.length !== idSpace) throw new RangeError('confusion table')
  const mayPropose = new Set(letters.filter((letter, i) => proposable[i + firstCharacterId] === 1 && !frozenCharacters.has(letter)))
  return { confusions, mayPropose }
}

function writeJudge(pack: Packer, judge: Judge): void {
  pack.numbers(judge.roots)
  pack.bytes(judge.feature)
  pack.bytes(new Uint8Array(judge.value.slice().buffer))
  pack.numbers(judge.right)
}

function readJudge(from: Unpacker, features: number): Judge {
  const roots = from.numbers()
  const feature = from.bytes()
  const value = new Float32Array(from.bytes().slice().buffer)
  const right = from.numbers()
  const nodes = feature.length
  if (value.length !== nodes || right.length !== nodes || roots.some((root) => root >= nodes)
    || feature.some((asked, node) => asked !== 255 && (asked >= features || node + 1 >= nodes || right[node]! >= nodes || right[node]! <= node))) {
    throw new RangeError('judge')
  }
  return { roots, feature, value, right }
}

function sizesOf(start: Uint32Array): Uint32Array {
  return Uint32Array.from({ length: start.length - 1 }, (_, i) => start[i + 1]! - start[i]!)
}

function startsOf(sizes: Uint32Array): Uint32Array {
  const start = new Uint32Array(sizes.length + 1)
  for (let i = 0; i < sizes.length; i++) start[i + 1] = start[i]! + sizes[i]!
  return start
}

/** Rising lists as the distance of each number to the one before it. */
function gaps(start: Uint32Array, values: ArrayLike<number>): Uint32Array {
  const out = new Uint32Array(values.length)
  for (let list = 0; list + 1 < start.length; list++) {
    let before = -1
    for (let at = start[list]!; at < start[list + 1]!; at++) {
      out[at] = values[at]! - before - 1
      before = values[at]!
    }
  }
  return out
}

function ungap(start: Uint32Array, values: Uint32Array): Uint32Array {
  if (start[start.length - 1] !== values.length) throw new RangeError('list sizes')
  const out = new Uint32Array(values.length)
  for (let list = 0; list + 1 < start.length; list++) {
    let before = -1
    for (let at = start[list]!; at < start[list + 1]!; at++) out[at] = before += values[at]! + 1
  }
  return out
}

function textOf(units: Uint32Array): string {
  let text = ''
  for (const unit of units) text += String.fromCharCode(unit)
  return text
}

function putWord(file: Uint8Array, at: number, value: number): void {
  for (let k = 0; k < 4; k++) file[at + k] = (value >>> (8 * k)) & 255
}

function wordAt(file: Uint8Array, at: number): number {
  return (file[at]! | (file[at + 1]! << 8) | (file[at + 2]! << 16) | (file[at + 3]! << 24)) >>> 0
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

/** CRC-32 of bytes, as in ISO 3309. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (let i = 0; i < bytes.length; i++) crc = crcTable[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
