import { expect, type Page } from '@playwright/test'
import { demoPassword } from '#server/demo/build'
import { stageFacts, type FloorKind } from '#core/workflow/stages'

// What people do on the screens, in one place: the journeys in a browser and on the desktop click the same things.

/** 工作台, where everybody begins, by the rail. */
export async function goTo(page: Page, place: '工作台' | '稿件库' | '发布' | '审计' | '管理'): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: place }).click()
}

/** What an import says about itself is read and put away. */
export async function readImportReport(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: '知道了' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Fills what an imported announcement still lacks, by hand, as an editor does. */
export async function completeMetadata(page: Page): Promise<void> {
  const choose = async (label: string, option: string) => {
    await page.getByLabel(label).first().click()
    await page.getByLabel(label).first().fill(option.slice(0, 4))
    await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
  }
  await choose('栏目', '通知公告')
  await choose('主题分类', '社会保障')
  await page.getByRole('button', { name: '取号' }).click()
  await expect(page.getByLabel('索引号')).not.toHaveValue('')
  await page.locator('[id="field-publication.summary"]').fill('城乡居民基本医疗保险参保缴费安排')
  await page.getByRole('tab', { name: '渠道' }).click()
  await page.getByRole('switch', { name: '发布到微信公众号' }).click()
  await page.locator('[id="field-channels.wechat.title"]').fill('居民医保参保缴费开始了')
}

/** Submits the article on the screen. */
export async function submitHere(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交送审' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByText('可以提交')).toBeVisible()
  await sheet.getByRole('button', { name: '提交送审' }).click()
  await expect(page.getByText('审核中').first()).toBeVisible()
}

/** The person opens the article from their own desk and passes it, every question answered by keyboard. */
export async function passHere(page: Page, title: string, stage: FloorKind): Promise<void> {
  await page.getByText(title).first().click()
  await page.getByRole('button', { name: '去办理' }).or(page.getByRole('link', { name: '去办理' })).first().click()
  await page.getByRole('tab', { name: /检查项/ }).click()
  const here = page.url()
  for (const group of await page.locator('.checklist').getByRole('radiogroup').all())
    await group.getByRole('radio', { name: /^是/ }).click()
  await page.getByLabel('意见', { exact: true }).fill(stageFacts[stage].corrects ? '已逐字校对，无改动。' : '同意。')
  await page.getByRole('button', { name: /^(通过：|签发 →)/ }).click()
  if (stageFacts[stage].signs) {
    await page.getByLabel('登录密码').fill(demoPassword)
    await page.getByRole('dialog').getByRole('button', { name: /^(通过|签发)$/ }).click()
  }
  await expect(page.getByText(/已(通过|签发).*内容校验值/).first()).toBeVisible()
  await expect(page).not.toHaveURL(here)
}

/** The person returns the article on the screen to its author. */
export async function returnHere(page: Page, category: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: /^退回…/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('原因类别').click()
  await page.locator('.ant-select-item-option').filter({ hasText: category }).click()
  await dialog.getByLabel('退回理由').fill(reason)
  await dialog.getByRole('button', { name: '退回作者' }).click()
  await expect(dialog).toHaveCount(0)
}

/** Chooses a channel on the release screen and asks for its package; where it goes is the affair of the browser or of the save dialog. */
export async function exportHere(page: Page, channel: '政府网站' | '微信公众号'): Promise<void> {
  await page.getByRole('button', { name: new RegExp(channel) }).first().click()
  await page.getByRole('button', { name: /导出到/ }).click()
}
