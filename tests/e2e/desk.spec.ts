import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { demoPassword, passNext } from '#server/demo/build'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

// Axe walks whole screens: patience on a slow machine, no other condition.
test.setTimeout(400_000)

type House = Parameters<Parameters<typeof test>[2]>[0]['people']['house']
const acts = (house: House) => ({ as: house.as, key, now: () => new Date().toISOString() })

/** An article of its own title at the stage after `passed` others. */
async function waiting(house: House, title: string, passed: number): Promise<string> {
  const { id, hash } = value(await house.as('wangfang')('article.create', { key: key(), content: announcement(undefined, { title }) }))
  value(await house.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
  for (let i = 0; i < passed; i++) await passNext(acts(house), id)
  return id
}

async function allowBatch(house: House, stage: string) {
  const { templates } = value(await house.as('admin')('template.list', {}))
  const { version: _, ...standard } = templates.find(t => t.id === 'standard')!
  value(await house.as('admin')('template.save', { key: key(), template: { ...standard, stages: standard.stages.map(s => (s.id === stage ? { ...s, batch: true } : s)) } }))
}

/** Nothing serious on the screen for whoever cannot see it or use a mouse. */
async function accessible(page: Page, part = 'body') {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)).toEqual([])
}
const shot = (page: Page, name: string) => page.screenshot({ path: `out/e2e-results/desk-${name}.png` })
const noSideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

test('the desk by keyboard: up and down, open, claim, return, and A passes nothing by itself', async ({ people, as }) => {
  const ids = [await waiting(people.house, '第一件', 3), await waiting(people.house, '第二件', 3)]
  const page = await as('fengwei', people)
  const list = page.getByRole('listbox', { name: '待我办理' })
  await expect(list.getByRole('option', { selected: true })).toContainText('第一件')
  await page.keyboard.press('j')
  await expect(list.getByRole('option', { selected: true })).toContainText('第二件')
  await page.keyboard.press('c')
  await expect(page.getByText('已认领。')).toBeVisible()
  await page.keyboard.press('k')
  await expect(list.getByRole('option', { selected: true })).toContainText('第一件')
  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog')).toContainText('打开并准备通过')
  await page.keyboard.press('Escape')
  await accessible(page)
  await shot(page, 'list')
  await page.keyboard.press('a')
  await expect(page).toHaveURL(new RegExp(`/review/${ids[0]}`))
  await expect(page.getByRole('region', { name: '办理意见' })).toContainText('项检查没有回答')
  expect(value(await people.house.as('fengwei')('article.open', { id: ids[0]! })).passes).toHaveLength(3)
  await page.goBack()
  await page.getByText('第一件').first().click()
  await page.keyboard.press('r')
  await expect(page.getByRole('dialog')).toContainText('退回作者')
})

test('the filters of the desk live in the address and are remembered', async ({ people, as }) => {
  await waiting(people.house, '复审的稿件', 3)
  const page = await as('fengwei', people)
  await page.getByLabel('按环节筛选').click()
  await page.locator('.ant-select-item-option').filter({ hasText: '复审' }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/stage=/)
  await page.getByRole('link', { name: '稿件库' }).click()
  await expect(page.getByRole('heading', { name: '稿件库' })).toBeVisible()
  await page.getByRole('link', { name: /^工作台/ }).click()
  await expect(page).toHaveURL(/desk\?stage=/)
  await expect(page.getByRole('option').filter({ hasText: '复审的稿件' })).toBeVisible()
})

test('a batch passes what was opened and says of the rest why not', async ({ people, as }) => {
  await allowBatch(people.house, 'second-review')
  const read = [await waiting(people.house, '看过的甲', 3), await waiting(people.house, '看过的乙', 3)]
  await waiting(people.house, '没有看过的', 3)
  const page = await as('fengwei', people)
  for (const id of read) {
    await page.goto(`${people.address}/review/${id}`)
    await expect(page.getByRole('region', { name: '办理意见' })).toBeVisible()
  }
  await page.goto(`${people.address}/desk`)
  await page.getByRole('button', { name: '批量通过' }).click()
  await expect(page.getByRole('option').filter({ hasText: '没有看过的' })).toContainText('还没有打开看过')
  for (const title of ['看过的甲', '看过的乙', '没有看过的']) await page.getByRole('checkbox', { name: new RegExp(title) }).click()
  await page.getByRole('button', { name: '通过所选…' }).click()
  const dialog = page.getByRole('dialog')
  for (const group of await dialog.getByRole('radiogroup').all()) await group.getByText('是', { exact: true }).click()
  await dialog.getByLabel('意见').fill('同意。')
  await dialog.getByRole('button', { name: '全部通过' }).click()
  const results = page.getByRole('dialog').filter({ hasText: '已通过 2 篇，未通过 1 篇' })
  await expect(results.getByRole('listitem').filter({ hasText: '没有看过的' })).toContainText('您还没有打开看过本稿现在的文字')
  await shot(page, 'batch')
  for (const id of read) expect(value(await people.house.as('xuhong')('article.open', { id })).summary.stage).toBe('second-proofread')
})

test('a colleague is asked, answers from the desk, and the holder reads it; then the stage is handed on', async ({ people, as }) => {
  const id = await waiting(people.house, '请教的稿件', 3)
  const holder = await as('fengwei', people)
  await holder.goto(`${people.address}/review/${id}`)
  await holder.getByRole('button', { name: '征求意见…' }).click()
  const ask = holder.getByRole('dialog')
  await ask.getByLabel('征求谁的意见').fill('徐红')
  await holder.locator('.ant-select-item-option').filter({ hasText: '徐红' }).click()
  await ask.getByLabel('想请教什么').fill('第二条与去年的口径一致吗？')
  await ask.getByRole('button', { name: '发出' }).click()
  await expect(holder.getByRole('list', { name: '待答复的征求意见' })).toContainText('徐红')

  const colleague = await as('xuhong', people)
  await colleague.getByRole('button', { name: /^征求我意见/ }).click()
  await colleague.getByRole('button', { name: '去答复' }).click()
  await expect(colleague.getByRole('region', { name: '答复征求意见' })).toContainText('第二条与去年的口径一致吗？')
  await expect(colleague.getByRole('button', { name: /^通过/ })).toHaveCount(0)
  await colleague.getByRole('textbox', { name: '答复' }).fill('一致，已核对。')
  await shot(colleague, 'answer')
  await accessible(colleague, '.answer')
  await colleague.getByRole('button', { name: '答复', exact: true }).click()
  await expect(colleague.getByText('已答复。谢谢')).toBeVisible()

  await holder.getByRole('tab', { name: /^意见/ }).click()
  await expect(holder.getByText('一致，已核对。')).toBeVisible()
  await holder.getByRole('button', { name: '转办…' }).click()
  const hand = holder.getByRole('dialog')
  await hand.getByLabel('转给').fill('韩梅')
  await holder.locator('.ant-select-item-option').filter({ hasText: '韩梅' }).click()
  await hand.getByLabel('理由').fill('外出开会')
  await hand.getByRole('button', { name: '转办', exact: true }).click()
  await expect(holder.getByText('本环节已指定由韩梅办理').first()).toBeVisible()
})

test('the author chases, the bell rings, and a press on the notice leads to the work', async ({ people, as }) => {
  const id = await waiting(people.house, '催一催', 3)
  const holder = await as('fengwei', people)
  const author = await as('wangfang', people)
  await author.goto(`${people.address}/article/${id}`)
  await author.getByRole('button', { name: '催办' }).click()
  await expect(author.getByText(/已催办“复审”/)).toBeVisible()
  await expect(author.getByRole('button', { name: '已催办' })).toBeDisabled()
  await holder.getByRole('button', { name: /^通知，\d+ 条未读/ }).click()
  const drawer = holder.getByRole('dialog', { name: '通知' })
  await expect(drawer.getByText('王芳催办“复审”')).toBeVisible()
  await accessible(holder)
  await shot(holder, 'bell')
  await drawer.getByRole('button', { name: /王芳催办“复审”/ }).click()
  await expect(holder).toHaveURL(new RegExp(`/review/${id}`))
  await holder.goto(`${people.address}/notices`)
  await holder.getByRole('button', { name: '全部标为已读' }).click()
  await expect(holder.getByText('没有未读', { exact: true })).toBeVisible()
  await accessible(holder)
})

test('the calendar shows the day a stage is due, and days off', async ({ people, as }) => {
  const id = await waiting(people.house, '有期限的稿件', 3)
  const { due } = value(await people.house.as('fengwei')('article.open', { id })).summary
  const page = await as('fengwei', people)
  const day = new Date(Date.parse(due!) + 8 * 3_600_000).toISOString().slice(0, 10)
  await page.goto(`${people.address}/desk?show=calendar&day=${day}`)
  await expect(page.getByRole('region').or(page.locator('.day-list')).filter({ hasText: day }).last()).toContainText('有期限的稿件')
  await accessible(page)
  await shot(page, 'calendar')
  await page.goto(`${people.address}/desk?show=calendar&day=2026-10-10`)
  await expect(page.locator('td[title="2026-10-10"]')).toContainText('班')
  await expect(page.locator('td[title="2026-10-01"]')).toContainText('休')
})

test('a leader signs off on a telephone: everything on one page, the bar never below the fold, not even under the connection banner', async ({ people, as }) => {
  const id = await waiting(people.house, '关于优化政务服务大厅窗口设置并调整部分事项办理时间的公告', 7)
  const page = await as('lijianguo', people)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${people.address}/review/${id}`)
  const brief = page.getByRole('region', { name: '稿件要点' })
  await expect(brief).toContainText('需要留意')
  await expect(brief).toContainText('文字没有变化')
  await expect(brief.getByText('已通读，无改动。').first()).toBeVisible()
  const bar = page.getByRole('region', { name: '办理意见' })
  await expect(bar).toBeInViewport({ ratio: 1 })
  expect(await noSideways(page)).toBe(true)
  await shot(page, 'phone-top')
  await accessible(page)
  await page.context().setOffline(true)
  // The next question to the office finds out that it is gone.
  await page.getByRole('button', { name: /^通知/ }).click()
  await expect(page.getByText('与审校台的连接已中断')).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(bar).toBeInViewport({ ratio: 1 })
  await shot(page, 'phone-banner')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: /^通知/ }).click()
  await expect(page.getByText('与审校台的连接已中断')).toBeHidden({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  for (const group of await brief.getByRole('radiogroup').all()) await group.getByRole('radio', { name: /^是/ }).click()
  await page.getByLabel('意见', { exact: true }).fill('同意发布。')
  const sign = bar.getByRole('button', { name: /^签发/ })
  await expect(sign).toBeInViewport({ ratio: 1 })
  await shot(page, 'phone-ready')
  await sign.click()
  await page.getByLabel('登录密码').fill(demoPassword)
  await page.getByRole('dialog').getByRole('button', { name: '签发' }).click()
  await expect(page.getByText(/已签发 →/)).toBeVisible()
  await shot(page, 'phone-desk')
  expect(await noSideways(page)).toBe(true)
})

test('a writer with nothing to review is led to what was returned', async ({ demo, as }) => {
  const page = await as('wangfang', demo)
  await expect(page.getByText('您有 1 篇稿件被退回，等您修改。')).toBeVisible()
  await page.getByRole('link', { name: '去修改' }).click()
  await expect(page.getByText('关于调整部分公交线路的公告').first()).toBeVisible()
})
