import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { gateLimits, runGate } from '#core/proofread/plugin/gate'
import { rightSentences, wrongSentences } from '#core/proofread/plugin/gate-set'
import { judgePlugin, pluginCaps, pluginHost } from '#server/plugin-host'
import { readPlugin } from '#server/plugin-files'
import { tinyPlugin } from '#tests/fixtures/tiny-onnx'

vi.setConfig({ testTimeout: 300_000 })

/** What a model may take here: other work of the machine must not make it look slow. */
const patient = { ...pluginCaps, milliseconds: 300_000 }

const zhOf = async (folder: string) => {
  const judged = await judgePlugin(folder, patient)
  return judged.ok ? 'usable' : judged.refusal.zh
}

test('a good plug-in passes the gate, and says where it would have written another character, as a suggestion', async () => {
  const folder = tinyPlugin()
  const judged = await judgePlugin(folder, patient)
  if (!judged.ok) throw new Error(judged.refusal.zh)
  expect(judged.value.figures).toMatchObject({ passed: true, falseAlarms: 0, faults: wrongSentences.length })
  expect(judged.value.figures.found).toBeGreaterThan(wrongSentences.length * gateLimits.found)
  const host = pluginHost(() => undefined, patient)
  const found = await host.check(judged.value.plugin, '第一句。县财政局要及时拨付专项资金，严禁截流挪用。', [])
  await host.close()
  const start = '第一句。县财政局要及时拨付专项资金，严禁截'.length
  expect(found).toEqual([
    {
      rule: 'model.suggestion', family: 'spelling', level: 'info', start, end: start + 1, text: '流', suggestions: ['留'],
      message: '模型建议：“流”处通常用“留”，请核对。',
      basis: expect.stringContaining(judged.value.plugin.digest.slice(0, 8)), confidence: expect.closeTo(0.99, 1),
    },
  ])
})

test('a plug-in that expects nonsense does not pass', async () => {
  const judged = await judgePlugin(tinyPlugin({ knows: 'nonsense' }), patient)
  expect(judged.ok && judged.value.figures.passed).toBe(false)
  expect(judged.ok && judged.value.figures.found).toBe(0)
})

test('files that are not what the manifest says, that are broken, missing or of another task are refused, each in a sentence', async () => {
  const swapped = tinyPlugin()
  appendFileSync(join(swapped, 'model.onnx'), 'x')
  expect(await zhOf(swapped)).toContain('model.onnx 与清单中的校验值不符')
  const words = tinyPlugin()
  appendFileSync(join(words, 'vocab.txt'), '多\n')
  expect(await zhOf(words)).toContain('vocab.txt 与清单中的校验值不符')
  const gone = tinyPlugin()
  rmSync(join(gone, 'vocab.txt'))
  expect(await zhOf(gone)).toContain('缺少文件 vocab.txt')
  expect(await zhOf(tinyPlugin({ manifest: { task: 'text-generation' } }))).toContain('manifest.json 不合要求')
  const torn = tinyPlugin()
  writeFileSync(join(torn, 'manifest.json'), '{')
  expect(await zhOf(torn)).toContain('manifest.json 不合要求')
  expect(await zhOf(tinyPlugin({ model: new Uint8Array([1, 2, 3, 4]) }))).toContain('模型不能运行')
})

test('a model exchanged after it was checked is not used', async () => {
  const folder = tinyPlugin()
  const plugin = readPlugin(folder)
  if (!plugin.ok) throw new Error(plugin.refusal.zh)
  appendFileSync(join(folder, 'model.onnx'), 'x')
  const bugs: unknown[] = []
  const host = pluginHost(bug => bugs.push(bug), patient)
  expect(await host.check(plugin.value, '各乡镇要按时完成任务。', [])).toBeNull()
  expect(String(bugs[0])).toContain('not what the manifest says')
  await host.close()
})

test('a model that never answers, or takes more memory than it may, is ended and not asked again', async () => {
  const plugin = readPlugin(tinyPlugin({ hangs: true }))
  if (!plugin.ok) throw new Error(plugin.refusal.zh)
  for (const caps of [{ ...patient, milliseconds: 3000 }, { ...patient, megabytes: 1 }]) {
    const bugs: unknown[] = []
    const host = pluginHost(bug => bugs.push(bug), caps)
    expect(await host.check(plugin.value, '各乡镇要按时完成任务。', [])).toBeNull()
    expect(await host.check(plugin.value, '再问一次。', [])).toBeNull()
    expect([bugs.length, String(bugs[0])]).toEqual([1, expect.stringContaining('took more than')])
    await host.close()
  }
})

test('the gate lets nobody through who says nothing, or who doubts every sentence', async () => {
  expect((await runGate(async () => [])).passed).toBe(false)
  const finding = { rule: 'model.suggestion', family: 'spelling', level: 'info' as const, start: 0, end: 1, text: '', suggestions: ['的'], message: '', basis: '', confidence: 1 }
  expect((await runGate(async () => [finding])).passed).toBe(false)
})

test('the sentences of the gate differ in one character, and none of the faultless holds a fault of the set', () => {
  for (const { text, wrong, right } of wrongSentences) {
    expect([text, text.split(wrong).length]).toEqual([text, 2])
    expect([...wrong].filter((character, n) => character !== [...right][n]).length).toBe(1)
    expect(rightSentences.join('\n').includes(wrong)).toBe(false)
  }
})
