import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { halfWidthPunctuation, mended } from './chinese-punctuation.ts'

const root = join(import.meta.dirname, '..')
/** Word lists, patterns and faulty examples are data: they hold what people write, not what the program says. */
const data = /^core\/proofread\/(lexicon|spelling)\/|^server\/demo\/articles|^cli\/(inject-errors|near-shape)|^core\/article\/(guarded|arrange|numbering|width)\./

test('what the program says in Chinese carries full-width punctuation (GB/T 15834)', () => {
  const files = execFileSync('git', ['ls-files', 'core', 'db', 'server', 'cli', 'electron', 'renderer'], { cwd: root, encoding: 'utf8' }).split('\n')
  const sources = files.filter(file => /\.tsx?$/.test(file) && !data.test(file))
  const wrong = sources.flatMap(file => {
    const source = readFileSync(join(root, file), 'utf8')
    return halfWidthPunctuation(source, file.endsWith('x') ? 'tsx' : 'ts').map(({ start }) => `${file}: ${source.slice(Math.max(0, start - 12), start + 8)}`)
  })
  expect(wrong).toEqual([])
  expect(sources.length).toBeGreaterThan(300)
})

test('half-width marks beside Chinese are found in literals, templates and JSX, and nowhere else', () => {
  const source = 'const a = <p>{n} 处,共({m})</p>; const b = `改动 ${n} 处(含 ${m} 处)`; const c = "16:05"; const d = /甲,乙/; const e = `第(${n}|\\\\d)条`; const f = `停用${n}?`'
  expect(mended(source, 'tsx')).toBe(
    'const a = <p>{n} 处，共（{m}）</p>; const b = `改动 ${n} 处（含 ${m} 处）`; const c = "16:05"; const d = /甲,乙/; const e = `第(${n}|\\\\d)条`; const f = `停用${n}？`',
  )
})

test('what a style sheet writes beside Chinese carries full-width punctuation too', () => {
  const sheets = execFileSync('git', ['ls-files', 'renderer/**/*.css'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
  const written = sheets.flatMap(file => [...readFileSync(join(root, file), 'utf8').matchAll(/content: '([^']*)'/g)].map(([, words]) => words!))
  expect(written.filter(words => /\p{Script=Han}[,:;!?()]|[,:;!?()]\p{Script=Han}/u.test(words))).toEqual([])
  expect(written.some(words => /\p{Script=Han}/u.test(words))).toBe(true)
})
