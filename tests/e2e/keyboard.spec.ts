import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { floorKinds, stageFacts } from '#core/workflow/stages'
import { demoPassword } from '#server/demo/build'
import { demoSeats } from '#server/demo/people'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

/** Tab until the focus stands on what is called so, as somebody without a mouse does; the focus must be seen on the way. */
async function tabTo(page: Page, name: RegExp, most = 80): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const here = document.activeElement === document.body ? null : (document.activeElement as HTMLElement | null)
      const label = here?.getAttribute('aria-label') ?? here?.getAttribute('placeholder') ?? ''
      return `${label} ${here?.innerText ?? ''}`.trim()
    })
    if (name.test(at)) return
  }
  throw new Error(`Tab does not lead to ${name}`)
}

/** Whatever has the focus by the keyboard shows it. */
const focusShows = (page: Page) =>
  page.evaluate(() => {
    const here = document.activeElement!
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || here.closest('.ant-input-affix-wrapper-focused, .ant-select-focused') !== null
  })

test('the whole road is walked without a mouse: written, submitted, passed eight times, and exported', async ({ people, as }) => {
  test.setTimeout(600_000)
  const made = value(await people.house.as('wangfang')('article.create', { key: key(), content: announcement() }))
  const title = announcement().title
  const author = await as('wangfang', people)
  await author.keyboard.press('Control+k')
  await author.keyboard.type('政务服务大厅')
  await expect(author.getByRole('option', { name: new RegExp(title) }).first()).toBeVisible()
  await author.keyboard.press('Enter')
  await expect(author).toHaveURL(new RegExp(`/article/${made.id}`))
  await author.locator('.tiptap').waitFor()
  await tabTo(author, /^正文/)
  await author.keyboard.press('Control+End')
  await author.keyboard.type('特此公告。')
  await author.keyboard.press('Control+s')
  await expect(author.getByText(/有修改未存为版本/)).toHaveCount(0)
  await tabTo(author, /提交送审/, 120)
  expect(await focusShows(author)).toBe(true)
  await author.keyboard.press('Enter')
  await expect(author.getByRole('dialog').getByText('可以提交')).toBeVisible()
  await tabTo(author, /^提交送审/)
  await author.keyboard.press('Enter')
  await expect(author.getByText('审核中').first()).toBeVisible()

  for (const stage of floorKinds) {
    const page = await as(demoSeats[stage]!, people)
    await expect(page.getByRole('option', { selected: true })).toContainText(title)
    await page.keyboard.press('a')
    await expect(page).toHaveURL(new RegExp(`/review/${made.id}`))
    const questions = page.getByRole('radiogroup')
    await expect(page.locator('[role="radiogroup"]:focus')).toBeVisible()
    const count = await questions.count()
    for (let i = 0; i < count; i++) await page.keyboard.press('1')
    await tabTo(page, /^意见/)
    await page.keyboard.type(stageFacts[stage].corrects ? '已逐字校对，无改动。' : '同意。')
    await page.keyboard.press('Control+Enter')
    if (stageFacts[stage].signs) {
      await expect(page.getByLabel('登录密码')).toBeFocused()
      await page.keyboard.type(demoPassword)
      await page.keyboard.press('Enter')
    }
    await expect(page.getByText(/已(通过|签发).*内容校验值/).first()).toBeVisible()
    await page.context().close()
  }

  const publisher = await as('heping', people)
  await publisher.keyboard.press('Control+k')
  await publisher.keyboard.type('fb')
  await publisher.keyboard.press('Enter')
  await expect(publisher).toHaveURL(/\/release/)
  await expect(publisher.getByRole('link', { name: title })).toBeVisible()
  await tabTo(publisher, new RegExp(`^${title}`))
  await publisher.keyboard.press('Enter')
  await expect(publisher.getByRole('button', { name: /导出到/ })).toBeVisible()
  await tabTo(publisher, /^导出到/)
  expect(await focusShows(publisher)).toBe(true)
  const download = publisher.waitForEvent('download')
  await publisher.keyboard.press('Enter')
  expect(Object.keys(unzipSync(new Uint8Array(readFileSync(await (await download).path()))))).toContain('manifest.json')
  expect(await people.house.verify()).toMatchObject({ whole: true, failures: [] })
})

test('the first field of a decision has the focus, where nothing moves as well', async ({ people, as }) => {
  const { id, hash } = value(await people.house.as('wangfang')('article.create', { key: key(), content: announcement() }))
  value(await people.house.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
  const page = await as('chenjing', people)
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await page.emulateMedia({ reducedMotion })
    await page.goto(`${people.address}/review/${id}`)
    await page.getByRole('button', { name: /^退回/ }).click()
    await expect(page.getByRole('dialog').locator('#return-category')).toBeFocused()
  }
})

test('what is typed right behind Ctrl+K is looked for, and nothing of it lands in the text below, where nothing moves as well', async ({ people, as }) => {
  const { id } = value(await people.house.as('wangfang')('article.create', { key: key(), content: announcement() }))
  const page = await as('wangfang', people)
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await page.emulateMedia({ reducedMotion })
    await page.goto(`${people.address}/article/${id}`)
    await page.locator('.tiptap').click()
    const text = await page.locator('.tiptap').innerText()
    for (let time = 0; time < 4; time++) {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('qxrl')
      await expect(page.getByLabel('搜索', { exact: true })).toHaveValue('qxrl')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.locator('.tiptap').click()
    }
    expect(await page.locator('.tiptap').innerText()).toBe(text)
  }
})

test('the command palette leads to lists by pinyin initials and back to what was open last, and shows nobody what they may not open', async ({ people, as }) => {
  const { id } = value(await people.house.as('wangfang')('article.create', { key: key(), content: announcement() }))
  const page = await as('wangfang', people)
  await page.goto(`${people.address}/article/${id}`)
  await page.locator('.tiptap').waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('qxrl')
  await expect(page.getByRole('option', { name: /期限日历/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/show=calendar/)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option').first()).toContainText('最近打开')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/article/${id}`))
  await page.keyboard.press('Control+k')
  await page.keyboard.type('xjgj')
  await expect(page.getByRole('option').first()).toContainText('新建稿件：通知公告')
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(new RegExp(`/article/${id}`))
  await expect(page).toHaveURL(/\/article\/\w+/)
  await page.locator('.tiptap').waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('审计')
  await expect(page.getByText('没有找到“审计”')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const leader = await as('lijianguo', people)
  await leader.goto(`${people.address}/desk`)
  await leader.getByRole('navigation', { name: '主导航' }).waitFor()
  await leader.keyboard.press('Control+k')
  await leader.keyboard.type('xjgj')
  await expect(leader.getByText('没有找到“xjgj”')).toBeVisible()
})
