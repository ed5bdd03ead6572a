import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { passNext } from '#server/demo/build'
import { tinyPlugin } from '#tests/fixtures/tiny-onnx'
import { announcement, code, key, office, value } from '#tests/office'

vi.setConfig({ testTimeout: 300_000 })

test('an office without a plug-in hears nothing of one but how to add it', async () => {
  const o = await office()
  expect(value(await o.as('xuhong')('plugin.state', {}))).toMatchObject({ present: null, fault: null, verdict: null, inUse: false })
  expect(code(await o.as('xuhong')('plugin.judge', { key: key() }))).toBe('not-found')
  expect(value(await o.as('wangfang')('check.suggest', { text: '严禁截流挪用。' })).findings).toEqual([])
  expect(value(await o.as('wangfang')('check.setup', {})).plugin).toBe(false)
  expect(value(await o.as('xuhong')('rules.list', {})).list.some(rule => rule.id === 'model.suggestion')).toBe(false)
})

test('a plug-in speaks only after its acceptance, as a suggestion, and each pass names its digest; the trail holds the verdict', async () => {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-plugin-'))
  const folder = tinyPlugin({}, join(data, 'plugins', 'small'))
  const o = await office({ data })
  const clerk = o.as('xuhong')
  const made = value(await o.as('wangfang')('article.create', { key: key(), content: announcement('县财政局要及时拨付专项资金，严禁截流挪用。') }))
  const hints = async () => value(await o.as('wangfang')('check.run', made)).findings.filter(finding => finding.rule === 'model.suggestion')
  const before = value(await clerk('plugin.state', {}))
  expect([before.present?.name, before.inUse, await hints()]).toEqual(['小模型', false, []])
  expect(code(await o.as('wangfang')('plugin.judge', { key: key() }))).toBe('not-your-role')

  const verdict = value(await clerk('plugin.judge', { key: key() }))
  expect([verdict.passed, verdict.zh]).toEqual([true, expect.stringContaining('验收通过')])
  const { present, inUse } = value(await clerk('plugin.state', {}))
  expect(inUse).toBe(true)
  expect(await hints()).toEqual([expect.objectContaining({ text: '流', suggestions: ['留'], level: 'info', blocks: false })])

  const typed = value(await o.as('wangfang')('check.suggest', { text: '县财政局要及时拨付专项资金，严禁截流挪用。' }))
  expect(typed.findings).toEqual([expect.objectContaining({ rule: 'model.suggestion', text: '流', suggestions: ['留'], level: 'info', source: 'proofread', blocks: false })])
  expect(typed.findings[0]!.confidence).toBeLessThan(1)
  const setup = value(await o.as('wangfang')('check.setup', {}))
  expect([setup.plugin, setup.names['model.suggestion']]).toEqual([true, '模型建议'])
  const { list, rules } = value(await clerk('rules.list', {}))
  expect(list.find(rule => rule.id === 'model.suggestion')).toMatchObject({ ownLevel: 'info', on: true })
  value(await clerk('rules.set', { key: key(), rules: { ...rules, disabled: ['model.suggestion'] } }))
  expect(value(await o.as('wangfang')('check.suggest', { text: '县财政局要及时拨付专项资金，严禁截流挪用。' })).findings).toEqual([])
  value(await clerk('rules.set', { key: key(), rules }))

  value(await o.as('wangfang')('article.submit', { key: key(), id: made.id, saw: made.hash }))
  await passNext({ as: o.as, key, now: () => new Date().toISOString() }, made.id)
  const { passes } = value(await o.as('wangfang')('article.open', { id: made.id }))
  expect(passes[0]!.checks!.ruleset).toContain(present!.digest)
  const { entries } = value(await o.as('auditor')('audit.search', { type: 'plugin-judged', limit: 50 }))
  expect(entries.map(entry => entry.sentence).join('\n')).toContain('验收模型插件“小模型”1.0')
  expect(await o.verify()).toMatchObject({ whole: true, failures: [] })

  writeFileSync(join(folder, 'vocab.txt'), '换过的词表')
  expect(value(await clerk('plugin.state', {}))).toMatchObject({ present: null, fault: expect.stringContaining('校验值不符'), inUse: false })
})

test('a plug-in that fails its acceptance stays off, on the record', async () => {
  const data = mkdtempSync(join(tmpdir(), 'shenjiao-plugin-'))
  mkdirSync(join(data, 'plugins'))
  tinyPlugin({ knows: 'nonsense' }, join(data, 'plugins', 'bad'))
  const o = await office({ data })
  expect(value(await o.as('xuhong')('plugin.judge', { key: key() })).passed).toBe(false)
  expect(value(await o.as('xuhong')('plugin.state', {}))).toMatchObject({ inUse: false, verdict: { passed: false } })
  expect(await o.verify()).toMatchObject({ whole: true, failures: [] })
})
