import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { proofread } from '#core/proofread/index'
import { profileSchema } from '#core/proofread/profile'

const folder = fileURLToPath(new URL('../../golden/proofread/', import.meta.url))
const names = readdirSync(folder).filter(f => f.endsWith('.in.txt')).map(f => f.replace('.in.txt', ''))

/** One finding a line: place, level, rule, words and the first suggestion. `GOLDEN=1` rewrites the files; read the difference. */
for (const name of names)
  it(`finds in ${name} what it found before`, () => {
    const text = readFileSync(`${folder}${name}.in.txt`, 'utf8')
    const lists = `${folder}${name}.profile.json`
    const profile = profileSchema.parse(existsSync(lists) ? JSON.parse(readFileSync(lists, 'utf8')) : {})
    const found = proofread(text, { level: 'sensitive', profile, today: '2026-11-21' })
    const result = found.map(f => [f.start, f.end, f.level, f.rule, f.text, f.suggestions[0] ?? null])
    const path = `${folder}${name}.out.json`
    if (process.env.GOLDEN) writeFileSync(path, `[\n${result.map(r => `  ${JSON.stringify(r)}`).join(',\n')}\n]\n`)
    expect(result).toEqual(JSON.parse(readFileSync(path, 'utf8')))
  })
