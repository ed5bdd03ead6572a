import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { largestInputBytes, runProofread } from '../../cli/proofread.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofread-'))
const file = (name: string, bytes: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function run(path: string | undefined, options: { json?: boolean; profile?: string; level?: string; jsonl?: string } = {}, stdin = '') {
  let out = ''
  let error = ''
  const code = await runProofread(path, { level: 'standard', ...options }, { out: t => (out += t), error: t => (error += t), stdin: Readable.from([Buffer.from(stdin)]), today: () => '2026-11-22' })
  return { code, out, error }
}

it('a clean text ends with 0, findings with 1, and the JSON has exactly the agreed fields', async () => {
  expect((await run(file('clean.txt', '各单位要抓好落实。\n'))).code).toBe(0)
  const { code, out } = await run(file('comma.txt', '加强领导,落实责任。'), { json: true })
  expect(code).toBe(1)
  const [first] = JSON.parse(out)
  expect(Object.keys(first)).toEqual(['rule', 'family', 'level', 'start', 'end', 'text', 'suggestions', 'message', 'basis', 'confidence'])
  expect({ rule: first.rule, start: first.start, end: first.end, text: first.text, suggestions: first.suggestions }).toEqual({ rule: 'width.comma', start: 4, end: 5, text: ',', suggestions: ['，'] })
})

it('reads GB18030, keeps a byte order mark in the offsets, and reads standard input', async () => {
  const gbk = Uint8Array.from([0xbc, 0xd3, 0xc7, 0xbf, 0x2c, 0xc2, 0xe4, 0xca, 0xb5])
  expect(JSON.parse((await run(file('gbk.txt', gbk), { json: true })).out)[0]).toMatchObject({ start: 2, text: ',' })
  expect(JSON.parse((await run(file('bom.txt', '\ufeff加强,落实'), { json: true })).out)[0]).toMatchObject({ start: 3, text: ',' })
  expect((await run('-', {}, '加强,落实')).code).toBe(1)
})

it('reads lines of JSON and answers line by line', async () => {
  const path = file('lines.jsonl', '{"id":"a","text":"加强,落实"}\n\n{"id":2,"text":"抓好落实。"}\n')
  const { code, out } = await run(undefined, { jsonl: path })
  const answers = out.trim().split('\n').map(line => JSON.parse(line))
  expect([code, answers.map(a => a.id), answers.map(a => a.findings.length)]).toEqual([1, ['a', 2], [1, 0]])
})

it('says in one Chinese sentence why an input is refused, with exit code 2', async () => {
  const refused = [
    await run(join(folder, 'none.txt')),
    await run(folder),
    await run(file('binary.txt', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))),
    await run(file('latin.txt', Uint8Array.from([0xb5, 0xff, 0xff, 0x20]))),
    await run(file('large.txt', Buffer.alloc(largestInputBytes + 1, 0x61))),
    await run(undefined),
    await run(file('x.txt', '好。'), { level: 'loud' }),
    await run(file('y.txt', '好。'), { profile: file('bad.json', '{') }),
    await run(file('z.txt', '好。'), { profile: file('wrong.json', '{"leaders":[{"name":1}]}') }),
    await run(undefined, { jsonl: file('bad.jsonl', 'no json\n') }),
  ]
  expect(refused.map(r => r.code)).toEqual(refused.map(() => 2))
  expect(refused.filter(r => !/^[^\n]*[\u4e00-\u9fff][^\n]*。\n$/.test(r.error)).map(r => r.error)).toEqual([])
})

it('does not pass a text with no word in it', async () => {
  const empty = { code: 2, out: '', error: expect.stringContaining('里没有文字，没有校对') }
  expect(await run(file('empty.txt', ''))).toEqual(empty)
  expect(await run(file('blank.txt', '\ufeff \n\n'), { json: true })).toEqual(empty)
  expect(await run('-')).toEqual(empty)
})

it('the printed report groups by family with line and column', async () => {
  const { out } = await run(file('report.txt', '标题\n加强领导,落实责任。'))
  expect(out).toContain('【全角半角】1处')
  expect(out).toContain('2:5')
})

it('the office profile is obeyed', async () => {
  const profile = file('profile.json', JSON.stringify({ exceptions: ['加强,落实'], banned: [{ word: '老大难' }] }))
  const { out } = await run('-', { json: true, profile }, '加强,落实这个老大难')
  expect(JSON.parse(out).map((f: { rule: string }) => f.rule)).toEqual(['wording.office'])
})

it('asks statistical spelling in the setting it was given', async () => {
  const asked: string[] = []
  for (const level of ['strict', 'sensitive'])
    await runProofread(file('plain.txt', '抓好落实。'), { level }, { out: () => {}, spelling: async setting => { asked.push(setting); return () => [] } })
  expect(asked).toEqual(['strict', 'sensitive'])
})
