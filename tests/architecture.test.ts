import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, extname, join, relative, resolve, sep } from 'node:path'
import { parseAst } from 'vite'
import { describe, expect, it } from 'vitest'
import { articleHandlers } from '#core/api/article'
import { eventZh } from '#core/audit/sentences.zh'
import { auditHandlers } from '#core/api/audit'
import { copyHandlers } from '#core/api/copy'
import { contract, type Name } from '#core/api/contract'
import { consultHandlers } from '#core/api/consult'
import { deskHandlers } from '#core/api/desk'
import { deskMoreHandlers } from '#core/api/desk-more'
import { noticeHandlers } from '#core/api/notices'
import { fileHandlers } from '#core/api/files'
import { historyHandlers } from '#core/api/history'
import { lexiconHandlers } from '#core/api/lexicon'
import { officeHandlers, openHandlers } from '#core/api/office'
import { peopleHandlers } from '#core/api/people'
import { pluginHandlers } from '#core/api/plugin'
import { releaseHandlers } from '#core/api/release'
import { remarkHandlers } from '#core/api/remark'
import { resetHandlers } from '#core/api/resets'
import { sessionHandlers } from '#core/api/session'
import { stageHandlers } from '#core/api/stage'
import { submissionHandlers } from '#core/api/submission'
import { version } from '#server/version'

const root = resolve(import.meta.dirname, '..')

type Folder = 'core' | 'db' | 'server' | 'cli' | 'electron' | 'renderer' | 'scripts' | 'tests'
type Allowed = { ours: readonly Folder[]; node: boolean; npm: readonly RegExp[] | 'any'; atLeast: number }

/**
 * Who may import whom: the picture of docs/ARCHITECTURE.md. A folder may always import itself. `npm` are whole package
 * names. `atLeast` is how many files must have been seen, so that a walk that finds nothing is not taken for order.
 */
const table: Record<Folder, Allowed> = {
  core: { ours: [], node: false, npm: [/^zod$/, /^@noble\/hashes$/, /^canonicalize$/, /^fflate$/, /^htmlparser2$/, /^@sanity\/diff-match-patch$/], atLeast: 150 },
  db: { ours: ['core'], node: true, npm: [/^better-sqlite3$/, /^drizzle-orm$/], atLeast: 15 },
  server: {
    ours: ['core', 'db'], node: true, atLeast: 30,
    npm: [/^hono$/, /^@hono\/node-server$/, /^@node-rs\/argon2$/, /^@noble\/hashes$/, /^docx$/, /^exifreader$/, /^fflate$/, /^onnxruntime-web$/, /^saxes$/, /^unpdf$/, /^yauzl$/, /^zod$/],
  },
  cli: {
    ours: ['core', 'db', 'server'], node: true, atLeast: 15,
    npm: [/^commander$/, /^fflate$/, /^better-sqlite3$/, /^@node-rs\/jieba$/, /^pinyin-pro$/, /^playwright-core$/],
  },
  electron: { ours: ['core', 'server'], node: true, npm: [/^electron$/, /^fflate$/, /^zod$/], atLeast: 20 },
  renderer: {
    ours: ['core'], node: false, atLeast: 60,
    npm: [/^react(-dom|-router)?$/, /^antd$/, /^@ant-design\/icons$/, /^dayjs$/, /^@tanstack\/react-(query|virtual)$/, /^@tiptap\//, /^dompurify$/, /^unpdf$/, /^zod$/],
  },
  scripts: { ours: [], node: true, npm: [/^@electron\/(asar|fuses)$/, /^electron-builder$/, /^playwright-core$/], atLeast: 8 },
  tests: { ours: ['core', 'db', 'server', 'cli', 'electron', 'renderer', 'scripts'], node: true, npm: 'any', atLeast: 80 },
}
const folders = Object.keys(table) as Folder[]

const skipped = new Set(['node_modules', 'out', 'release', 'data', '.git', 'test-results'])
function filesUnder(folder: string, wanted: (name: string) => boolean): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (folder === root && skipped.has(entry.name)) return []
    if (entry.isDirectory()) return filesUnder(path, wanted)
    return wanted(entry.name) ? [path] : []
  })
}

type Node = { type: string; [key: string]: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** Every node of a syntax tree, parents first. */
function* nodes(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodes(item)
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) yield value
    for (const child of Object.values(value)) yield* nodes(child)
  }
}

const languages: Record<string, 'ts' | 'tsx' | 'js' | 'jsx'> = { '.ts': 'ts', '.tsx': 'tsx', '.mts': 'ts', '.mjs': 'js', '.js': 'js', '.cjs': 'js' }
const isSource = (name: string) => extname(name) in languages
const trees = new Map<string, unknown>()
function treeOf(file: string): unknown {
  const known = trees.get(file)
  if (known) return known
  const tree = parseAst(readFileSync(file, 'utf8'), { lang: languages[extname(file)]! }, file)
  trees.set(file, tree)
  return tree
}

const literal = (value: unknown): string | null => (isNode(value) && value.type === 'Literal' && typeof value['value'] === 'string' ? value['value'] : null)

/** What a file imports, by any means: import, export … from, import(), import type, import('…').T, require(). */
function importsOf(file: string): string[] {
  const found: (string | null)[] = []
  for (const node of nodes(treeOf(file))) {
    if (/^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression|TSImportType)$/.test(node.type)) found.push(literal(node['source']))
    else if (node.type === 'CallExpression' && isNode(node['callee']) && node['callee']['name'] === 'require') found.push(literal((node['arguments'] as unknown[])[0]))
  }
  return found.filter(name => name !== null)
}

const sources = new Map(folders.map(folder => [folder, filesUnder(join(root, folder), isSource)]))
const shown = (file: string) => relative(root, file).split(sep).join('/')
const packageOf = (name: string) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/')
const builtin = new Set(builtinModules)

/** Why an import breaks the table, or null. */
function broken(folder: Folder, file: string, name: string): string | null {
  const { ours, node, npm } = table[folder]
  const ownFolder = (other: string) => (other === folder || ours.includes(other as Folder) ? null : `${shown(file)} imports ${other}/: ${name}`)
  if (name.startsWith('#')) return ownFolder(name.slice(1, name.indexOf('/')))
  if (name.startsWith('.')) {
    const [top = ''] = relative(root, resolve(dirname(file), name)).split(sep)
    return folders.includes(top as Folder) ? ownFolder(top) : `${shown(file)} imports a file outside the folders: ${name}`
  }
  if (name.startsWith('node:') || builtin.has(packageOf(name))) return node ? null : `${shown(file)} imports Node: ${name}`
  const allowed = npm === 'any' || npm.some(pattern => pattern.test(packageOf(name)))
  return allowed ? null : `${shown(file)} imports ${packageOf(name)}`
}

describe('who may import whom', () => {
  it.each(folders)('%s imports only what the table allows, types included', folder => {
    const files = sources.get(folder)!
    expect(files.length).toBeGreaterThanOrEqual(table[folder].atLeast)
    const all = files.flatMap(file => importsOf(file).map(name => ({ file, name })))
    expect(all.length).toBeGreaterThan(files.length / 2)
    expect(all.map(({ file, name }) => broken(folder, file, name)).filter(Boolean)).toEqual([])
  })

  it('would notice each kind of import that is not allowed', () => {
    const file = join(root, 'core/article/content.ts')
    expect(['zod', '#core/result', './events.ts'].map(name => broken('core', file, name))).toEqual([null, null, null])
    for (const name of ['node:fs', 'fs', '#db/open', '../../server/office.ts', '../../package.json', 'antd', '@tiptap/core']) expect(broken('core', file, name)).not.toBeNull()
    const code = `import type { A } from 'a'\nexport type { B } from 'b'\nexport * from 'c'\ntype D = import('d').D\nconst e = () => import('e')\nimport 'f'\nconst g = require('g')`
    trees.set('all-kinds.ts', parseAst(code, { lang: 'ts' }))
    expect(importsOf('all-kinds.ts').sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
  })

  it('uses no package that package.json does not name, and names none by a range', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>
    const named = { ...dependencies, ...devDependencies, ...optionalDependencies }
    // vite serves these two; @electron/asar is electron-builder's own reader of its archives
    const served = new Set(['electron', '@electron/asar'])
    const used = new Set([...sources.values()].flat().flatMap(importsOf).filter(name => !/^[#.]|^node:/.test(name) && !builtin.has(packageOf(name))).map(packageOf))
    expect([...used].filter(name => !(name in named) && !served.has(name))).toEqual([])
    expect(Object.entries(named).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([])
  })
})

describe('what must stay in step', () => {
  it('has one version', () => {
    expect(version).toBe((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version)
  })

  it('has a handler for every call of the contract, and only one', () => {
    const parts = [
      sessionHandlers, officeHandlers, openHandlers, peopleHandlers, articleHandlers, submissionHandlers, copyHandlers, stageHandlers,
      consultHandlers, deskHandlers, deskMoreHandlers, noticeHandlers, historyHandlers, resetHandlers, lexiconHandlers, pluginHandlers, remarkHandlers, fileHandlers, releaseHandlers, auditHandlers,
    ] as const
    type Handled = keyof UnionToIntersection<(typeof parts)[number]>
    const noneMissing: Exclude<Name, Handled> extends never ? true : never = true
    const noneTooMany: Exclude<Handled, Name> extends never ? true : never = true
    expect([noneMissing, noneTooMany]).toEqual([true, true])
    expect(parts.flatMap(part => Object.keys(part)).sort()).toEqual(Object.keys(contract).sort())
  })

  it('can give every refusal that has a sentence', () => {
    const codes = [...nodes(treeOf(join(root, 'core/refusal.ts')))]
      .filter(node => node.type === 'TSPropertySignature' && isNode(node['key']) && node['key']['name'] === 'code')
      .flatMap(node => [...nodes(node['typeAnnotation'])].map(literal).filter(code => code !== null))
    expect(codes.length).toBeGreaterThan(50)
    const said = new Set(
      folders.filter(folder => folder !== 'tests').flatMap(folder => sources.get(folder)!).flatMap(file =>
        [...nodes(treeOf(file))]
          .filter(node => node.type === 'Property' && isNode(node['key']) && (node['key']['name'] ?? node['key']['value']) === 'code')
          .flatMap(node => [...nodes(node['value'])].map(literal))),
    )
    expect(codes.filter(code => !said.has(code))).toEqual([])
  })

  it('gives every event that has a name: what the rulebook wants recorded is recorded by somebody', () => {
    const types = Object.keys(eventZh)
    expect(types.length).toBeGreaterThan(50)
    const given = new Set(
      (['core', 'server'] as const).flatMap(folder => sources.get(folder)!).filter(file => !file.endsWith('events.ts')).flatMap(file =>
        [...nodes(treeOf(file))]
          .filter(node => node.type === 'Property' && isNode(node['key']) && (node['key']['name'] ?? node['key']['value']) === 'type')
          .flatMap(node => [...nodes(node['value'])].map(literal))),
    )
    expect(types.filter(type => !given.has(type))).toEqual([])
  })

  it('has a screen or a command for every call: what the office can do, somebody can ask for', () => {
    const asked = new Set((['renderer', 'electron', 'cli', 'server'] as const).flatMap(folder => sources.get(folder)!).flatMap(file => [...nodes(treeOf(file))].map(literal)))
    expect(Object.keys(contract).length).toBeGreaterThan(80)
    expect(Object.keys(contract).filter(name => !asked.has(name))).toEqual([])
  })

  it('names no path of the machine it was written on', () => {
    const binary = /\.(png|jpe?g|gif|webp|ico|docx|xlsx|pdf|zip|bin|woff2?|db|node)$/i
    // in a linked worktree `.git` is a file that names where the repository lies
    const texts = filesUnder(root, name => !binary.test(name) && name !== 'package-lock.json' && name !== '.git')
    expect(texts.length).toBeGreaterThan(400)
    const own = import.meta.filename
    const named = texts.filter(file => file !== own).flatMap(file => {
      const pattern = shown(file).startsWith('tests/') ? /(?<![\w./])\/(?:work|root)\/\w/ : /(?<![\w./])\/(?:work|tmp|root)\/\w/
      return readFileSync(file, 'utf8').split('\n').flatMap((line, i) => (pattern.test(line) ? [`${shown(file)}:${i + 1}`] : []))
    })
    expect(named).toEqual([])
  })

  it('prints the files that have grown long', () => {
    const long = folders.flatMap(folder => sources.get(folder)!)
      .map(file => ({ file: shown(file), lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 400)
    console.log(`files above 400 lines: ${long.map(({ file, lines }) => `${file} (${lines})`).join(', ') || 'none'}`)
    expect(sources.get('core')!.length).toBeGreaterThan(0)
  })
})

type UnionToIntersection<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void ? I : never
