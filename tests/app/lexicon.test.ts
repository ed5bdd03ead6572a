import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { strToU8, zipSync } from 'fflate'
import { plainText } from '#core/article/plain-text'
import { saveModel } from '#core/proofread/spelling/format'
import { passNext } from '#server/demo/build'
import { announcement, code, key, office, value } from '#tests/office'
import { sentences, smallModel } from '#tests/core/spelling/small-model'

type Office = Awaited<ReturnType<typeof office>>
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64')
const written = async (o: Office, text: string) => value(await o.as('wangfang')('article.create', { key: key(), content: announcement(text) }))
const findings = async (o: Office, made: { id: string; hash: string }) => value(await o.as('wangfang')('check.run', made))

describe('the lexicon', () => {
  test('a word proposed in the editor is settled by the clerk, and no check flags it from then on', async () => {
    const o = await office()
    const made = await written(o, '区行政服务中心将于近日布署窗口调整。')
    const before = await findings(o, made)
    const flagged = before.findings.find(f => f.text.includes('布署') || f.message.includes('布署'))!
    expect(flagged).toBeDefined()
    const proposal = { key: key(), word: flagged.text, article: made.id, rule: flagged.rule, reason: '引用原文' }
    const { id } = value(await o.as('wangfang')('word.propose', proposal))
    expect(value(await o.as('wangfang')('word.propose', proposal))).toEqual({ id })
    expect(code(await o.as('wangfang')('word.settle', { key: key(), id, outcome: 'exceptions', reason: '' }))).toBe('not-your-role')
    expect(value(await o.as('xuhong')('lexicon.get', {})).proposals).toMatchObject([{ id, word: flagged.text, by: 'wangfang', settled: null }])
    value(await o.as('xuhong')('word.settle', { key: key(), id, outcome: 'exceptions', reason: '' }))
    const after = await findings(o, made)
    expect(after.findings.filter(f => f.rule === flagged.rule && f.text === flagged.text)).toEqual([])
    expect([before.ruleset, after.ruleset].map(set => /词库 \d+/.exec(set)?.[0])).toEqual(['词库 0', '词库 1'])
    const trail = value(await o.as('auditor')('audit.search', { limit: 3 })).entries.map(entry => entry.sentence)
    expect(trail[0]).toBe(`徐红 修改词库“放行词”：添加“${flagged.text}”`)
    expect(trail[1]).toBe('徐红 采纳词语建议，列入“放行词”')
    expect(await o.verify()).toMatchObject({ whole: true, failures: [] })
  })

  test('a leader misnamed is an error, and a proofreader may not touch a name of the lexicon', async () => {
    const o = await office()
    const text = '区长王健国主持会议，部署下一步工作。'
    const made = await written(o, text)
    expect((await findings(o, made)).findings.filter(f => f.family === 'leaders')).toEqual([])
    value(await o.as('xuhong')('lexicon.change', { key: key(), list: 'leaders', add: [{ name: '王建国', title: '区长', aliases: [], order: 1 }], remove: [] }))
    expect((await findings(o, made)).findings.filter(f => f.family === 'leaders')).toMatchObject([{ text: '王健国', level: 'error', blocks: true, suggestions: ['王建国'] }])
    expect(value(await o.as('sunli')('check.setup', {})).guarded).toContain('王建国')
  })

  test('a list comes in from a spreadsheet line by line, and survives a restart of the office', async () => {
    const o = await office()
    value(await o.as('xuhong')('lexicon.change', { key: key(), list: 'leaders', add: [{ name: '李志强', title: '区委书记', aliases: [] }], remove: [] }))
    const file = sheet([['姓名', '职务', '任职起', '排序', '备注'], ['李志强', '区委书记', '', '1', '-'], ['王建国', '区长', '44562', '2', ''], [], ['赵明', '', '', '', ''], ['孙亮', '副区长', '去年', '', '']])
    const { lines } = value(await o.as('xuhong')('lexicon.preview', { list: 'leaders', name: '名单.xlsx', base64: base64(file) }))
    expect(lines.map(({ line, act, zh }) => [line, act, zh])).toEqual([[2, 'change', ''], [3, 'add', ''], [5, 'refused', '缺少“职务”'], [6, 'refused', '“任职起”应写成 2026-10-01']])
    expect(lines[1]!.entry).toEqual({ name: '王建国', title: '区长', aliases: [], from: '2022-01-01', order: 2 })
    const add = lines.flatMap(line => (line.entry && line.act !== 'same' ? [line.entry] : []))
    value(await o.as('xuhong')('lexicon.change', { key: key(), list: 'leaders', add, remove: [], source: '名单.xlsx' }))
    const kept = value(await o.as('xuhong')('lexicon.get', {}))
    expect(kept.lists.leaders.map(entry => typeof entry === 'object' && 'title' in entry && entry.name)).toEqual(['李志强', '王建国'])
    expect(await o.verify()).toMatchObject({ whole: true })
    expect(code(await o.as('wangfang')('lexicon.preview', { list: 'leaders', name: '名单.xlsx', base64: base64(file) }))).toBe('not-your-role')
  })

  test('text files, quotes, other encodings and neutralised formulas are read as they were meant; other files are refused', async () => {
    const o = await office()
    const preview = async (list: 'banned' | 'names', name: string, bytes: Uint8Array | string) => o.as('xuhong')('lexicon.preview', { list, name, base64: base64(bytes) })
    const csv = '\uFEFF词语,建议改为,级别,例外\r\n"亲自\n检查",,错误,\r\n\'=机构,"甲,""乙""",提示,机构改革；机构编制\r\n弱智,,很高,\r\n'
    const { lines } = value(await preview('banned', '禁用词.csv', csv))
    expect(lines.map(({ act, term, zh }) => [act, term, zh])).toEqual([['add', '亲自\n检查', ''], ['add', '=机构', ''], ['refused', '弱智', '“级别”应为错误、警告或提示']])
    expect(lines[1]!.entry).toEqual({ word: '=机构', instead: '甲,"乙"', level: 'info', except: ['机构改革', '机构编制'] })
    const names = value(await preview('names', '名单.txt', Uint8Array.of(0xc0, 0xee, 0xc3, 0xf7, 0x0a, 0xc0, 0xee, 0xc3, 0xf7, 0x0a, 0xc0, 0xee)))
    expect(names.lines.map(({ act, term, zh }) => [act, term, zh])).toEqual([['add', '李明', ''], ['refused', '李明', '与前面的一行重复'], ['refused', '李', '过短、过长或不符合格式']])
    expect(code(await preview('names', '名单.pdf', '%PDF-1.7'))).toBe('import-refused')
    expect(code(await preview('names', '名单.txt', '机密★1年\n李明'))).toBe('file-refused')
  })
})

describe('the rules', () => {
  test('switches, levels and the setting change what is found; classification marks stay', async () => {
    const o = await office()
    const made = await written(o, '区行政服务中心将于近日布署窗口调整。联系人电话13812345678。')
    const { findings: before } = await findings(o, made)
    const flagged = before.find(f => f.text.includes('布署'))!
    expect(before.some(f => f.rule === 'mobile')).toBe(true)
    value(await o.as('xuhong')('rules.set', { key: key(), rules: { setting: 'standard', disabled: ['mobile'], levels: { [flagged.rule]: 'info' } } }))
    const { findings: after } = await findings(o, made)
    expect(after.some(f => f.rule === 'mobile')).toBe(false)
    expect(after.find(f => f.text === flagged.text)).toMatchObject({ level: 'info', blocks: false })
    const refused = await o.as('admin')('rules.set', { key: key(), rules: { setting: 'standard', disabled: ['classification-mark'], levels: {} } })
    expect(code(refused)).toBe('check-not-optional')
  })

  test('what was dismissed and what was found at passes is counted once for each place', async () => {
    const o = await office()
    const made = await written(o, '区行政服务中心将于近日布署窗口调整。')
    const flagged = (await findings(o, made)).findings.find(f => f.text.includes('布署'))!
    value(await o.as('xuhong')('rules.set', { key: key(), rules: { setting: 'standard', disabled: [], levels: { [flagged.rule]: 'warning' } } }))
    value(await o.as('wangfang')('article.submit', { key: key(), id: made.id, saw: made.hash }))
    for (let i = 0; i < 3; i++) await passNext({ as: o.as, key, now: () => new Date().toISOString() }, made.id)
    const { list, passes } = value(await o.as('wangfang')('rules.list', {}))
    expect(passes).toBe(3)
    expect(list.find(rule => rule.id === flagged.rule)).toMatchObject({ found: 1, dismissed: 0, fixed: 0, level: 'warning', on: true })
    expect(list.every(rule => rule.zh && rule.basis && rule.familyZh)).toBe(true)
    expect(new Set(list.map(rule => rule.id)).size).toBe(list.length)
    expect(list.filter(rule => rule.floor).length).toBeGreaterThan(3)
  })
})

describe('statistical spelling', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shenjiao-model-'))
  const model = join(folder, 'model.bin')
  beforeAll(() => writeFileSync(model, saveModel(smallModel())))
  afterAll(() => rmSync(folder, { recursive: true }))
  const slip = '县级以上地方人民政府应当加强攻务公开工作。'

  test('works in a thread with the model that came with the program; without one the record says so', async () => {
    const o = await office({ model })
    const { findings: found, ruleset } = await findings(o, await written(o, slip))
    expect(found.filter(f => f.family === 'spelling')).toMatchObject([{ rule: 'spelling.char', text: '攻', start: expect.any(Number) as number }])
    expect(ruleset).toMatch(/拼写 随程序 [0-9a-f]{8}$/)
    const setup = value(await o.as('wangfang')('check.setup', {}))
    const { base64: sent } = value(await o.as('wangfang')('check.model', { digest: setup.model!.digest }))
    expect(createHash('sha256').update(Buffer.from(sent, 'base64')).digest('hex')).toBe(setup.model!.digest)
    const without = await office()
    const bare = await findings(without, await written(without, slip))
    expect([bare.findings.filter(f => f.family === 'spelling'), bare.ruleset.endsWith('拼写未检查（没有模型文件）')]).toEqual([[], true])
  })

  test('a damaged model stops no check', async () => {
    const bad = join(folder, 'bad.bin')
    writeFileSync(bad, 'not a model')
    const o = await office({ model: bad })
    const found = await findings(o, await written(o, `${slip}区行政服务中心将于近日布署窗口调整。`))
    expect(found.findings.some(f => f.text.includes('布署'))).toBe(true)
    expect(o.bugs.splice(0)).toHaveLength(1)
  })

  test('learns from the released articles on this machine; a model that is not the recorded one is not used', async () => {
    const o = await office({ model })
    const train = async () => {
      const { job } = value(await o.as('xuhong')('spelling.train', {}))
      for (;;) {
        const progress = value(await o.as('xuhong')('spelling.progress', { job }))
        if (progress.done) return progress
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    }
    expect((await train()).error).toContain('没有训练')
    const made = await written(o, sentences.slice(0, 60).join('\n'))
    value(await o.as('wangfang')('article.submit', { key: key(), id: made.id, saw: made.hash }))
    for (let i = 0; i < 8; i++) await passNext({ as: o.as, key, now: () => new Date().toISOString() }, made.id)
    const view = value(await o.as('heping')('article.open', { id: made.id }))
    value(await o.as('heping')('release.export', { key: key(), id: made.id, channel: 'website', saw: view.summary.hash }))
    const done = await train()
    expect(done).toMatchObject({ error: null, articles: 1, characters: plainText(view.content).text.length })
    const { spelling } = value(await o.as('xuhong')('lexicon.get', {}))
    const own = join(o.data, 'spelling-own.bin')
    expect(spelling!.digest).toBe(createHash('sha256').update(readFileSync(own)).digest('hex'))
    expect(value(await o.as('wangfang')('check.setup', {})).ruleset).toContain('拼写 本单位')
    expect(await o.verify()).toMatchObject({ whole: true })
    expect(await o.trainSpelling()).toMatchObject({ error: null, articles: 1 })
    expect((await o.store.office())!.spelling!.by).toBe('system')
    await o.close()
    writeFileSync(own, Buffer.concat([readFileSync(own), Buffer.of(0)]))
    const again = await office({ model, data: o.data, empty: true })
    expect(value(await again.as('wangfang')('check.setup', {})).ruleset).toContain('拼写 随程序')
    expect(code(await again.as('wangfang')('spelling.train', {}))).toBe('not-your-role')
  }, 60_000)
})

/** A workbook of one sheet; empty cells are left out, as spreadsheets do. */
function sheet(rows: readonly (readonly string[])[]): Uint8Array {
  const cell = (text: string, at: string) => (text === '' ? '' : /^\d+$/.test(text) ? `<c r="${at}"><v>${text}</v></c>` : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`)
  const body = rows.flatMap((row, y) => (row.length ? [`<row r="${y + 1}">${row.map((text, x) => cell(text, `${'ABCDEFG'[x]}${y + 1}`)).join('')}</row>`] : []))
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet'
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': strToU8(`<workbook ${main}><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}" Target="worksheets/sheet1.xml"/></Relationships>`),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${main}><sheetData>${body.join('')}</sheetData></worksheet>`),
  })
}
