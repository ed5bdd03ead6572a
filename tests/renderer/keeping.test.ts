import { expect, test, vi } from 'vitest'
import type { Api } from '#core/api/client'
import type { Content } from '#core/article/content'
import { refusalZh } from '#core/refusals.zh'
import { announcement, key, office, value } from '#tests/office'
import { arrived, keeping, type Written } from '../../renderer/article/keeping.ts'

/** An article of 王芳 as it is written, on a wire on which a call can be kept waiting before it arrives (`before`) or its answer (`after`). */
async function writing() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const house = await office()
  const wangfang = house.as('wangfang')
  const saved = announcement()
  const { id, hash } = value(await wangfang('article.create', { key: key(), content: saved }))
  const sent: string[] = []
  let [asked, answered] = [0, 0]
  const gates = new Map<string, Promise<void>>()
  const wire: Api = async (name, input) => {
    await gates.get(`before ${name}`)
    sent.push(name)
    asked += 1
    const reply = await wangfang(name, input)
    answered += 1
    await gates.get(`after ${name}`)
    return reply
  }
  const shown: Written[] = []
  const text = keeping(id, { content: saved, base: hash, saved, saving: { state: 'clean', at: null }, conflict: null }, wire, now => shown.push(now))
  /** Keeps this call waiting until the result is called. */
  const gate = (at: string): (() => void) => {
    let open = () => {}
    gates.set(at, new Promise(done => (open = done)))
    return () => {
      gates.delete(at)
      open()
    }
  }
  const title = (words: string) => text.change(before => ({ ...before, title: words }))
  const copy = async () => value(await wangfang('workingCopy.get', { id })).copy
  const version = async () => value(await wangfang('article.open', { id }))
  /** Until the office has answered everything that reached it, and nothing more comes of it. */
  const settled = async () => {
    for (let quiet = 0; quiet < 5; quiet = asked === answered ? quiet + 1 : 0) await new Promise(done => setImmediate(done))
  }
  const waited = async (ms: number) => {
    vi.advanceTimersByTime(ms)
    await settled()
  }
  return { id, hash, text, shown, sent, gate, title, copy, version, settled, waited, wangfang }
}
const named = (words: string): Partial<Content> => ({ title: words })

test('what is typed is kept after a rest, and after ten seconds without one', async () => {
  const { title, copy, waited } = await writing()
  title('甲')
  await waited(1300)
  expect((await copy())?.content).toMatchObject(named('甲'))
  for (let i = 0; i < 11; i++) {
    title(`乙${i}`)
    await waited(1000)
  }
  expect((await copy())?.content.title).toMatch(/^乙/)
})

test('a screen that comes back while the last words are on their way waits for them', async () => {
  const { id, text, title, gate, copy, settled } = await writing()
  const open = gate('before workingCopy.put')
  title('走之前的最后一句')
  text.flush()
  let come = false
  const back = arrived(id).then(() => (come = true))
  await settled()
  expect([come, await copy()]).toEqual([false, null])
  open()
  await back
  expect((await copy())?.content).toMatchObject(named('走之前的最后一句'))
  await arrived(id)
})

test('a save waits for the copy that is on its way, so that none comes behind the version', async () => {
  const { text, sent, gate, title, copy, version, settled, waited } = await writing()
  const open = gate('before workingCopy.put')
  title('甲')
  await waited(1300)
  const saving = text.save()
  await settled()
  expect(sent).toEqual([])
  open()
  expect(await saving).toHaveProperty('hash')
  expect([sent, await copy(), (await version()).content.title]).toEqual([['workingCopy.put', 'article.save'], null, '甲'])
})

test('what is typed while a version is being saved is on it as a change and is kept', async () => {
  const { text, gate, title, copy, version, settled, waited } = await writing()
  title('甲')
  const open = gate('after article.save')
  const saving = text.save()
  await settled()
  title('甲乙')
  await waited(2000)
  open()
  const done = (await saving) as { hash: string }
  expect(text.now()).toMatchObject({ base: done.hash, saved: named('甲'), content: named('甲乙'), saving: { state: 'typing' } })
  await waited(1300)
  expect(await copy()).toMatchObject({ base: done.hash, content: named('甲乙') })
  expect((await version()).content.title).toBe('甲')
  expect(await text.save()).toHaveProperty('hash')
  expect([await copy(), (await version()).content.title]).toEqual([null, '甲乙'])
})

test('what the editor still holds when the answer comes is a change too', async () => {
  const { text, gate, version, settled } = await writing()
  let typed = ['甲']
  text.collectFrom(() => {
    const words = typed.shift()
    if (words) text.change(before => ({ ...before, title: words }))
  })
  const open = gate('after article.save')
  const saving = text.save()
  await settled()
  typed = ['甲乙']
  open()
  await saving
  expect((await version()).content.title).toBe('甲')
  expect(text.now()).toMatchObject({ saved: named('甲'), content: named('甲乙'), saving: { state: 'typing' } })
})

test('nothing goes to the office while it makes a version, and what was typed meanwhile stays on top of it', async () => {
  const { id, text, sent, title, copy, waited, wangfang } = await writing()
  title('甲')
  const held = await text.hold()
  text.change(before => ({ ...before, title: '甲乙', subtitle: before.subtitle }))
  await waited(20_000)
  expect(sent).toEqual([])
  const next = { ...held.content, subtitle: '副题' }
  const { hash } = value(await wangfang('article.save', { key: key(), id, base: held.base, content: next }))
  text.adopt(next, hash)
  expect(text.now()).toMatchObject({ base: hash, saved: { title: '甲', subtitle: '副题' }, content: { title: '甲乙', subtitle: '副题' }, saving: { state: 'typing' } })
  await waited(1300)
  expect(await copy()).toMatchObject({ base: hash, content: { title: '甲乙', subtitle: '副题' } })
})

test('where nothing was typed meanwhile the version is all there is', async () => {
  const { id, text, title, copy, waited, wangfang } = await writing()
  title('甲')
  const { base, content } = await text.hold()
  const { hash } = value(await wangfang('article.save', { key: key(), id, base, content }))
  text.adopt(content, hash)
  expect(text.now()).toMatchObject({ base: hash, saving: { state: 'clean' } })
  await waited(20_000)
  expect(await copy()).toBeNull()
})

test('what was not kept before the office was asked in vain is kept afterwards', async () => {
  const { text, title, copy, waited } = await writing()
  title('甲')
  await text.hold()
  await waited(20_000)
  expect(await copy()).toBeNull()
  text.release()
  await waited(1300)
  expect((await copy())?.content).toMatchObject(named('甲'))
})

test('a save on a text that has moved on keeps mine, and says whose the other is', async () => {
  const { id, hash, text, title, copy, wangfang } = await writing()
  const other = value(await wangfang('article.save', { key: key(), id, base: hash, content: announcement('别的文字。') }))
  title('甲')
  expect(await text.save()).toMatchObject({ refusal: { code: 'stale-base', now: other.hash } })
  expect(text.now().conflict).toMatchObject({ mine: named('甲'), by: 'wangfang', now: other.hash })
  expect((await copy())?.content).toMatchObject(named('甲'))
  await text.settle('mine')
  expect(await text.save()).toHaveProperty('hash')
})

test('whatever is typed at whatever moment, it is in the version or in the working copy in the end', async () => {
  const { text, title, copy, version, waited, settled } = await writing()
  let n = 0
  for (let round = 0; round < 40; round++) {
    title(`第${n++}稿`)
    if (round % 3 === 0) void text.save()
    if (round % 5 === 0) title(`第${n++}稿`)
    await (round % 4 ? waited((round * 397) % 1500) : settled())
    if (round % 7 === 0) void text.keep()
  }
  await waited(20_000)
  const kept = (await copy())?.content ?? (await version()).content
  expect([kept.title, text.now().content.title]).toEqual([`第${n - 1}稿`, `第${n - 1}稿`])
})

test('what the office will not keep is said to be refused, with its reason, not to wait for a connection', async () => {
  const { title, shown, waited, copy } = await writing()
  title('长'.repeat(501))
  await waited(1300)
  const { state, why } = shown.at(-1)!.saving
  expect([state, why && refusalZh(why)]).toEqual(['refused', '填写的内容有问题，没有保存：“标题”不能超过 500 字。请改正后再试。'])
  title('关于测试的公告')
  await waited(1300)
  expect(shown.at(-1)!.saving).toEqual({ state: 'kept', at: expect.any(String) as string })
  expect((await copy())?.content.title).toBe('关于测试的公告')
})
