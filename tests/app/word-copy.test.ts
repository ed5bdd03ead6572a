import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { normalise, pureSha256 } from '#core/article/canonical'
import type { Content } from '#core/article/content'
import { demoPassword, passNext } from '#server/demo/build'
import { smallPng } from '#tests/fixtures/make-docx'
import { announcement, code, key, office, value } from '#tests/office'

type Office = Awaited<ReturnType<typeof office>>
const seats = ['chenjing', 'zhangmin', 'sunli', 'fengwei', 'zhoujie', 'yangtao', 'wuna', 'lijianguo'] as const
const acts = (o: Office) => ({ as: o.as, key, now: () => new Date().toISOString() })

async function submitted(o: Office, content: Content = announcement()) {
  const made = value(await o.as('wangfang')('article.create', { key: key(), content }))
  value(await o.as('wangfang')('article.submit', { key: key(), id: made.id, saw: made.hash }))
  return made
}
const word = async (o: Office, who: string, id: string) => {
  const { summary } = value(await o.as(who)('article.open', { id }))
  return o.as(who)('article.exportWord', { key: key(), id, saw: summary.hash })
}
const wordsIn = (base64: string) =>
  Object.entries(unzipSync(Buffer.from(base64, 'base64')))
    .filter(([path]) => /^word\/(document|header\d)\.xml$/.test(path))
    .map(([, bytes]) => strFromU8(bytes))
    .join('\n')

test('before the sign-off a Word copy is marked as not signed, with its version and holder; after it the copy is clean; each is on the trail', async () => {
  const o = await office()
  const { id, hash } = await submitted(o)
  for (const seat of seats) {
    for (const who of ['wangfang', seat]) {
      const given = value(await word(o, who, id))
      expect([given.copy, given.file === pureSha256(Buffer.from(given.base64, 'base64'))]).toEqual(['working', true])
      expect(given.name).toMatch(/^关于优化政务服务大厅窗口设置的公告_内部流转稿_[0-9a-f]{8}\.docx$/)
      for (const words of ['〔内部流转稿，未签发，不得对外发布〕', hash, id, who === 'wangfang' ? '王芳' : '导出人']) expect(wordsIn(given.base64)).toContain(words)
    }
    await passNext(acts(o), id)
  }
  for (const who of ['wangfang', 'zhangmin', 'heping']) {
    const given = value(await word(o, who, id))
    expect([given.copy, /内部流转|王芳|张敏/.test(wordsIn(given.base64).replace(/责任编辑.*/, ''))]).toEqual(['official', false])
  }
  const { items } = value(await o.as('wangfang')('history.timeline', { id }))
  const copies = items.filter(item => item.type === 'copy-exported')
  expect([copies.length, copies.at(0)!.by, copies.at(-1)!.by]).toEqual([2 * seats.length + 3, 'wangfang', 'heping'])
  expect(copies.at(-1)!.sentence).toContain(`导出 Word 清稿，版本 ${hash.slice(0, 8)}`)
  expect(await o.verify()).toMatchObject({ whole: true, failures: [] })
}, 180_000)

test('who has nothing to do with an article gets no copy, nor does anyone of a text that moved on, was withheld or is full of secrets', async () => {
  const o = await office()
  const { id, hash } = await submitted(o)
  for (const who of ['liuyang', 'admin', 'auditor', 'heping', 'lijianguo']) {
    expect(code(await word(o, who, id))).toBe('not-taking-part')
    expect(value(await o.as(who)('article.open', { id })).may.exportWord).toEqual({ code: 'not-taking-part' })
  }
  expect(code(await o.as('wangfang')('article.exportWord', { key: key(), id, saw: '0'.repeat(64) }))).toBe('text-has-moved-on')
  const view = value(await o.as('chenjing')('article.open', { id }))
  const judgement = {
    key: key(), id, stage: 'confidentiality-review', saw: hash, opened: new Date().toISOString(), opinion: '', password: demoPassword,
    answers: view.run!.stages[0]!.checklist.map(q => ({ question: q.id, answer: 'yes' as const, note: '' })),
  }
  value(await o.as('chenjing')('stage.withhold', { ...judgement, ground: '政府信息公开条例第十六条：内部事务信息', note: '' }))
  for (const who of ['wangfang', 'chenjing']) expect(code(await word(o, who, id))).toBe('copy-of-dead-text')
  const marked = await submitted(o, announcement('绝密★启用前\n现将有关事项公告如下。'))
  expect(code(await word(o, 'wangfang', marked.id))).toBe('copy-of-marked-text')
})

test('what is exported comes back through the import as it was, pictures, subtitle and all', async () => {
  const o = await office()
  const bytes = smallPng(300, 120)
  const kept = value(await o.as('wangfang')('file.put', { name: '图.png', mediaType: 'image/png', base64: Buffer.from(bytes).toString('base64') }))
  const plain = announcement()
  const content = normalise({
    ...plain,
    subtitle: '（征求意见稿）',
    body: { type: 'doc', content: [...plain.body.content, { type: 'image', attrs: { digest: kept.digest, alt: '大厅', caption: '图1 大厅', width: 320 } }] },
  })
  const { id } = await submitted(o, content)
  const given = value(await word(o, 'wangfang', id))
  const back = value(await o.as('wangfang')('file.import', { name: given.name, base64: given.base64 }))
  expect([back.title, back.subtitle, back.body]).toEqual([content.title, content.subtitle, content.body])
  expect(back.notes).toEqual([expect.stringContaining(`稿件 ${id} · 导出人 王芳`)])
})

const marked = (o: Office, who: string, id: string, pair: { from: string; to: string }) => o.as(who)('article.exportMarked', { key: key(), id, ...pair })
const changedTo = async (o: Office, id: string, base: string, words: string) => value(await o.as('wangfang')('article.save', { key: key(), id, base, content: announcement(words) })).hash

test('a marked copy carries the words taken out as revisions of whoever took them out, is marked also after the sign-off, and is on the trail', async () => {
  const o = await office()
  const made = value(await o.as('wangfang')('article.create', { key: key(), content: announcement('请于本周内报送材料，逾期不候。') }))
  const to = await changedTo(o, made.id, made.hash, '请于本月内报送材料，逾期不候。')
  const pair = { from: made.hash, to }
  value(await o.as('wangfang')('article.submit', { key: key(), id: made.id, saw: to }))
  const early = value(await marked(o, 'wangfang', made.id, pair))
  expect(early.name).toMatch(/_花脸稿_[0-9a-f]{8}-[0-9a-f]{8}\.docx$/)
  for (const words of ['〔内部流转稿，未签发，不得对外发布〕', 'w:author="王芳"', '<w:delText xml:space="preserve">周</w:delText>', '导出人 王芳', made.hash.slice(0, 16)]) expect(wordsIn(early.base64)).toContain(words)
  for (let i = 0; i < seats.length; i++) await passNext(acts(o), made.id)
  expect(wordsIn(value(await marked(o, 'zhangmin', made.id, pair)).base64)).toContain('〔花脸稿，内部使用，不得对外发布〕')
  const { items } = value(await o.as('wangfang')('history.timeline', { id: made.id }))
  const copies = items.filter(item => item.type === 'marked-copy-exported')
  expect(copies.map(({ by }) => by)).toEqual(['wangfang', 'zhangmin'])
  expect(copies[0]!.sentence).toContain(`导出 Word 花脸稿，版本 ${made.hash.slice(0, 8)} → ${to.slice(0, 8)}`)
  expect(await o.verify()).toMatchObject({ whole: true, failures: [] })
}, 180_000)

test('a marked copy goes to nobody who has no part in the article, never shows a secret that was taken out, and is of kept texts only', async () => {
  const o = await office()
  const made = value(await o.as('wangfang')('article.create', { key: key(), content: announcement('绝密★启用前\n现将有关事项公告如下。') }))
  const clean = await changedTo(o, made.id, made.hash, '现将有关事项公告如下。')
  const later = await changedTo(o, made.id, clean, '现将有关事项公告如下，请相互转告。')
  expect(code(await marked(o, 'liuyang', made.id, { from: clean, to: later }))).toBe('not-taking-part')
  expect(code(await marked(o, 'wangfang', made.id, { from: made.hash, to: later }))).toBe('copy-of-marked-text')
  expect(code(await marked(o, 'wangfang', made.id, { from: clean, to: '0'.repeat(64) }))).toBe('not-found')
  expect(code(await marked(o, 'wangfang', made.id, { from: clean, to: later }))).toBe('allowed')
  value(await o.as('wangfang')('article.submit', { key: key(), id: made.id, saw: later }))
  await passNext(acts(o), made.id)
  expect(code(await marked(o, 'wangfang', made.id, { from: made.hash, to: later }))).toBe('copy-of-marked-text')
})
