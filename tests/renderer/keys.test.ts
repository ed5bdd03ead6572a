import { expect, test } from 'vitest'
import { deskCommands, windowShortcuts } from '#core/desktop'
import { pageKeys } from '../../renderer/help/keys.ts'

/** The same act at a menu and on a page may have the same key. */
const sameAct: ReadonlySet<string> = new Set(['Ctrl+S', 'Ctrl+F', 'Ctrl+K', 'F8', 'Shift+F8'])
const chord = /^(Ctrl|Alt|F\d)|Shift\+F\d/

test('a key means one thing: on the pages, in the menus, and between them', () => {
  const onPages = pageKeys.flatMap(({ keys }) => keys.split(' ')).filter(key => chord.test(key))
  const inMenus = [...deskCommands, ...windowShortcuts].map(({ keys }) => keys).filter(key => key !== '')
  expect(onPages.length).toBeGreaterThan(15)
  expect(onPages.filter((key, i) => onPages.indexOf(key) !== i)).toEqual([])
  expect(inMenus.filter((key, i) => inMenus.indexOf(key) !== i)).toEqual([])
  expect(inMenus.filter(key => onPages.includes(key) && !sameAct.has(key))).toEqual([])
})
