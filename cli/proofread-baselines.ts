import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { pinyin } from 'pinyin-pro'

/** A tool that runs offline today: a text in, its corrected form out. */
export type Baseline = { readonly name: string; readonly correct: (text: string) => string }

/** The versions measured beside the product. They are tools of comparison and no part of it, so they are not among its dependencies. */
const compared = { 'autocorrect-node': '2.14.0', zhlint: '0.8.2' } as const
const folder = fileURLToPath(new URL('../node_modules/.cache/proofread-baselines/', import.meta.url))

/**
 * Tools the product is measured against. autocorrect and zhlint are fetched from the npm registry on first use, into a folder
 * of their own and without running their scripts; where that fails a sentence says so and they are left out.
 */
export async function baselines(tell: (sentence: string) => void): Promise<Baseline[]> {
  const found: Baseline[] = [{ name: 'jieba 同音词', correct: jiebaHomophones() }]
  if (!fetched()) tell('对比工具 autocorrect、zhlint 没有装上（连不上 npm 仓库，或者这台机器没有 npm），下表只与 jieba 同音词对比。连上后重新运行即可。')
  const autocorrect = await optional<{ format: (text: string) => string }>('autocorrect-node')
  if (autocorrect !== undefined) found.push({ name: 'autocorrect', correct: text => autocorrect.format(text) })
  const zhlint = await optional<{ run: (text: string, options: object) => { result: string } }>('zhlint')
  if (zhlint !== undefined) found.push({ name: 'zhlint', correct: text => zhlint.run(text, { rules: { preset: 'default' } }).result })
  return found
}

function fetched(): boolean {
  const names = Object.keys(compared)
  if (names.every(name => existsSync(join(folder, 'node_modules', name)))) return true
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }))
  const wanted = Object.entries(compared).map(([name, version]) => `${name}@${version}`)
  spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, ...wanted], { stdio: 'ignore', timeout: 180_000, shell: process.platform === 'win32' })
  return names.every(name => existsSync(join(folder, 'node_modules', name)))
}

async function optional<T>(name: string): Promise<T | undefined> {
  try {
    const module = (await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href)) as T & { default?: T }
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
