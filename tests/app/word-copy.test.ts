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
