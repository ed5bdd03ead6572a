import { expect, test } from 'vitest'
import { presence } from '#server/presence'

/** A room of one article, whose clock the test sets forward by seconds. */
function room() {
  let at = Date.parse('2026-11-27T01:00:00.000Z')
  const here = presence(() => new Date(at).toISOString())
  const touch = (person: string, window: string, leaving = false) => here.touch('a1', { person, window, editing: true, leaving }).map(other => other.person)
  return { touch, later: (seconds: number) => void (at += seconds * 1000) }
}

test('each is told who else has the article open, and in another window of one’s own oneself', () => {
  const { touch } = room()
  expect(touch('wangfang', 'one')).toEqual([])
  expect(touch('liuyang', 'two')).toEqual(['wangfang'])
  expect(touch('wangfang', 'one')).toEqual(['liuyang'])
  expect(touch('wangfang', 'three').toSorted()).toEqual(['liuyang', 'wangfang'])
})

test('a window that closes is forgotten at once, one that says nothing more after 45 seconds', () => {
  const { touch, later } = room()
  touch('wangfang', 'one')
  touch('liuyang', 'two')
  touch('wangfang', 'one', true)
  expect(touch('liuyang', 'two')).toEqual([])
  touch('wangfang', 'one')
  later(44)
  expect(touch('liuyang', 'two')).toEqual(['wangfang'])
  later(2)
  expect(touch('liuyang', 'two')).toEqual([])
})
