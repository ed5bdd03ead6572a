import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { pinyin } from 'pinyin-pro'

/** A tool that runs offline today: a text in, its corrected form out. */
export type Baseline = { readonly name: string; readonly correct: (text: string) => string }

/** Tools the product is measured against; one that is not installed is left out. */
export async function baselines(): Promise<Baseline[]> {
  const found: Baseline[] = [{ name: 'jieba 同音词', correct: jiebaHomophones() }]
  const autocorrect = await optional<{ format: (text: string) => string }>('autocorrect-node')
  if (autocorrect !== undefined) found.push({ name: 'autocorrect', correct: (text) => autocorrect.format(text) })
  const zhlint = await optional<{ run: (text: string, options: object) => { result: string } }>('zhlint')
  if (zhlint !== undefined) found.push({ name: 'zhlint', correct: (text) => zhlint.run(text, { rules: { preset: 'default' } }).result })
  return found
}

async function optional<T>(name: string): Promise<T | undefined> {
  try {
    const module = (await import(name)) as T & { default?: T }
    return module.default ?? module
  } catch {
    return undefined
  }
}

/** The cheap recipe: two neighbouring fragments of one character each that sound like a frequent word become that word. */
function jiebaHomophones(): (text: string) => string {
  const jieba = Jieba.withDict(dict)
  const bySound = new Map<string, { word: string; count: number }>()
  const soundOf = (word: string): string => pinyin(word, { toneType: 'none', type: 'array' }).join(' ')
  for (const line of Buffer.from(dict).toString('utf8').split('\n')) {
    const [word, count] = line.split(' ')
    if (word === undefined || !/^[\u4e00-\u9fff]{2}$/.test(word) || Number(count) < 1000) continue
    const sound = soundOf(word)
    if ((bySound.get(sound)?.count ?? 0) < Number(count)) bySound.set(sound, { word, count: Number(count) })
  }
  return (text) => {
    const parts = jieba.cut(text, false)
    let out = ''
    for (let i = 0; i < parts.length; i++) {
      const pair = `${parts[i]}${parts[i + 1] ?? ''}`
      const better = /^[\u4e00-\u9fff]{2}$/.test(pair) && parts[i]!.length === 1 ? bySound.get(soundOf(pair)) : undefined
      out += better === undefined ? parts[i]! : better.word
      if (better !== undefined) i++
    }
    return out
  }
}
