import { describe, expect, test } from 'vitest'
import { unzipSync } from 'fflate'
import { phaseWords } from '#core/article/article'
import { plainText } from '#core/article/plain-text'
import { replaceWords } from '#core/article/replace'
import { textToBody } from '#core/import/text'
import type { Content } from '#core/article/content'
import { demoPassword, passNext } from '#server/demo/build'
import { announcement, code, key, office, value } from '#tests/office'

type Office = Awaited<ReturnType<typeof office>>
const seats = ['chenjing', 'zhangmin', 'sunli', 'fengwei', 'zhoujie', 'yangtao', 'wuna', 'lijianguo'] as const
const acts = (o: Office) => ({ as: o.as, key, now: () => new Date().toISOString() })

async function written(o: Office, content: Content = announcement()) {
  return value(await o.as('wangfang')('article.create', { key: key(), content }))
}
async function submitted(o: Office, content?: Content) {
  const made = await written(o, content)
  value(await o.as('wangfang')('article.submit', { key: key(), id: made.id, saw: made.hash }))
  return made
}
const changedWords = (content: Content, from: string, to: string): Content => {
  const start = plainText(content).text.indexOf(from)
  return replaceWords(content, [{ start, end: start + from.length, text: to }]).content
}
const judgement = async (o: Office, who: string, id: string) => {
  const view = value(await o.as(who)('article.open', { id }))
  const stage = view.run!.stages.find(s => s.id === view.summary.stage)!
  return {
    view,
    input: {
      key: key(), id, stage: stage.id, saw: view.summary.hash, opened: new Date().toISOString(), opinion: '同意。', password: demoPassword,
      answers: stage.checklist.map(q => ({ question: q.id, answer: 'yes' as const, note: '' })),
    },
  }
}

describe('the whole road', () => {
  test('eight people take one text from draft to both packages, and the trail verifies', async () => {
    const o = await office()
    const { id } = await submitted(o)
    for (const _ of seats) await passNext(acts(o), id)
    const view = value(await o.as('heping')('article.open', { id }))
    expect(view.summary.phase).toBe('cleared')
    expect(view.passes.map(p => p.by)).toEqual([...seats])
    const state = async () => {
      const [opened, listed] = [value(await o.as('heping')('article.open', { id })).summary, value(await o.as('heping')('release.list', { limit: 5 })).items[0]!]
      expect(listed.channels).toEqual(opened.channels)
      return phaseWords(opened.phase, opened.channels)
    }
    const states = [await state()]
    for (const channel of ['website', 'wechat'] as const) {
      const sent = value(await o.as('heping')('release.export', { key: key(), id, channel, saw: view.summary.hash }))
      const files = unzipSync(Buffer.from(sent.base64, 'base64'))
      const manifest = JSON.parse(Buffer.from(files['manifest.json']!).toString('utf8')) as { contentHash: string }
      expect(manifest.contentHash).toBe(view.summary.hash)
      states.push(await state())
    }
    expect(states).toEqual(['已签发', '部分发布 1/2', '已发布'])
    const { releases } = value(await o.as('heping')('article.open', { id }))
    const draft = await written(o)
    expect(value(await o.as('heping')('release.firsts', { ids: [id, draft.id] })).items).toEqual([{ id, at: releases[0]!.at }])
    const report = await o.verify()
    expect(report).toMatchObject({ whole: true, failures: [] })
  })

  test('nobody, whatever their role, gets anything out of an article that is not cleared', async () => {
    const o = await office()
    const { id, hash } = await submitted(o)
    const people = value(await o.as('wangfang')('people.directory', {})).people
    for (let stage = 0; stage < seats.length; stage++) {
      for (const person of people) {
        for (const channel of ['website', 'wechat'] as const) {
          expect(['not-cleared', 'not-your-role']).toContain(code(await o.as(person.id)('release.export', { key: key(), id, channel, saw: hash })))
          expect(code(await o.as(person.id)('release.preview', { id, channel }))).toBe('not-cleared')
        }
      }
      await passNext(acts(o), id)
    }
    expect(code(await o.as('admin')('release.export', { key: key(), id, channel: 'website', saw: hash }))).toBe('not-your-role')
  }, 120_000)

  test('a return and a resubmission with a correction goes back to the stage that returned it', async () => {
    const o = await office()
    const { id } = await submitted(o)
    for (let i = 0; i < 3; i++) await passNext(acts(o), id)
    const { input } = await judgement(o, 'fengwei', id)
    value(await o.as('fengwei')('stage.return', { ...input, category: '文字表述', reason: '标点请核对', passages: [], outcome: 'return' }))
    const view = value(await o.as('wangfang')('article.open', { id }))
    expect(view.returned).toMatchObject({ stageName: '复审', reason: '标点请核对', by: 'fengwei' })
    const content = changedWords(view.content, '请相互转告。', '请相互转告！')
    const { hash } = value(await o.as('wangfang')('article.save', { key: key(), id, base: view.summary.hash, content }))
    const said = value(await o.as('wangfang')('article.check', { id }))
    expect(said.goes).toMatchObject({ way: 'on', stage: 'second-review', change: 'correction', hunks: [{ before: '。', after: '！' }], fall: [], mayTakeBack: false })
    expect(said.goes!.stand.map(pass => pass.by)).toEqual(['chenjing', 'zhangmin', 'sunli'])
    expect(said.stages.map(({ stage }) => stage.id)).toEqual(['second-review', 'second-proofread', 'final-review', 'third-proofread', 'sign-off'])
    expect(said.stages[1]!.people).not.toContain('sunli')
    expect(value(await o.as('wangfang')('article.submit', { key: key(), id, saw: hash }))).toEqual({ run: 1, stage: 'second-review', change: 'correction' })
    expect(code(await o.as('wangfang')('article.withdraw', { key: key(), id, reason: '再改' }))).toBe('already-acted')
    for (let i = 3; i < 8; i++) await passNext(acts(o), id)
    expect(value(await o.as('heping')('article.open', { id })).summary.phase).toBe('cleared')
    expect((await o.verify()).whole).toBe(true)
  })

  test('I3: one digit changed voids the run and says who, when and which words; a save that changes nothing voids nothing', async () => {
    const o = await office()
    const { id } = await submitted(o, announcement('办理时限为15个工作日。'))
    for (let i = 0; i < 3; i++) await passNext(acts(o), id)
    const { input } = await judgement(o, 'fengwei', id)
    value(await o.as('fengwei')('stage.return', { ...input, category: '事实数据', reason: '时限请核对', passages: [], outcome: 'return' }))
    const before = value(await o.as('wangfang')('article.open', { id }))
    expect(value(await o.as('wangfang')('article.save', { key: key(), id, base: before.summary.hash, content: before.content }))).toEqual({ hash: before.summary.hash, changed: false })
    const content = changedWords(before.content, '15', '10')
    expect(value(await o.as('wangfang')('article.check', { id })).goes).toMatchObject({ way: 'on', change: 'none', hunks: [] })
    const { hash } = value(await o.as('wangfang')('article.save', { key: key(), id, base: before.summary.hash, content }))
    const said = value(await o.as('wangfang')('article.check', { id })).goes!
    expect(said).toMatchObject({ way: 'anew', stage: 'confidentiality-review', change: 'substantive', hunks: [{ before: '15个工作日', after: '10个工作日' }], stand: [], mayTakeBack: true })
    expect(said.fall.map(pass => pass.by)).toEqual(['chenjing', 'zhangmin', 'sunli'])
    expect(value(await o.as('wangfang')('article.submit', { key: key(), id, saw: hash }))).toEqual({ run: 2, stage: 'confidentiality-review', change: 'substantive' })
    const view = value(await o.as('zhangmin')('article.open', { id }))
    const mine = view.passes.find(p => p.by === 'zhangmin')!
    expect(mine.voided).toMatchObject({ by: 'wangfang', cause: 'substantive-change' })
    expect(mine.voided!.hunks).toEqual([expect.objectContaining({ before: '15个工作日', after: '10个工作日', class: 'substantive' })])
    expect(view.lastSigned).toBe(before.summary.hash)
    expect(value(await o.as('zhangmin')('desk.card', { id })).voidedMine).toHaveLength(1)
    expect((await o.verify()).whole).toBe(true)
  })

  test('the submission sheet says what the command will say: what is missing, who alone may take it back, and a return from the first stage that is free again', async () => {
    const o = await office()
    const { id, hash } = await written(o)
    const check = async (who: string) => value(await o.as(who)('article.check', { id }))
    expect(await check('wangfang')).toMatchObject({ goes: { way: 'first', change: null, stand: [], fall: [], mayTakeBack: true }, may: { submit: null } })
    expect((await check('zhangmin')).may.submit).toEqual({ code: 'not-author' })
    value(await o.as('wangfang')('article.addCoauthor', { key: key(), id, person: 'liuyang' }))
    expect(await check('liuyang')).toMatchObject({ goes: { way: 'first', mayTakeBack: false }, may: { submit: null } })
    value(await o.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
    const { input } = await judgement(o, 'chenjing', id)
    value(await o.as('chenjing')('stage.return', { ...input, category: '文字表述', reason: '请核对', passages: [], outcome: 'return' }))
    expect((await check('wangfang')).goes).toMatchObject({ way: 'on', stage: 'confidentiality-review', stand: [], fall: [], mayTakeBack: true })
    value(await o.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
    expect(code(await o.as('wangfang')('article.withdraw', { key: key(), id, reason: '再改' }))).toBe('allowed')
    const emptied = { ...announcement(), title: '' }
    const saved = value(await o.as('wangfang')('article.save', { key: key(), id, base: hash, content: emptied }))
    expect((await check('wangfang')).may.submit).toEqual({ code: 'nothing-missing-but', missing: expect.arrayContaining([expect.objectContaining({ field: 'title' })]) as unknown })
    expect(code(await o.as('wangfang')('article.submit', { key: key(), id, saw: saved.hash }))).toBe('nothing-missing-but')
  })

  test('a proofreader corrects, a later stage sees it; a rewrite is refused with the words', async () => {
    const o = await office()
    const { id } = await submitted(o, announcement('请有关单位做好登计工作，办理时限为15日。'))
    for (let i = 0; i < 2; i++) await passNext(acts(o), id)
    const { view, input } = await judgement(o, 'sunli', id)
    const rewritten = await o.as('sunli')('stage.pass', { ...input, content: changedWords(view.content, '15', '20') })
    expect(rewritten).toMatchObject({ ok: false, refusal: { code: 'substantive-change', hunk: '15日→20日' } })
    value(await o.as('sunli')('stage.pass', { ...input, key: key(), content: changedWords(view.content, '登计', '登记') }))
    const later = value(await o.as('fengwei')('article.open', { id }))
    expect(later.passes.at(-1)).toMatchObject({ by: 'sunli', change: 'correction', hunks: [expect.objectContaining({ before: '计', after: '记' })] })
    expect(plainText(later.content).text).toContain('登记')
    expect(later.stageBefore).toBe(view.summary.hash)
  })

  test('refused: one’s own text, a stale screen, an unanswered question, a missing opinion, a wrong password', async () => {
    const o = await office()
    value(await o.as('admin')('people.change', { key: key(), person: { id: 'wangfang', account: 'wangfang', name: '王芳', title: '科员', section: 'disclosure', roles: ['editor', 'confidentiality-officer'], disabled: false, away: [] } }))
    const { id } = await submitted(o)
    const { input } = await judgement(o, 'chenjing', id)
    const asAuthor = value(await o.as('wangfang')('article.open', { id }))
    expect(asAuthor.may.pass).toEqual({ code: 'author-may-not-review', person: 'wangfang' })
    expect(code(await o.as('wangfang')('stage.pass', input))).toBe('author-may-not-review')
    const pass = (change: object) => o.as('chenjing')('stage.pass', { ...input, key: key(), ...change })
    expect(code(await pass({ saw: '0'.repeat(64) }))).toBe('text-has-moved-on')
    expect(code(await pass({ answers: input.answers.slice(1) }))).toBe('unanswered')
    expect(code(await pass({ answers: input.answers.map(a => ({ ...a, answer: 'no' as const })) }))).toBe('note-missing')
    expect(code(await pass({ opinion: ' ' }))).toBe('opinion-missing')
    expect(code(await pass({ password: 'wrong' }))).toBe('password-wrong')
    expect(code(await pass({}))).toBe('allowed')
  })

  test('F7: the same command sent twice is one pass', async () => {
    const o = await office()
    const { id } = await submitted(o)
    const { input } = await judgement(o, 'chenjing', id)
    const [first, second] = await Promise.all([o.as('chenjing')('stage.pass', input), o.as('chenjing')('stage.pass', input)])
    expect([first.ok, second.ok]).toEqual([true, true])
    expect(value(await o.as('chenjing')('article.open', { id })).passes).toHaveLength(1)
    expect(code(await o.as('zhangmin')('stage.pass', { ...input, stage: 'first-review' }))).toBe('command-replayed')
  })

  test('two windows: an edit on a stale text is refused and both versions are kept', async () => {
    const o = await office()
    const { id, hash } = await written(o)
    const { content } = value(await o.as('wangfang')('article.open', { id }))
    value(await o.as('wangfang')('article.save', { key: key(), id, base: hash, content: changedWords(content, '相互转告', '广泛转告') }))
    const late = changedWords(content, '方便群众', '便利群众')
    value(await o.as('wangfang')('workingCopy.put', { id, base: hash, content: late }))
    expect(await o.as('wangfang')('article.save', { key: key(), id, base: hash, content: late })).toMatchObject({ ok: false, refusal: { code: 'stale-base', base: hash, by: 'wangfang' } })
    expect(value(await o.as('wangfang')('workingCopy.get', { id })).copy!.content).toEqual(late)
  })

  test('I6: editing a template changes no run that has begun', async () => {
    const o = await office()
    const { id } = await submitted(o)
    const { templates } = value(await o.as('admin')('template.list', {}))
    const { version: _, ...standard } = templates.find(t => t.id === 'standard')!
    value(await o.as('admin')('template.save', { key: key(), template: { ...standard, stages: standard.stages.map(s => ({ ...s, checklist: [], name: `${s.name}改` })) } }))
    for (const __ of seats) await passNext(acts(o), id)
    const view = value(await o.as('heping')('article.open', { id }))
    expect(view.run!.stages.map(s => s.name)).toEqual(['保密审查', '初审', '一校', '复审', '二校', '终审', '三校', '签发'])
    const { stages } = standard
    expect(await o.as('admin')('template.save', { key: key(), template: { ...standard, stages: stages.slice(1) } })).toMatchObject({ refusal: { code: 'template-breaks-floor', rule: 'F1' } })
  })

  test('the four outcomes of confidentiality review', async () => {
    const o = await office()
    const withheld = await submitted(o)
    const a = await judgement(o, 'chenjing', withheld.id)
    value(await o.as('chenjing')('stage.withhold', { ...a.input, ground: '政府信息公开条例第十六条:内部事务信息', note: '' }))
    expect(value(await o.as('wangfang')('article.open', { id: withheld.id })).summary.phase).toBe('withheld')
    const referred = await submitted(o)
    const b = await judgement(o, 'chenjing', referred.id)
    value(await o.as('chenjing')('stage.refer', { ...b.input, authority: '云溪区国家保密局', reason: '不能确定' }))
    expect(code(await o.as('chenjing')('stage.pass', { ...b.input, key: key() }))).toBe('not-at-a-stage')
    value(await o.as('chenjing')('stage.answerReferral', { key: key(), id: referred.id, stage: b.input.stage, number: '云保函〔2026〕3号', date: '2026-11-20', outcome: 'public', note: '' }))
    value(await o.as('chenjing')('stage.pass', { ...b.input, key: key() }))
    const redacted = await submitted(o)
    const c = await judgement(o, 'chenjing', redacted.id)
    expect(code(await o.as('chenjing')('stage.return', { ...c.input, category: '涉密或个人信息', reason: '请遮盖电话', passages: [], outcome: 'redact' }))).toBe('passages-missing')
    value(await o.as('chenjing')('stage.return', { ...c.input, key: key(), category: '涉密或个人信息', reason: '请遮盖电话', passages: [{ start: 0, end: 2, quote: '关于', note: '' }], outcome: 'redact' }))
    expect(value(await o.as('wangfang')('article.open', { id: redacted.id })).returned).toMatchObject({ outcome: 'redact', passages: [{ quote: '关于' }] })
    expect((await o.verify()).whole).toBe(true)
  })

  test('the signer recalls the sign-off while nothing is released; afterwards nobody can', async () => {
    const o = await office()
    const { id } = await submitted(o)
    for (const _ of seats) await passNext(acts(o), id)
    const saw = value(await o.as('heping')('article.open', { id })).summary.hash
    const recall = (who: string) => o.as(who)('signOff.recall', { key: key(), id, saw, to: 'third-proofread', reason: '时机调整', password: demoPassword })
    expect(code(await recall('yangtao'))).toBe('not-the-signer')
    expect(code(await recall('lijianguo'))).toBe('allowed')
    expect(code(await o.as('heping')('release.export', { key: key(), id, channel: 'website', saw }))).toBe('not-cleared')
    await passNext(acts(o), id)
    await passNext(acts(o), id)
    value(await o.as('heping')('release.export', { key: key(), id, channel: 'website', saw }))
    expect(code(await recall('lijianguo'))).toBe('recall-after-release')
    expect((await o.verify()).whole).toBe(true)
  })
})

test('what a channel will not take is said before submission: a text too long for WeChat with its tags, a file that would run, a column the site has not', async () => {
  const o = await office()
  const wangfang = o.as('wangfang')
  const lacks = async (change: Partial<Content>) => {
    const { id, hash } = value(await wangfang('article.create', { key: key(), content: { ...announcement(), ...change } }))
    const { missing, may } = value(await wangfang('article.check', { id }))
    expect(code(await wangfang('article.submit', { key: key(), id, saw: hash }))).toBe(missing.length ? 'nothing-missing-but' : 'allowed')
    expect(may.submit === null).toBe(missing.length === 0)
    return missing.map(({ field }) => field)
  }
  const long = textToBody('为方便群众办事。'.repeat(2500)).body
  expect(await lacks({ body: long })).toEqual(['body'])
  expect(await lacks({ body: long, channels: { website: {} } })).toEqual([])
  const attached = (name: string) => ({ attachments: [{ digest: 'a'.repeat(64), name, size: 3, mediaType: 'application/octet-stream' }] })
  expect(await lacks(attached('登记表.hta'))).toEqual(['attachments'])
  const { publication } = announcement()
  expect(await lacks({ publication: { ...publication, column: '没有的栏目' } })).toEqual(['publication.column'])
  expect(await o.as('wangfang')('file.put', { name: '登记表.hta', mediaType: '', base64: 'PGh0bWw+' })).toMatchObject({ refusal: { code: 'file-refused', zh: expect.stringContaining('不能发布') as string } })
})
