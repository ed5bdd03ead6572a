import type { Page } from '@playwright/test'
import type { Content } from '#core/article/content'
import { announcement, key, value } from '#tests/office'
import { textToBody } from '#core/import/text'
import { expect, test } from './host.ts'

/** Of 240 paragraphs every third was changed, the second one moved to the end, and the last one changed. */
const before = Array.from({ length: 240 }, (_, i) => `第${i + 1}项工作由责任单位牵头办理，各有关单位要加强组织领导，明确责任分工，扎实推进，并于每月底前将进展情况、存在问题和下一步打算书面报送办公室汇总。`.slice(0, 30 + ((i * 37) % 44)))
const changed = before.map((line, i) => (i % 3 === 2 ? `${line.slice(0, 12)}进一步${line.slice(14)}` : line))
const after = [changed[0]!, ...changed.slice(2), changed[1]!]
const content = (lines: string[]): Content => announcement('', { body: textToBody(lines.join('\n')).body })

async function pair({ house }: { house: import('#server/office').House }): Promise<string> {
  const author = house.as('wangfang')
  const { id, hash } = value(await author('article.create', { key: key(), content: content(before) }))
  const saved = value(await author('article.save', { key: key(), id, base: hash, content: content(after) }))
  return `/history/${id}?from=${hash}&to=${saved.hash}`
}

const words = (page: Page) => page.getByRole('region', { name: '改动对照' })
const lines = (page: Page) => words(page).locator('.diff-line')
const counted = '改动 81 处，+240 −160 字，移动 1 段'
/** The moved paragraph stands in both places. */
const drawnLines = 1 + before.length + 1

/** The browser has no idle moment: what is drawn behind the first screen was asked for. */
const neverIdle = (page: Page) => page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }))

test('a long comparison fills the screen first, its count whole, and the rest comes by itself', async ({ people, as }) => {
  const address = await pair(people)
  const page = await as('wangfang', people)
  await page.goto(people.address + address)
  await expect(words(page)).toContainText(counted)
  await expect(page.getByRole('list', { name: '改动人' })).toContainText('81 处')
  await expect(words(page)).toHaveAttribute('aria-busy', 'false')
  await expect(lines(page)).toHaveCount(drawnLines)
})

for (const view of ['inline', 'side'])
  test(`what is not drawn yet takes the place it will take (${view})`, async ({ people, as }) => {
    const address = `${await pair(people)}&view=${view}`
    const page = await as('wangfang', people)
    await neverIdle(page)
    await page.goto(people.address + address)
    await expect(words(page)).toContainText(counted)
    const height = () => words(page).evaluate(diff => diff.clientHeight)
    await expect(words(page)).toHaveAttribute('aria-busy', 'true')
    expect(await lines(page).count()).toBeLessThan(100)
    const first = await height()
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    await expect(lines(page)).toHaveCount(view === 'side' ? 2 * drawnLines : drawnLines)
    await page.addStyleTag({ content: '.diff-run { content-visibility: visible !important }' })
    const last = await height()
    expect(first / last).toBeGreaterThan(0.97)
    expect(first / last).toBeLessThan(1.03)
  })

test('Shift+F7 goes to the last change of a text that is not drawn to its end, and a move to its other end', async ({ people, as }) => {
  const address = await pair(people)
  const page = await as('wangfang', people)
  await neverIdle(page)
  await page.goto(people.address + address)
  await expect(words(page)).toHaveAttribute('aria-busy', 'true')
  await page.keyboard.press('Shift+F7')
  await expect(page.getByText('第 81/81 处')).toBeVisible()
  await expect(words(page).locator('.change-on').first()).toBeInViewport()
  await expect(lines(page)).toHaveCount(drawnLines)

  await page.reload()
  await expect(words(page)).toHaveAttribute('aria-busy', 'true')
  await page.getByRole('button', { name: /① 移走/ }).click()
  await expect(page.getByRole('button', { name: /① 移来/ })).toBeFocused()
  await expect(page.getByRole('button', { name: /① 移来/ })).toBeInViewport()
})

test('who steps to a change before the changes are counted has them counted and finds it', async ({ people, as }) => {
  const address = await pair(people)
  const page = await as('wangfang', people)
  await neverIdle(page)
  // No frame is ever over, so that what comes behind the first screen does not come by itself.
  await page.addInitScript(() => Object.assign(window, { requestAnimationFrame: () => 0 }))
  await page.goto(people.address + address)
  await expect(words(page)).toContainText('正在统计改动…')
  await expect(words(page).locator('ins').first()).toBeVisible()
  await page.keyboard.press('Shift+F7')
  await expect(page.getByText('第 81/81 处')).toBeVisible()
  await expect(words(page)).toContainText(counted)
  await expect(lines(page)).toHaveCount(drawnLines)
})

test('printed from the screen it is all there', async ({ people, as }) => {
  const address = await pair(people)
  const page = await as('wangfang', people)
  await neverIdle(page)
  await page.goto(people.address + address)
  await expect(words(page)).toHaveAttribute('aria-busy', 'true')
  const paper = await page.pdf()
  await expect(lines(page)).toHaveCount(drawnLines)
  expect(paper.byteLength).toBeGreaterThan(0)
  await page.emulateMedia({ media: 'print' })
  expect(await words(page).locator('.diff-run').evaluateAll(runs => new Set(runs.map(run => getComputedStyle(run).contentVisibility)).size)).toBe(1)
  expect(await words(page).locator('.diff-run').last().evaluate(run => getComputedStyle(run).contentVisibility)).toBe('visible')
})
