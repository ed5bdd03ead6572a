// Plain JavaScript that also runs on the Node of the machine: makes sure that what the product and its tests need is there.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync, mkdirSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const mark = join(root, 'node_modules/.installed')
const bin = join(root, 'node_modules/.bin')

export const say = line => process.stdout.write(`${line}\n`)

/** Runs a program with the project's own Node first in PATH; ends this one with its exit code when it fails. */
export function run(command, args, options = {}) {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, ...options.env }
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options, env })
  if (done.error) throw done.error
  if (done.status !== 0 && !options.mayFail) process.exit(done.status ?? 1)
  return done.status ?? 1
}

/** npm ci, once for each lock file. */
export function installPackages() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return
  say('正在安装依赖（首次运行需要几分钟）……')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  mkdirSync(dirname(mark), { recursive: true })
  writeFileSync(mark, lock)
}

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge']
/** A Chromium already on the machine, or null. */
export const browser = () => [process.env.CHROMIUM, ...browsers].find(path => path && existsSync(path)) ?? null
const hasChineseFont = () => spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim() ? true : false

const reads = program => !spawnSync(program, ['-v']).error

/** The test browser, a Chinese font and a reader of printed PDFs: found, or installed where this user may (Debian family). */
export function installBrowser() {
  const needs = [...(browser() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk', 'fontconfig']), ...(reads('pdftotext') ? [] : ['poppler-utils'])]
  if (needs.length === 0) return
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(`缺少浏览器测试所需的软件：${needs.join('、')}。请安装后再运行 npm test。`)
    process.exit(2)
  }
  say(`正在安装测试浏览器和中文字体：${needs.join('、')}……`)
  run('apt-get', ['update', '-qq'], { stdio: 'ignore' })
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...needs], { stdio: 'ignore', env: { DEBIAN_FRONTEND: 'noninteractive' } })
}

/** True where an output is there and no source in `folders` is newer. */
export function upToDate(output, folders) {
  if (!existsSync(join(root, output))) return false
  const made = statSync(join(root, output)).mtimeMs
  const found = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...folders], { cwd: root, encoding: 'utf8' })
  if (found.status !== 0) return false
  return found.stdout.split('\n').filter(Boolean).every(file => !existsSync(join(root, file)) || statSync(join(root, file)).mtimeMs <= made)
}
