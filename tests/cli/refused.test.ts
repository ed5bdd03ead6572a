import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'shenjiao-refused-'))
const file = join(folder, '挡路的文件')
writeFileSync(file, '不是数据库')
const elsewhere = mkdtempSync(join(tmpdir(), 'shenjiao-broken-'))
const broken = join(elsewhere, '残缺.docx')
afterAll(() => [folder, elsewhere].forEach(path => rmSync(path, { recursive: true, force: true })))

const run = (...args: string[]) => spawnSync(process.execPath, ['cli/main.ts', ...args], { cwd: root, encoding: 'utf8', timeout: 60_000 })
const word = join(root, 'tests/fixtures/公告样例.docx')
writeFileSync(broken, readFileSync(word).subarray(0, 2000))

// each has its own way to the disk; a stack trace is never an answer
test.each([
  ['proofread, of a broken document', ['proofread', broken], '文件已损坏或不完整，没有校对'],
  ['serve', ['serve', '--data', file, '--port', '0'], '请换一个可写的目录'],
  ['serve on a wrong port', ['serve', '--data', join(folder, '新'), '--port', 'abc'], '请填写 0 到 65535 之间的整数'],
  ['demo', ['demo', '--data', file], '请换一个位置'],
  ['walk, of nothing', ['walk', join(folder, '没有.docx'), '--out', join(folder, '出')], '没有找到文件'],
  ['walk, into a file', ['walk', word, '--out', file], '请换一个位置'],
  ['walk, of a folder', ['walk', folder, '--out', join(folder, '出')], '是文件夹'],
  ['audit verify, against a folder', ['audit', 'verify', '--data', folder, '--checkpoint', folder], '是文件夹'],
  ['restore, of a folder', ['restore', '--backup', folder, '--data', join(folder, '新')], '是文件夹'],
  ['train-spelling, on nothing', ['train-spelling', '--corpus', join(folder, '没有.txt'), '--out', join(folder, '模型')], '路径不存在'],
  ['audit verify', ['audit', 'verify', '--data', file], '没有审校台的数据'],
  ['audit checkpoint', ['audit', 'checkpoint', '--data', join(folder, '没有'), '--out', join(folder, '点.txt')], '没有审校台的数据'],
  ['backup', ['backup', '--data', join(folder, '没有'), '--out', join(folder, '备')], '没有审校台的数据'],
  ['restore, of nothing', ['restore', '--backup', join(folder, '没有.db'), '--data', join(folder, '新')], '没有找到备份文件'],
  ['restore, of what is none', ['restore', '--backup', file, '--data', join(folder, '新')], '没有恢复'],
  ['an unknown command', ['publish-now'], '没有“publish-now”这个命令'],
])('bad input to %s: one Chinese sentence, nothing written', (_name, args, sentence) => {
  const { status, stderr, stdout } = run(...args)
  expect(stderr).toContain(sentence)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stdout).toBe('')
  expect(status).toBe(2)
  expect(readdirSync(folder)).toEqual(['挡路的文件'])
})
