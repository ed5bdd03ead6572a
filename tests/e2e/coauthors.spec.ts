import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

test('an author takes a colleague in, who may then write and is kept from every stage; whoever wrote stays', async ({ people, as }) => {
  const made = value(await people.house.as('wangfang')('article.create', { key: key(), content: announcement() }))
  const [author, colleague] = [await as('wangfang', people), await as('liuyang', people)]
  await colleague.goto(`${people.address}/article/${made.id}`)
  await expect(colleague.getByText('只有本稿的作者或共同作者可以这样做')).toBeVisible()

  await author.goto(`${people.address}/article/${made.id}`)
  await author.getByRole('button', { name: '更多' }).click()
  await author.getByRole('menuitem', { name: '共同作者' }).click()
  const dialog = author.getByRole('dialog', { name: '共同作者' })
  await dialog.getByLabel('添加共同作者').click()
  await author.locator('.ant-select-item-option').filter({ hasText: '刘洋' }).click()
  await dialog.getByRole('button', { name: '添加', exact: true }).click()
  await expect(dialog.getByRole('button', { name: '移除共同作者 刘洋' })).toBeEnabled()

  await colleague.reload()
  await colleague.getByLabel('标题', { exact: true }).fill('关于优化政务服务大厅窗口设置和办事时间的公告')
  await colleague.getByRole('button', { name: '保存版本' }).click()
  await expect(colleague.getByText(/已保存版本/)).toBeVisible()
  await expect(dialog.getByText('写过本稿的文字，不能从共同作者中移出')).toBeVisible()
  await expect(dialog.getByRole('button', { name: '移除共同作者 刘洋' })).toHaveCount(0)
  await colleague.goto(`${people.address}/desk?list=mine`)
  await expect(colleague.getByText('关于优化政务服务大厅窗口设置和办事时间的公告').first()).toBeVisible()
})
