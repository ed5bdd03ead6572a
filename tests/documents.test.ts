import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const images = join(root, 'docs/guide/images')
const documents = [
  ...readdirSync(root).filter(name => name.endsWith('.md')).map(name => join(root, name)),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md')).map(name => join(root, 'docs', name)),
]

/** Where the links and pictures of a document lead, without those to the web. */
const linksOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to).filter(to => !/^(https?:|#)/.test(to)).map(to => resolve(dirname(file), to.split('#')[0]!))

describe('the documents', () => {
  it('lead nowhere that is not there', () => {
    expect(documents.length).toBeGreaterThan(20)
    const all = documents.flatMap(file => linksOf(file).map(to => ({ file, to })))
    expect(all.length).toBeGreaterThan(50)
    expect(all.filter(({ to }) => !existsSync(to)).map(({ file, to }) => `${relative(root, file)} → ${relative(root, to)}`)).toEqual([])
  })

  it('show every picture there is, and they are small and few', () => {
    const pictures = readdirSync(images)
    expect(pictures.length).toBeGreaterThan(20)
    expect(pictures.length).toBeLessThanOrEqual(56)
    const shown = new Set(documents.flatMap(linksOf))
    expect(pictures.filter(name => !shown.has(join(images, name)))).toEqual([])
    expect(pictures.filter(name => statSync(join(images, name)).size > 150_000)).toEqual([])
  })

  it('name the commands of the command line as it does itself', () => {
    const help = spawnSync(process.execPath, ['cli/main.ts', '--help'], { cwd: root, encoding: 'utf8' }).stdout
    const commands = [...help.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name).filter(name => name !== 'help')
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const listed = [...readme.matchAll(/^\| `([a-z-]+) /gm)].map(([, name]) => name)
    expect(commands.length).toBeGreaterThan(5)
    expect([...new Set(listed)].sort()).toEqual([...commands].sort())
  })
})
