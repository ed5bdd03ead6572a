import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
export const noticesFile = join(root, 'THIRD-PARTY-NOTICES.md')

/** The folders whose code is shipped. What they import is bundled, with all it depends on. */
const shipped = ['core', 'db', 'server', 'cli', 'electron', 'renderer']
/** Electron is packed as it comes, with its own LICENSE and LICENSES.chromium.html; its npm package only fetches it. */
const packedApart = new Set(['electron'])

type Package = { name: string; version: string; license?: string | { type: string }; dependencies?: Record<string, string> }
type Part = { name: string; version: string; licence: string; text: string }

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Package

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
}

/** Packages of package.json that the shipped folders import. */
function imported(): string[] {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>
  const known = new Set([...Object.keys(own['dependencies']!), ...Object.keys(own['devDependencies']!)])
  const found = new Set(Object.keys(own['dependencies']!))
  for (const file of shipped.flatMap(folder => sourcesOf(join(root, folder)))) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^'#.][^']*)'/g)) {
      const parts = name.split('/')
      const top = name.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!
      if (known.has(top)) found.add(top)
    }
  }
  return [...found].filter(name => !packedApart.has(name))
}

/** Where Node would find `name` from `folder`; null for a package that is not installed (of another platform). */
function folderOf(name: string, folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const place = join(at, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) return place
    if (at === root || at === dirname(at)) return null
  }
}

const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i

function textOf(folder: string): string {
  const files = readdirSync(folder).filter(name => licenceFile.test(name)).sort()
  return files.map(name => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n')
}

/** Everything that is shipped of others, by name. Optional packages hold builds of one platform of a package named here. */
export function parts(): Part[] {
  const found = new Map<string, Part>()
  const waiting = imported().map(name => ({ name, from: root }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const folder = folderOf(next.name, next.from)
    if (!folder) continue
    const { name, version, license, dependencies = {} } = read(join(folder, 'package.json'))
    const key = `${name} ${version}`
    if (found.has(key)) continue
    const licence = typeof license === 'string' ? license : (license?.type ?? '')
    found.set(key, { name, version, licence, text: textOf(folder) })
    waiting.push(...Object.keys(dependencies).map(dependency => ({ name: dependency, from: folder })))
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
}

const fence = (text: string) => `\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\``

/** The whole of THIRD-PARTY-NOTICES.md. */
export function notices(): string {
  const all = parts()
  const texts = Map.groupBy(all.filter(part => part.text), part => part.text)
  const bare = all.filter(part => !part.text)
  return [
    '# 第三方软件声明',
    '审校台包含下列第三方软件。本文件由 `npx node scripts/notices.ts` 生成，请勿手工修改。',
    '桌面安装包另含 Electron 与 Chromium，其许可证随安装包附在 LICENSE.electron.txt 和 LICENSES.chromium.html 中。better-sqlite3 内含 SQLite,SQLite 属于公有领域。exifreader 按 MPL-2.0 授权，本产品未修改它，源代码见其项目主页。',
    `## 清单（${all.length} 项）`,
    ['| 名称 | 版本 | 许可证 |', '|---|---|---|', ...all.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`)].join('\n'),
    '## 许可证原文',
    ...[...texts].map(([text, same]) => `### ${same.map(part => part.name).filter((name, i, names) => names.indexOf(name) === i).join('、')}\n\n${fence(text)}`),
    ...(bare.length ? ['## 发行包中没有附许可证原文的', bare.map(({ name, licence }) => `- ${name}:${licence}`).join('\n')] : []),
    '',
  ].join('\n\n').replace(/\n+$/, '\n')
}

if (import.meta.main) writeFileSync(noticesFile, notices())
