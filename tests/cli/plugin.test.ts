import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openPlugin } from '../../cli/plugin.ts'
import { runProofread } from '../../cli/proofread.ts'
import { tinyPlugin } from '#tests/fixtures/tiny-onnx'

vi.setConfig({ testTimeout: 300_000 })

const text = join(mkdtempSync(join(tmpdir(), 'plugin-cli-')), '稿.txt')
writeFileSync(text, '县财政局要及时拨付专项资金，严禁截流挪用。')

async function run(plugin: string) {
  let out = ''
  let error = ''
  const code = await runProofread(text, { level: 'standard', json: true, plugin }, { plugin: openPlugin, out: words => (out += words), error: words => (error += words) })
  return { code, out, error }
}

test('proofread adds the words of a plug-in that passes the gate, and refuses one that does not or is not what it says', async () => {
  const good = await run(tinyPlugin())
  const found = JSON.parse(good.out) as { rule: string; level: string; suggestions: string[] }[]
  expect(found.filter(one => one.rule === 'model.suggestion')).toEqual([expect.objectContaining({ level: 'info', suggestions: ['留'] })])

  const failed = await run(tinyPlugin({ knows: 'nonsense' }))
  expect([failed.code, failed.out, failed.error]).toEqual([2, '', expect.stringMatching(/验收未通过.*没有使用这个模型插件/)])

  const swapped = tinyPlugin()
  appendFileSync(join(swapped, 'model.onnx'), 'x')
  const refused = await run(swapped)
  expect([refused.code, refused.error]).toEqual([2, expect.stringContaining('校验值不符')])
})
