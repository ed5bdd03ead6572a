// Breaks every floor rule once and says which named tests notice. `node tests/mutations/run.ts [--write]`
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mutations, type Mutation } from './list.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'shenjiao-mutations-'))

type Report = { testResults: { assertionResults: { status: string; fullName: string }[] }[] }

/** The tests that fail while the mutation is in force; the sources on disk stay as they are. */
function failing(mutation: Mutation): string[] {
  const file = join(folder, `${mutation.id}.json`)
  spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/core/floor.test.ts', 'tests/core/promise.test.ts', '--reporter=json', `--outputFile=${file}`], {
    cwd: root,
    env: { ...process.env, MUTATION: mutation.id, PROMISE_RUNS: '120' },
    stdio: 'ignore',
  })
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report
  return testResults.flatMap(r => r.assertionResults).filter(a => a.status === 'failed').map(a => a.fullName)
}

let survived = 0
const lines = ['# 底线规则逐条破坏,看哪些测试发现', '', '由 `node tests/mutations/run.ts --write` 生成。每一行把代码改坏一处,再运行 tests/core/floor.test.ts 和 tests/core/promise.test.ts。', '', '| 规则 | 改坏什么 | 发现它的测试 |', '|---|---|---|']
for (const mutation of mutations) {
  const found = failing(mutation)
  if (found.length === 0) survived += 1
  console.log(`${found.length ? '发现' : '未发现'} ${mutation.id} ${mutation.what}(${found.length} 项测试)`)
  lines.push(`| ${mutation.rule} | ${mutation.what} | ${found.map(name => name.replaceAll('|', '/')).join('<br>') || '**无**'} |`)
}
if (process.argv.includes('--write')) writeFileSync(join(root, 'docs/mutations.md'), `${lines.join('\n')}\n`)
console.log(`${mutations.length - survived} passed, ${survived} failed`)
process.exitCode = survived ? 1 : 0
