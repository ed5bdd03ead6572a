import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const document = readFileSync(join(root, 'docs/security.md'), 'utf8')

/** Files of tests by the short name that the document uses: `security.spec`, `fidelity/page.spec`, `tls.test`. */
const files = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' }).filter(f => /\.(spec|test)\.ts$/.test(f))
const titlesOf = (name: string): string[] | null => {
  const file = files.find(f => f.replaceAll('\\', '/').endsWith(`/${name}.ts`))
  if (file === undefined) return null
  const text = readFileSync(join(root, 'tests', file), 'utf8')
  return [...text.matchAll(/(?:test|it|describe|\[|^)(?:\.\w+)?\(?\s*(['"`])([^\n]*?)\1/gm)].map(m => m[2]!)
}

/** Every `file.spec:title;title` of a piece of text, as pairs. */
function cited(text: string): [string, string][] {
  let file = ''
  return [...text.matchAll(/(?:fidelity\/)?[\w-]+\.(?:spec|test)[：:][^|。)）（]+/g)].flatMap(([list]) =>
    list.split(/[;；]/).flatMap((piece): [string, string][] => {
      const [, name, title] = /^\s*(?:((?:fidelity\/)?[\w-]+\.(?:spec|test))[：:])?(.*)$/s.exec(piece)!
      file = name ?? file
      return title!.trim() === '' ? [] : [[file, title!.trim().replace(/…$/, '')]]
    }),
  )
}

describe('docs/security.md', () => {
  const rows = document.split('\n').filter(line => /^\| \d+ \|/.test(line))
  test('has the twenty points of Electron’s list, each with its test', () => {
    expect(rows.map(row => Number(/^\| (\d+)/.exec(row)![1]))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    const without = rows.filter(row => {
      const last = row.split('|').at(-2)!
      return cited(last).length === 0 && !/^\s*同上/.test(last)
    })
    expect(without).toEqual([])
  })
  test('names only tests that are there', () => {
    const all = cited(document)
    expect(all.length).toBeGreaterThan(35)
    const missing = all.filter(([file, title]) => !titlesOf(file)?.some(t => t.replaceAll("\\'", "'").startsWith(title)))
    expect(missing).toEqual([])
  })
})
