// npm test: types, lint, unit and property tests, then the journeys in a real browser and on the desktop shell.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { browser, installBrowser, installPackages, root, run, say } from './prepare.mjs'

const results = join(root, 'out/test-results')
installPackages()
installBrowser()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

let failed = 0
let passed = 0
let skipped = 0
const begun = Date.now()

function step(name, command, args, env = {}) {
  const from = Date.now()
  say(`\n── ${name}`)
  const status = run(command, args, { mayFail: true, env: { CHROMIUM: browser() ?? '', ...env } })
  say(`── ${name}：${status === 0 ? '通过' : '未通过'}（${Math.round((Date.now() - from) / 1000)} 秒）`)
  return status
}

/** A step that counts as one test by itself. */
function plain(name, command, args) {
  if (step(name, command, args) === 0) passed += 1
  else failed += 1
}

/** Adds what a runner counted; a runner that ended badly without counting a failure is one. */
function add(status, count) {
  passed += count.passed
  skipped += count.skipped
  failed += count.failed || (status === 0 ? 0 : 1)
}

const read = file => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

function vitest() {
  const file = join(results, 'vitest.json')
  const status = step('单元与属性测试', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  const r = read(file)
  add(status, r ? { passed: r.numPassedTests, failed: r.numFailedTests, skipped: r.numPendingTests } : { passed: 0, failed: 1, skipped: 0 })
}

function playwright(name, config) {
  const file = join(results, `${config}.json`)
  const status = step(name, 'playwright', ['test', '-c', config, '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  const r = read(file)?.stats
  add(status, r ? { passed: r.expected + r.flaky, failed: r.unexpected, skipped: r.skipped } : { passed: 0, failed: 1, skipped: 0 })
}

plain('类型检查', 'tsc', ['-b'])
plain('代码检查', 'oxlint', ['--quiet'])
vitest()
plain('构建', 'electron-vite', ['build', '--logLevel', 'warn'])
plain('构建命令行', 'vite', ['build', '-c', 'vite.cli.ts', '--logLevel', 'warn'])
playwright('浏览器全程测试', 'playwright.config.ts')
playwright('桌面程序测试', 'playwright.desktop.config.ts')

say(`\n用时 ${Math.round((Date.now() - begun) / 60_000)} 分钟`)
say(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed ? 1 : 0)
