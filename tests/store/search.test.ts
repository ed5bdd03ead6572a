import { describe, expect, test, vi } from 'vitest'
import { plainText } from '#core/article/plain-text'
import type { Content } from '#core/article/content'
import { openDatabase, type OfficeDatabase } from '#db/open'
import { fold } from '#db/search'
import { sqliteStore, type SqliteStore } from '#db/store'
import { ok } from '#core/result'
import { content, folder, Hand, newOffice, people, person, value } from './build.ts'
import { verified } from './whole.ts'

/** The same numbers at every run. */
function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}
const dice = random(20_261_121)

const pieces = [
  '各县(市、区)人民政府,市直各单位:', '2026年6月30日前', '台政办发〔2026〕12号', 'GDP同比增长5.8%,', 'e-mail: Zhang_San@example.gov.cn ', '“放管服”改革',
  '负责人:李明远,联系电话0576-88510000。', '北京𠮷野家餐饮', '第一条 为了规范……', '①②③', 'PM2.5平均浓度', 'ΑΣ Σχέδιο ', 'Éclair café ', '😀笑脸', '防汛防台抗旱', '一般公共预算',
  '安全生产', '\u3000\u3000全角空格', 'A4纸', 'a—b–c', '《中华人民共和国政府信息公开条例》', '\ue000\ue041私用区',
] // prettier-ignore
const sentence = () => Array.from({ length: 3 + dice(6) }, () => pieces[dice(pieces.length)]!).join('')

async function library() {
  const place = folder()
  const { store } = await newOffice(place.file)
  const texts = new Map<string, Content>()
  for (let i = 0; i < 40; i++) {
    const text = content(`${sentence()}的通知${i}`, Array.from({ length: 1 + dice(5) }, sentence), `台政发〔${2000 + i}〕${i}号`)
    texts.set(`a${i}`, text)
    await new Hand(store, `a${i}`).creates(text, i % 2 ? 'author' : 'second')
  }
  return { place, store, texts }
}
const nameOf = (id: string) => people.find(p => p.id === id)!.name
const haystacks = (id: string, text: Content) => [
  plainText(text).text,
  text.publication.documentNumber,
  nameOf(Number(id.slice(1)) % 2 ? 'author' : 'second'),
]

test('200 random pieces of 2–8 characters are found in every article that has them, and in no other', async () => {
  const { place, store, texts } = await library()
  const kept = new Map<string, string[]>()
  for (const id of texts.keys()) {
    const { hash } = (await store.article(id))!
    kept.set(id, haystacks(id, (await store.content(id, hash))!).map(fold)) // prettier-ignore
  }
  const all = [...kept.values()].flat().filter(text => text.length > 2)
  let hits = 0
  for (let i = 0; i < 200; i++) {
    const from = all[dice(all.length)]!
    const at = dice(from.length - 1)
    const query = from.slice(at, at + 2 + dice(7))
    const asked = i % 3 ? query : query.toUpperCase()
    if (query.length < 2) continue
    const wanted = [...kept].filter(([, fields]) => fields.some(field => field.includes(fold(asked)))).map(([id]) => id)
    const found = (await store.search(asked, 100)).map(({ id }) => id)
    expect(found.sort(), JSON.stringify(asked)).toEqual(wanted.sort())
    hits += found.length
  }
  expect(hits).toBeGreaterThan(200)
  for (const absent of ['不存在的词', '号二', '"', '" OR "', 'NEAR(', '%', '李 明远', '明李远']) {
    const wanted = [...kept].filter(([, fields]) => fields.some(field => field.includes(fold(absent)))).map(([id]) => id)
    expect((await store.search(absent, 100)).map(({ id }) => id).sort(), absent).toEqual(wanted.sort())
  }
  store.close()
  place.remove()
})

test('one character is found too, and nothing matches nothing', async () => {
  const { place, store } = await library()
  expect((await store.search('汛', 100)).length).toBeGreaterThan(0)
  expect(await store.search('鑫', 100)).toEqual([])
  expect(await store.search('', 100)).toEqual([])
  store.close()
  place.remove()
})

test('a save is found at once under its new words and no more under its old ones', async () => {
  const { place, store } = await library()
  const hand = await new Hand(store, 'b').creates(content('甲乙丙丁', ['戊己庚辛']))
  const found = async (text: string) => (await store.search(text, 10)).map(({ id }) => id)
  expect(await found('己庚')).toEqual(['b'])
  await hand.saves(content('甲乙丙丁', ['壬癸子丑']))
  expect([await found('己庚'), await found('癸子'), await found('乙丙')]).toEqual([[], ['b'], ['b']])
  store.close()
  place.remove()
})

test('the index follows within a second by itself, and after a crash at start-up', async () => {
  const place = folder()
  const { store, database } = await newOffice(place.file)
  await new Hand(store, 'b').creates(content('甲乙丙丁', ['戊己庚辛']))
  const todo = () => database.sqlite.prepare('SELECT count(*) FROM searchTodo').pluck().get()
  expect(todo()).toBe(1)
  await expect.poll(todo, { timeout: 5000 }).toBe(0)
  await new Hand(store, 'c').creates(content('子丑寅卯', ['辰巳午未']))
  database.close()
  const again = sqliteStore(openDatabase(place.file), { now: () => '' })
  expect((await again.search('午未', 5)).map(({ id }) => id)).toEqual(['c'])
  again.close()
  place.remove()
})

test('a person is found under a new name and no more under the old one', async () => {
  const place = folder()
  const { store } = await newOffice(place.file)
  await new Hand(store, 'b').creates(content('甲乙丙丁', ['正文']))
  const at = '2026-11-05T01:00:00.000Z'
  value(await store.changeOffice({ key: 'rename-01', by: 'system', at }, () => ok({ events: [{ type: 'person-changed', person: person('author', ['editor'], '李远明') }] })))
  expect([(await store.search('远明', 5)).length, (await store.search('明远', 5)).length]).toEqual([1, 0])
  store.close()
  place.remove()
})

describe('the pieces that writing leaves behind', () => {
  const pieces = (database: OfficeDatabase) => database.sqlite.prepare('SELECT count(DISTINCT segid) FROM search_idx').pluck().get() as number
  const scattered = async () => {
    const place = folder()
    const { store, database } = await newOffice(place.file)
    for (let n = 0; n < 14; n++) {
      await new Hand(store, `s${n}`).creates(content(`第${n}号通告`, ['甲乙丙丁'.repeat(n + 1)]))
      store.drainSearch()
    }
    return { place, store, database }
  }
  const found = async (store: SqliteStore) => (await store.search('丙丁', 100)).map(({ id }) => id)

  test('are brought together, and what is found stays the same', async () => {
    const { place, store, database } = await scattered()
    const before = await found(store)
    expect(pieces(database)).toBeGreaterThan(1)
    store.tidySearch()
    expect([pieces(database), before.length]).toEqual([1, 14])
    expect(await found(store)).toEqual(before)
    const hand = new Hand(store, 'later')
    await hand.creates(content('又一号通告', ['戊己庚辛']))
    expect((await store.search('己庚', 9)).map(({ id }) => id)).toEqual(['later'])
    store.close()
    expect(await verified(place.file)).toMatchObject({ whole: true, failures: [] })
    place.remove()
  })

  test('come together by themselves once nobody writes, not before', async () => {
    vi.useFakeTimers()
    try {
      const { place, store, database } = await scattered()
      const before = pieces(database)
      expect(before).toBeGreaterThan(4)
      await vi.advanceTimersByTimeAsync(15_000)
      expect(pieces(database)).toBe(before)
      await vi.advanceTimersByTimeAsync(15_000)
      expect(pieces(database)).toBe(1)
      expect((await found(store)).length).toBe(14)
      store.close()
      place.remove()
    } finally {
      vi.useRealTimers()
    }
  })
})
