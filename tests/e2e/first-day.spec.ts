import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoPassword } from '#server/demo/build'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

test('首次向导 founds an office and signs its administrator in', async ({ page, empty }) => {
  await page.goto(empty.address)
  await expect(page.getByText('单位名称')).toBeVisible()
  await page.getByLabel('单位名称').fill('   ')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('请填写单位名称，2–60 字')).toBeVisible()
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

test('a session that ended is explained at the sign-in, a sign-out is not', async ({ people, as }) => {
  const page = await as('fengwei', people)
  await page.context().clearCookies()
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '稿件库' }).click()
  await expect(page.getByText('登录已经到期')).toBeVisible()
  await page.getByLabel('登录名').fill('fengwei')
  await page.getByLabel('密码').fill(demoPassword)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('heading', { name: '稿件库' })).toBeVisible()
  await page.locator('.person-button').click()
  await page.getByText('退出登录').click()
  await expect(page.getByLabel('登录名')).toBeVisible()
  await expect(page.getByText('登录已经到期')).toHaveCount(0)
})

test('on a phone a title that half tells another article apart is read in full', async ({ people, as }) => {
  for (const title of ['关于开展城乡居民基本医疗保险参保缴费工作的公告', '关于开展城乡居民基本养老保险参保缴费工作的公告']) {
    const { id, hash } = value(await people.house.as('wangfang')('article.create', { key: key(), content: announcement(undefined, { title }) }))
    value(await people.house.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
  }
  const page = await as('chenjing', people)
  await page.setViewportSize({ width: 390, height: 844 })
  const titles = page.getByRole('option').locator('strong')
  await expect(titles).toHaveCount(2)
  for (const title of await titles.all()) expect(await title.evaluate(shown => shown.scrollWidth <= shown.clientWidth && shown.scrollHeight <= shown.clientHeight + 1)).toBe(true)
})

test('the one button of the chosen article stands on a small screen, however long its text', async ({ people, as }) => {
  const { id, hash } = value(await people.house.as('wangfang')('article.create', { key: key(), content: announcement('各有关单位要压实责任，按照时间节点完成任务，并及时报送情况。\n'.repeat(12)) }))
  value(await people.house.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
  const page = await as('chenjing', people)
  await expect(page.getByRole('button', { name: '去办理' })).toBeInViewport({ ratio: 1 })
})

test('a published web page is no wider than the phone of whoever reads it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.setContent(readFileSync(join(import.meta.dirname, '../golden/channels/website/index.html'), 'utf8'))
  await expect(page.getByText('索引号')).toBeVisible()
  const { wide, facts } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, facts: document.querySelector('.facts')!.getBoundingClientRect().right }))
  expect(facts).toBeLessThanOrEqual(390)
  expect(wide).toBeLessThanOrEqual(390)
})

test('on a phone every list says which article it speaks of', async ({ demo, as }) => {
  const places: [string, string, string][] = [
    ['heping', '/release', '.ant-table-row a'],
    ['auditor', '/ledger', '.ant-table-row a'],
    ['auditor', '/audit', '.trail .sentence'],
    ['lijianguo', '/notices', '.notice-head .ellipsis'],
  ]
  for (const [person, path, words] of places) {
    const page = await as(person, demo)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(demo.address + path)
    await expect(page.locator(words).first()).toBeInViewport({ ratio: 0.5 })
    expect((await page.locator(words).first().boundingBox())!.width, path).toBeGreaterThan(150)
  }
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
