import { afterEach, describe, expect, test } from 'vitest'
import { content, folder, Hand, newOffice } from './build.ts'

const places: ReturnType<typeof folder>[] = []
const place = () => {
  const made = folder()
  places.push(made)
  return made
}
afterEach(() => {
  for (const made of places.splice(0)) made.remove()
})

describe('the road of an article', () => {
  test('is kept in the tables as it was decided', async () => {
    const { store } = await newOffice(place().file)
    const hand = await new Hand(store, 'a1').creates(content('关于做好防汛工作的通知', ['各科室:', '请于6月1日前完成自查。']))
    await hand.saves(content('关于做好防汛工作的通知', ['各科室:', '请于6月2日前完成自查。']))
    await hand.submits()
    await hand.passes(2)
    await hand.corrects(content('关于做好防汛工作的通知', ['各科室:', '请于6月2日前完成自查。。']))
    await hand.passes(5)
    await hand.isReleased()
    expect(await store.article('a1')).toEqual(hand.state)
    expect(hand.state.phase).toBe('released')
    expect((await store.summary('a1'))?.passed).toBe(8)
    store.close()
  })
})
