import { passNext } from '#server/demo/build'
import { demoSeats } from '#server/demo/people'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

type House = import('#server/office').House

async function waiting(house: House, passed: number): Promise<string> {
  const author = house.as('wangfang')
  const { id, hash } = value(await author('article.create', { key: key(), content: announcement() }))
  value(await author('article.submit', { key: key(), id, saw: hash }))
  for (let i = 0; i < passed; i++) await passNext({ as: house.as, key, now: () => new Date().toISOString() }, id)
  return id
}

test('an author who looks on reads where the article is, not that a post is lacking', async ({ people, as }) => {
  const id = await waiting(people.house, 1)
  const bar = (page: Awaited<ReturnType<typeof as>>) => page.getByRole('region', { name: '办理意见' })
  const author = await as('wangfang', people)
  await author.goto(`${people.address}/review/${id}`)
  await expect(bar(author)).toContainText('这是您起草的稿件，已到“初审”')
  await expect(bar(author)).not.toContainText('请联系系统管理员')
  const other = await as('sunli', people)
  await other.goto(`${people.address}/review/${id}`)
  await expect(bar(other)).toContainText('此项须由初审人办理')
})

test('a return says what is still to be filled in until it can be sent, and an opinion is not asked of administrators', async ({ people, as }) => {
  const id = await waiting(people.house, 1)
  const page = await as(demoSeats['first-review']!, people)
  await page.goto(`${people.address}/review/${id}`)
  await page.getByRole('button', { name: /^退回…/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('还须填写：原因类别、退回理由。')).toBeVisible()
  await dialog.getByLabel('退回理由').fill('请核对日期。')
  await expect(dialog.getByText('还须填写：原因类别。')).toBeVisible()
  await dialog.getByLabel('原因类别').click()
  await page.locator('.ant-select-item-option').first().click()
  await expect(dialog.getByText('还须填写')).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: '退回作者' })).toBeEnabled()
  await dialog.getByRole('button', { name: '取消' }).click()

  await page.getByRole('button', { name: '征求意见…' }).click()
  const whom = page.getByRole('dialog').getByLabel('征求谁的意见')
  await whom.fill('徐红')
  await expect(page.locator('.ant-select-item-option')).toHaveCount(1)
  await whom.fill('管理员')
  await expect(page.locator('.ant-select-item-option')).toHaveCount(0)
})

test('on a phone the questions speak of no keys', async ({ people, as }) => {
  const id = await waiting(people.house, 1)
  const page = await as(demoSeats['first-review']!, people)
  await page.goto(`${people.address}/review/${id}`)
  await page.getByRole('tab', { name: /检查项/ }).click()
  await expect(page.getByText('键盘：1 是')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByText('已答 0/')).toBeVisible()
  await expect(page.getByText('键盘：1 是')).toBeHidden()
  await expect(page.locator('.choices kbd').first()).toBeHidden()
})

test('while a correction is still being compared, the strip does not say that nothing was changed', async ({ people, as }) => {
  const id = await waiting(people.house, 2)
  const page = await as(demoSeats['first-proofread']!, people)
  let go = () => {}
  const held = new Promise<void>(done => { go = done })
  await page.context().route(/change-worker/, async route => {
    await held
    await route.continue()
  })
  await page.goto(`${people.address}/review/${id}`)
  await expect(page.getByText('本次未改动文字')).toBeVisible()
  await page.locator('.tiptap').last().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('。')
  await expect(page.getByText('正在核对改动')).toBeVisible()
  await expect(page.getByText('本次未改动文字')).toHaveCount(0)
  go()
  await expect(page.getByText(/本次改动 1 处/)).toBeVisible()
})

test('发布 says which time the page will carry, also when it left before, and names the source of the limits once, in Chinese', async ({ demo, as }) => {
  const { items } = value(await demo.house.as('heping')('article.list', { phase: ['released'], limit: 1 }))
  const page = await as('heping', demo)
  await page.goto(`${demo.address}/release/${items[0]!.id}?channel=website`)
  await expect(page.getByText(/本渠道已于.*导出。再次导出.*发布时间改为再次导出的时刻/)).toBeVisible()
  await page.goto(`${demo.address}/release/${items[0]!.id}?channel=wechat`)
  await expect(page.getByText('微信开放文档')).toHaveCount(1)
  await expect(page.getByText('微信开放文档')).not.toContainText(/[a-z]/i)
})
