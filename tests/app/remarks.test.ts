import { describe, expect, test } from 'vitest'
import { plainText } from '#core/article/plain-text'
import { replaceWords } from '#core/article/replace'
import type { Content } from '#core/article/content'
import { passNext } from '#server/demo/build'
import { announcement, code, key, office, value } from '#tests/office'

type Office = Awaited<ReturnType<typeof office>>
const acts = (o: Office) => ({ as: o.as, key, now: () => new Date().toISOString() })
const words = '为方便群众办事，现将有关事项公告如下。\n办理时限为15个工作日，请相互转告。'

async function submitted(o: Office, passed = 1) {
  const wangfang = o.as('wangfang')
  const { id, hash } = value(await wangfang('article.create', { key: key(), content: announcement(words) }))
  value(await wangfang('article.submit', { key: key(), id, saw: hash }))
  for (let i = 0; i < passed; i++) await passNext(acts(o), id)
  const { summary, content } = value(await wangfang('article.open', { id }))
  return { id, hash: summary.hash, content }
}
const spanOf = (content: Content, quote: string) => {
  const start = plainText(content).text.indexOf(quote)
  return { start, end: start + quote.length }
}
const changedWords = (content: Content, from: string, to: string): Content => replaceWords(content, [{ ...spanOf(content, from), text: to }]).content
const quotes = (o: Office, who: string, id: string) => async () => value(await o.as(who)('remark.list', { id }))

async function returned(o: Office, id: string, hash: string) {
  const input = { key: key(), id, stage: 'first-review', saw: hash, opened: new Date().toISOString(), category: '事实数据', reason: '请按批注修改', passages: [], outcome: 'return' as const }
  value(await o.as('zhangmin')('stage.return', input))
}

describe('批注', () => {
  test('a comment follows the words it was made on, is answered, resolved and opened again, and nothing of it is ever lost', async () => {
    const o = await office()
    const { id, hash, content } = await submitted(o)
    const [zhangmin, wangfang] = [o.as('zhangmin'), o.as('wangfang')]
    const make = { id, hash, category: 'fact' as const, assignee: 'wangfang', mentions: [] }
    const { thread } = value(await zhangmin('comment.make', { key: key(), ...make, span: spanOf(content, '15个工作日'), words: '请核对时限' }))
    const gone = value(await zhangmin('comment.make', { key: key(), ...make, span: spanOf(content, '，请相互转告'), words: '这句可删' }))
    const whole = value(await zhangmin('comment.make', { key: key(), ...make, span: null, words: '整体可以' }))
    value(await wangfang('comment.reply', { key: key(), id, thread, words: '已核对', mentions: ['zhangmin'] }))
    await returned(o, id, hash)
    const edited = changedWords(changedWords(content, '，请相互转告', ''), '为方便群众办事', '为进一步方便企业和群众办事')
    value(await wangfang('article.save', { key: key(), id, base: hash, content: edited }))

    const list = value(await wangfang('remark.list', { id }))
    const text = plainText(edited).text
    const shown = list.threads.map(t => [t.id, t.quote, t.place && text.slice(t.place.start, t.place.end), t.whole, t.words])
    expect(shown).toEqual([
      [thread, '15个工作日', '15个工作日', false, '请核对时限'],
      [gone.thread, '，请相互转告', null, false, '这句可删'],
      [whole.thread, '', null, true, '整体可以'],
    ])
    expect(list.threads[0]).toMatchObject({ stageName: '初审', by: 'zhangmin', assigned: { person: 'wangfang' }, replies: [{ by: 'wangfang', words: '已核对', mentions: ['zhangmin'] }] })

    value(await wangfang('comment.resolve', { key: key(), id, thread }))
    expect(code(await zhangmin('comment.resolve', { key: key(), id, thread }))).toBe('remark-settled')
    value(await zhangmin('comment.reopen', { key: key(), id, thread }))
    expect((await quotes(o, 'zhangmin', id)()).threads[0]!.resolved).toBeNull()
    expect(await o.verify()).toMatchObject({ whole: true, failures: [] })
  })

  test('no word or quotation of a comment or proposal stands on the chain', async () => {
    const o = await office()
    const { id, hash, content } = await submitted(o)
    const zhangmin = o.as('zhangmin')
    const { thread } = value(await zhangmin('comment.make', { key: key(), id, hash, span: spanOf(content, '15个工作日'), words: '甲乙丙丁', category: 'fact', assignee: null, mentions: [] }))
    value(await o.as('wangfang')('comment.reply', { key: key(), id, thread, words: '戊己庚辛', mentions: [] }))
    value(await zhangmin('suggestion.make', { key: key(), id, hash, span: spanOf(content, '15个'), words: '壬癸子丑', note: '寅卯' }))
    const { entries } = value(await o.as('auditor')('audit.search', { limit: 100 }))
    const said = JSON.stringify(entries)
    for (const secret of ['甲乙丙丁', '戊己庚辛', '壬癸子丑', '寅卯', '15个工作日']) expect(said).not.toContain(secret)
    expect(entries.map(e => e.sentence).filter(s => /批注|建议/.test(s))).toHaveLength(3)
  })

  test('outsiders neither comment nor are named; after release nobody does, and everything can still be read', async () => {
    const o = await office()
    const { id, hash, content } = await submitted(o)
    const make = (over: object = {}) => ({ key: key(), id, hash, span: spanOf(content, '15个'), words: '请核对', category: 'fact' as const, assignee: null, mentions: [], ...over })
    expect(code(await o.as('auditor')('comment.make', make()))).toBe('not-concerned')
    expect(code(await o.as('heping')('comment.make', make()))).toBe('not-concerned')
    expect(value(await o.as('heping')('article.open', { id })).may).toMatchObject({ comment: { code: 'not-concerned' }, suggest: { code: 'not-concerned' } })
    expect(code(await o.as('zhangmin')('comment.make', make({ mentions: ['auditor'] })))).toBe('person-not-concerned')
    expect(code(await o.as('zhangmin')('comment.make', make({ span: { start: 0, end: 100_000 } })))).toBe('invalid-input')
    expect(value(await o.as('lijianguo')('article.open', { id })).may.comment).toBeNull()
    const { thread } = value(await o.as('lijianguo')('comment.make', make()))
    for (let i = 0; i < 7; i++) await passNext(acts(o), id)
    value(await o.as('heping')('release.export', { key: key(), id, channel: 'website', saw: hash }))
    expect(code(await o.as('lijianguo')('comment.make', make()))).toBe('remarks-closed')
    expect(code(await o.as('lijianguo')('comment.reply', { key: key(), id, thread, words: '再说', mentions: [] }))).toBe('remarks-closed')
    expect((await quotes(o, 'heping', id)()).threads).toHaveLength(1)
  })

  test('a writer cannot close a political or secrecy comment of somebody else; whoever judges can, and until then it is counted as grave', async () => {
    const o = await office()
    const { id, hash, content } = await submitted(o)
    const { thread } = value(await o.as('zhangmin')('comment.make', { key: key(), id, hash, span: spanOf(content, '15个'), words: '表述不当', category: 'political', assignee: null, mentions: [] }))
    expect((await quotes(o, 'lijianguo', id)()).grave).toBe(1)
    expect(code(await o.as('wangfang')('comment.resolve', { key: key(), id, thread }))).toBe('writer-may-not-resolve')
    value(await o.as('lijianguo')('comment.resolve', { key: key(), id, thread }))
    expect((await quotes(o, 'lijianguo', id)()).grave).toBe(0)
  })

  test('who is charged, named or answered finds the thread in 我的批注 until it is resolved, unread until they looked', async () => {
    const o = await office()
    const { id, hash, content } = await submitted(o)
    const make = { key: key(), id, hash, span: spanOf(content, '15个'), words: '请核对', category: 'fact' as const, assignee: 'wangfang', mentions: ['fengwei'] }
    const { thread } = value(await o.as('zhangmin')('comment.make', make))
    expect(value(await o.as('zhangmin')('comment.make', make)).thread).toBe(thread)
    const mine = async (who: string) => {
      const { items, open, unread } = value(await o.as(who)('remark.mine', { limit: 10 }))
      return { why: items.map(item => item.why), titles: items.map(item => item.article.title), open, unread }
    }
    const { title } = content
    expect(await mine('wangfang')).toEqual({ why: ['assigned'], titles: [title], open: 1, unread: 1 })
    expect(await mine('fengwei')).toEqual({ why: ['mentioned'], titles: [title], open: 1, unread: 1 })
    expect(await mine('zhangmin')).toEqual({ why: [], titles: [], open: 0, unread: 0 })
    value(await o.as('wangfang')('remark.read', { id }))
    expect(await mine('wangfang')).toMatchObject({ open: 1, unread: 0 })
    value(await o.as('wangfang')('comment.reply', { key: key(), id, thread, words: '已核对', mentions: [] }))
    expect(await mine('zhangmin')).toMatchObject({ why: ['answered'], open: 1, unread: 1 })
    value(await o.as('zhangmin')('comment.resolve', { key: key(), id, thread }))
    for (const who of ['zhangmin', 'wangfang', 'fengwei']) expect(await mine(who)).toMatchObject({ open: 0, unread: 0 })
  })
})

describe('建议修改', () => {
  const propose = async (o: Office, who: string, article: { id: string; hash: string; content: Content }, from: string, to: string) => {
    const { id, hash, content } = article
    return value(await o.as(who)('suggestion.make', { key: key(), id, hash, span: spanOf(content, from), words: to, note: '' })).suggestion
  }

  test('a proposal changes nothing; what the author accepts is one version, with who proposed and who accepted on the record, and the proposer still judges', async () => {
    const o = await office()
    const article = await submitted(o)
    const { id, hash, content } = article
    const a = await propose(o, 'zhangmin', article, '15个', '10个')
    const b = await propose(o, 'zhangmin', article, '请相互转告', '请广泛转告')
    const c = await propose(o, 'fengwei', article, '现将有关事项', '现就有关事项')
    expect(value(await o.as('zhangmin')('article.open', { id })).summary.hash).toBe(hash)
    expect(code(await o.as('wangfang')('suggestion.settle', { key: key(), id, base: hash, accept: [a], reject: [] }))).toBe('not-drafting')
    await returned(o, id, hash)
    expect(code(await o.as('zhangmin')('suggestion.settle', { key: key(), id, base: hash, accept: [a], reject: [] }))).toBe('not-author')
    const settle = { key: key(), id, base: hash, accept: [a, c], reject: [b] }
    const done = value(await o.as('wangfang')('suggestion.settle', settle))
    expect(done).toMatchObject({ accepted: [a, c], rejected: [b], refused: [] })
    expect(value(await o.as('wangfang')('suggestion.settle', settle))).toEqual(done)
    const after = value(await o.as('wangfang')('article.open', { id }))
    expect(after.content).toEqual(changedWords(changedWords(content, '15个', '10个'), '现将有关事项', '现就有关事项'))
    expect(after.summary.hash).toBe(done.hash)
    const { items } = value(await o.as('wangfang')('history.timeline', { id }))
    expect(items.slice(-4).map(item => item.sentence)).toEqual(['王芳 保存了新版本', '王芳 采纳 张敏 的修改建议', '王芳 采纳 冯伟 的修改建议', '王芳 不采纳 张敏 的修改建议'])
    expect(after.coauthors).toEqual([])
    value(await o.as('wangfang')('article.submit', { key: key(), id, saw: done.hash }))
    await passNext(acts(o), id)
    expect(value(await o.as('zhangmin')('article.open', { id })).may.pass).toBeNull()
    expect(await o.verify()).toMatchObject({ whole: true, failures: [] })
  })

  test('what does not fit any more is refused for itself, the others go through; the author’s unsaved words come along', async () => {
    const o = await office()
    const article = await submitted(o)
    const { id, hash, content } = article
    const a = await propose(o, 'zhangmin', article, '15个', '10个')
    const b = await propose(o, 'fengwei', article, '时限为15', '时限是15')
    const c = await propose(o, 'zhangmin', article, '请相互转告', '')
    await returned(o, id, hash)
    const typed = changedWords(content, '办事', '办理业务')
    const done = value(await o.as('wangfang')('suggestion.settle', { key: key(), id, base: hash, content: changedWords(typed, '相互', '广泛'), accept: [a, b, c], reject: [] }))
    expect(done).toMatchObject({ accepted: [a], rejected: [], refused: [{ suggestion: b, why: { code: 'passage-changed', quote: '时限为15' } }, { suggestion: c, why: { code: 'passage-changed' } }] })
    expect(plainText(value(await o.as('wangfang')('article.open', { id })).content).text).toContain('办理业务，现将有关事项公告如下。\n办理时限为10个工作日，请广泛转告。')
    expect(code(await o.as('wangfang')('suggestion.settle', { key: key(), id, base: hash, accept: [], reject: [b] }))).toBe('allowed')
    expect(code(await o.as('wangfang')('suggestion.settle', { key: key(), id, base: hash, accept: [c], reject: [] }))).toBe('stale-base')
  })

  test('a settlement on a text that has moved on is refused whole, and nothing is lost', async () => {
    const o = await office()
    const article = await submitted(o)
    const { id, hash, content } = article
    const a = await propose(o, 'zhangmin', article, '15个', '10个')
    await returned(o, id, hash)
    value(await o.as('wangfang')('article.save', { key: key(), id, base: hash, content: changedWords(content, '相互', '广泛') }))
    expect(code(await o.as('wangfang')('suggestion.settle', { key: key(), id, base: hash, accept: [a], reject: [] }))).toBe('stale-base')
    expect((await quotes(o, 'wangfang', id)()).suggestions).toMatchObject([{ id: a, settled: null }])
  })

  test('only its maker withdraws a proposal; one across paragraphs is refused in words', async () => {
    const o = await office()
    const article = await submitted(o)
    const { id, hash, content } = article
    const a = await propose(o, 'zhangmin', article, '15个', '10个')
    expect(code(await o.as('fengwei')('suggestion.withdraw', { key: key(), id, suggestion: a }))).toBe('not-your-suggestion')
    value(await o.as('zhangmin')('suggestion.withdraw', { key: key(), id, suggestion: a }))
    expect((await quotes(o, 'wangfang', id)()).suggestions).toMatchObject([{ settled: { outcome: 'withdrawn', by: 'zhangmin' } }])
    const across = { key: key(), id, hash, span: spanOf(content, '如下。\n办理'), words: '如下', note: '' }
    expect(await o.as('zhangmin')('suggestion.make', across)).toMatchObject({ refusal: { code: 'suggestion-unfit', zh: '一处建议只能在同一段之内，请逐段提出' } })
    expect(code(await o.as('heping')('suggestion.make', { ...across, span: spanOf(content, '15个') }))).toBe('not-concerned')
  })
})
