import { demoPassword } from '#server/demo/build'
import { expect, test } from './host.ts'

test('words typed after the session has ended are there again once the person has signed in', async ({ people, as }) => {
  const writer = await as('wangfang', people)
  await writer.getByRole('button', { name: '新建稿件' }).first().click()
  await writer.waitForURL(/\/article\//)
  await writer.getByRole('textbox', { name: '标题', exact: true }).fill('关于会话到期的公告')
  await writer.locator('.page-text [contenteditable]').click()
  await writer.keyboard.insertText('到期以前写的。')
  await expect(writer.getByText(/已自动保存/)).toBeVisible()

  await writer.context().clearCookies()
  await writer.keyboard.insertText('到期以后写的。')
  await writer.waitForURL(/\/signin/)
  await writer.getByLabel('登录名').fill('wangfang')
  await writer.getByLabel('密码', { exact: true }).fill(demoPassword)
  await writer.getByRole('button', { name: '登录' }).click()
  await writer.waitForURL(/\/article\//)
  await expect(writer.locator('.page-text [contenteditable]')).toHaveText('到期以前写的。到期以后写的。')
})
