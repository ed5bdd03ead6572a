import { demoPassword } from '#server/demo/build'
import { expect, test } from './host.ts'

test('首次向导 founds an office and signs its administrator in', async ({ page, empty }) => {
  await page.goto(empty.address)
  await expect(page.getByText('单位名称')).toBeVisible()
  await page.getByLabel('单位名称').fill('青石县人民政府办公室')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('姓名').fill('周明')
  await page.getByLabel('登录名').fill('zhouming')
  await page.getByLabel('密码', { exact: true }).fill('Qingshan-2026')
  await page.getByLabel('再次输入密码').fill('Qingshan-2026')
  await page.getByRole('button', { name: '建立单位' }).click()
  await expect(page.getByText('青石县人民政府办公室').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: '人员与岗位' })).toBeVisible()
})

test('a wrong password is said in words, and the right one opens the desk', async ({ page, people }) => {
  await page.goto(people.address)
  await page.getByLabel('登录名').fill('wangfang')
  await page.getByLabel('密码').fill('不对的密码')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByText('登录名或密码不正确')).toBeVisible()
  await page.getByLabel('密码').fill(demoPassword)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible()
})

test('every screen of the frame opens for those who may, in Chinese, without an error on the page', async ({ demo, as }) => {
  const places: [string, string[]][] = [
    ['wangfang', ['/desk', '/library', '/ledger']],
    ['heping', ['/release']],
    ['auditor', ['/audit']],
    ['admin', ['/admin/people', '/admin/sections', '/admin/templates', '/admin/templates/standard', '/admin/settings', '/admin/backup']],
    ['xuhong', ['/admin/delegations']],
  ]
  for (const [person, paths] of places) {
    const page = await as(person, demo)
    for (const path of paths) {
      await page.goto(demo.address + path)
      await expect(page.locator('h1').first()).toBeVisible()
      await expect(page.getByText('没有打开')).toHaveCount(0)
    }
  }
})
