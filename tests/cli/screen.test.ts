import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { docxEntries, paragraph, wordPart, zip } from '../server/import/zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'screen-'))
afterAll(() => rmSync(folder, { recursive: true }))

const program = `import { Command } from 'commander'
import { registerScreen } from './cli/screen.ts'
const program = new Command()
registerScreen(program)
await program.parseAsync(['node', 'cli', 'screen', ...process.argv.slice(1)])`

const run = (args: readonly string[], input: Uint8Array | string = ''): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', ...args])
    let out = ''
    let err = ''
    child.stdout.on('data', (piece) => (out += String(piece)))
    child.stderr.on('data', (piece) => (err += String(piece)))
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.end(input)
  })

const file = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

test('a clean text ends with 0', async () => {
  const path = file('clean.txt', '不得泄露国家秘密。')
  expect(await run([path, '--json'])).toEqual({ code: 0, out: '[]\n', err: '' })
  expect((await run([path])).out).toBe('未发现问题。程序检查不能代替保密审查。\n')
})

test('findings end with 1 and carry every field, with offsets into the file as read', async () => {
  const text = '\ufeff张某,身份证号11010519491231002X。\r\n'
  const { code, out } = await run([file('found.txt', text), '--json'])
  expect(code).toBe(1)
  const [finding] = JSON.parse(out) as Record<string, unknown>[]
  expect(finding).toEqual({
    rule: 'resident-id', family: 'personal', level: 'error', action: 'block', start: 8, end: 26, text: '11010519491231002X', suggestions: ['110*************2X'], mask: '110*************2X',
    message: '出现完整的居民身份证号码', basis: expect.stringContaining('个人信息保护法'), confidence: 1, where: '全文',
  })
  expect(text.slice(8, 26)).toBe('11010519491231002X')
})

test('standard input is read, GB18030 too', async () => {
  const { code, out } = await run(['-', '--json'], Buffer.from('bbfac3dca1ef3130c4ea', 'hex'))
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([{ rule: 'classification-mark', text: '机密★10年', start: 0, end: 6 }])
})

test('a mark in a header of a Word document is reported with its place and the duty', async () => {
  const path = file('marked.docx', zip(docxEntries(paragraph('工作方案'), [{ name: 'word/header1.xml', data: wordPart('hdr', paragraph('秘密★1年')) }])))
  const { code, out } = await run([path])
  expect(code).toBe(1)
  expect(out).toContain('[拦截] 页眉1 第 1–5 字：文中有国家秘密标志“秘密★1年”')
  expect(out).toContain('本机不得存储、处理')
})

test('what cannot be read ends with 2 and a sentence, and nothing on standard output', async () => {
  const missing = await run([join(folder, 'missing.txt')])
  expect(missing).toMatchObject({ code: 2, out: '' })
  expect(missing.err).toContain('打不开文件')
  const broken = await run([file('broken.docx', zip(docxEntries('')).subarray(0, 200)), '--json'])
  expect(broken).toMatchObject({ code: 2, out: '' })
  expect(broken.err).toBe('文件已损坏或不完整，没有检查。请用原程序打开并重新另存。\n')
  expect((await run([folder])).err).toContain('是文件夹，不是文件，没有检查')
})
