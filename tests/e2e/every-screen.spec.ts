import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { value } from '#tests/office'
import { expect, test } from './host.ts'

/** Every screen, as somebody who may open it; `{…}` is the article whose title begins so. */
const screens: readonly [person: string, path: string][] = [
  ['wangfang', '/desk?list=mine'],
  ['wangfang', '/notices'],
  ['wangfang', '/article/{云溪区开展“双减”}'],
  ['wangfang', '/article/{关于调整部分公交线路}'],
  ['wangfang', '/review/{云溪区公共图书馆}'],
  ['wangfang', '/help'],
  ['wangfang', '/password'],
  ['fengwei', '/desk'],
  ['fengwei', '/desk?show=calendar'],
  ['chenjing', '/review/{云溪区公共图书馆}'],
  ['sunli', '/review/{关于滨河路部分路段}'],
  ['lijianguo', '/review/{区政府召开第四季度}'],
  ['liuyang', '/history/{2026年度全区学前教育}'],
  ['heping', '/release'],
  ['heping', '/release/{关于做好2026年冬季供暖}'],
  ['auditor', '/audit'],
  ['auditor', '/audit?tab=verify'],
  ['auditor', '/audit?tab=checkpoint'],
  ['xuhong', '/library'],
  ['xuhong', '/ledger'],
  ['xuhong', '/admin/delegations'],
  ['xuhong', '/admin/rules'],
  ['xuhong', '/admin/lexicon'],
  ['xuhong', '/print/sheet/{关于做好2026年冬季供暖}'],
  ['xuhong', '/print/article/{关于做好2026年冬季供暖}'],
  ['admin', '/admin/people'],
  ['admin', '/admin/sections'],
  ['admin', '/admin/templates'],
  ['admin', '/admin/templates/standard'],
  ['admin', '/admin/settings'],
  ['admin', '/admin/backup'],
  ['admin', '/admin/server'],
]

/** Latin letters people meet in Chinese offices; anything else of three letters or more is an English word on a screen. */
const known =
  /^(docx?|txt|xlsx?|csv|pdf|png|jpe?g|gif|heic|Word|WPS|Excel|Ctrl|Shift|Alt|Esc|Enter|Tab|Delete|Del|Backspace|Home|End|https?|URL|SHA|MB|KB|GB|IP|LAN|SQLite|Electron|Windows|Linux|ONNX|npm|start|demo|shenjiao|Yunxi|[0-9a-f]{3,}|F\d+)$/i

/** An office PC of today, a large screen, a leader's telephone, and the first magnified to 150 %. */
const [office, large, telephone, magnified] = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
  { width: 911, height: 512 },
]

/** Nothing loads any more, and the fonts are there. */
async function settled(page: Page) {
  await expect(page.locator('main').first()).toBeVisible()
  await expect(page.locator('.loading, .ant-spin-spinning').filter({ visible: true })).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(250)
}

async function englishOn(page: Page): Promise<string[]> {
  const words = await page.evaluate(() => document.body.innerText)
  // Names of files and folders are no words of ours.
  const parts = (words.replace(/(\/[\w.-]+)+|[\w-]+\.(md|zip|json|onnx|txt)\b|\bplugins\b/g, '').match(/[A-Za-z][A-Za-z-]{2,}/g) ?? []).flatMap(word => word.split('-'))
  return [...new Set(parts.filter(word => word.length > 2 && !known.test(word)))]
}

/** How far the page stands out of windows of every size, in words. */
async function overflowOf(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const size of [large!, telephone!, magnified!, office!]) {
    await page.setViewportSize(size)
    await page.waitForTimeout(120)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wider > 0) faults.push(`wider than a window of ${size.width} by ${wider} px`)
  }
  return faults
}

/** What is wrong with the screen that is open, in words; nothing when nothing is. */
async function faultsOf(page: Page): Promise<string[]> {
  const shift = await page.evaluate(() => (globalThis as { shifted?: number }).shifted ?? 0)
  const english = await englishOn(page)
  // In the page itself: no second page for every screen, and nothing is sent over but what is wrong.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).analyze()
  return [
    ...(shift > 0.1 ? [`the layout shifts by ${shift.toFixed(2)}`] : []),
    ...(english.length > 0 ? [`English: ${english.join(' ')}`] : []),
    ...violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `axe ${id}: ${nodes.length} × ${nodes[0]!.html.slice(0, 160)}`),
    ...(await overflowOf(page)),
  ]
}

/** Adds up how far things move by themselves; what a person moves is no fault. */
const watchShifts = () => {
  const all = globalThis as { shifted?: number }
  new PerformanceObserver(list => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) all.shifted = (all.shifted ?? 0) + entry.value
  }).observe({ type: 'layout-shift', buffered: true })
}

test('every screen reads in Chinese, fits its window, stays still, and gives axe nothing serious', async ({ demo, as }) => {
  // Axe walks whole screens: patience on a slow machine, no other condition.
  test.setTimeout(900_000)
  const { items } = value(await demo.house.as('xuhong')('article.list', { limit: 200 }))
  const addressOf = (path: string) => demo.address + path.replace(/\{(.+)\}/, (_, title: string) => items.find(item => item.title.startsWith(title))!.id)
  const found: Record<string, string[]> = {}
  for (const person of new Set(screens.map(([who]) => who))) {
    const page = await as(person, demo)
    await page.addInitScript(watchShifts)
    for (const [, path] of screens.filter(([who]) => who === person)) {
      await page.goto(addressOf(path))
      await settled(page)
      const faults = await faultsOf(page)
      if (faults.length) found[`${person} ${path}`] = faults
    }
    await page.context().close()
  }
  expect(found).toEqual({})
})

test('what is not there leads back to the desk, on bare paper too', async ({ people, as }) => {
  const page = await as('wangfang', people)
  for (const path of ['/print/article/nothing', '/print/sheet/nothing', '/article/nothing']) {
    await page.goto(people.address + path)
    await expect(page.getByText('没有找到稿件')).toBeVisible()
    await expect(page.getByRole('button', { name: '重试' })).toHaveCount(0)
    await page.getByRole('link', { name: '回到工作台' }).click()
    await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible()
  }
})

test('in a magnified window the rail leaves the text its room, says its names all the same, and opens', async ({ people, as }) => {
  const page = await as('wangfang', people)
  const rail = page.getByRole('navigation', { name: '主导航' })
  await expect(rail.getByText('稿件库')).toBeVisible()
  await page.setViewportSize(magnified)
  await expect(rail.getByText('稿件库')).toHaveCount(0)
  await rail.getByRole('link', { name: '稿件库' }).click()
  await expect(page.getByRole('heading', { name: '稿件库' })).toBeVisible()
  await page.getByRole('button', { name: '展开导航' }).click()
  await expect(rail.getByText('稿件库')).toBeVisible()
  await page.getByRole('button', { name: '收起导航' }).click()
  await page.setViewportSize(office)
  await expect(rail.getByText('稿件库')).toBeVisible()
})

test('on a telephone the menu of the administration leaves the page its width', async ({ people, as }) => {
  const page = await as('admin', people)
  await page.setViewportSize(telephone)
  for (const path of ['people', 'templates', 'settings']) {
    await page.goto(`${people.address}/admin/${path}`)
    await settled(page)
    expect((await page.locator('.admin-page').boundingBox())!.width).toBeGreaterThan(telephone.width * 0.9)
    await expect(page.getByRole('navigation', { name: '管理' }).locator('a.active')).toBeInViewport()
  }
})

test('from one page of 管理 to the next by its menu', async ({ people, as }) => {
  const page = await as('admin', people)
  await page.goto(`${people.address}/admin`)
  const menu = page.getByRole('navigation', { name: '管理' })
  await expect(menu.getByRole('link').first()).toBeVisible()
  for (const name of await menu.getByRole('link').allTextContents()) {
    await menu.getByRole('link', { name, exact: true }).click()
    await expect(menu.locator('a.active')).toHaveText(name)
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    await expect(page.getByText('页面出现意外')).toHaveCount(0)
  }
})
