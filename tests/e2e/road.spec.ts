import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Page } from '@playwright/test'
import { demoPassword } from '#server/demo/build'
import { demoSeats } from '#server/demo/people'
import { floorKinds, stageFacts, type FloorKind } from '#core/workflow/stages'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

/** Fills what an imported announcement still lacks, by hand, as an editor does. */
async function completeMetadata(page: Page) {
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

/** The person opens the article from their own desk and passes it, every question answered by keyboard. */
async function passHere(page: Page, title: string, stage: FloorKind) {
  await page.getByText(title).first().click()
  await page.getByRole('button', { name: '去办理' }).or(page.getByRole('link', { name: '去办理' })).first().click()
  await expect(page).toHaveURL(/\/review\//)
  await page.getByRole('tab', { name: /检查项/ }).click()
  for (const group of await page.locator('.checklist').getByRole('radiogroup').all()) await group.getByRole('radio', { name: /^是/ }).click()
  await page.getByLabel('意见', { exact: true }).fill(stageFacts[stage].corrects ? '已逐字校对,无改动。' : '同意。')
  await page.getByRole('button', { name: /^(通过:|签发 →)/ }).click()
  if (stageFacts[stage].signs) {
    await page.getByLabel('登录密码').fill(demoPassword)
    await page.getByRole('dialog').getByRole('button', { name: /^(通过|签发)$/ }).click()
  }
  await expect(page.getByText(/内容哈希|已通过|已签发/).first()).toBeVisible()
}

test('eight people take a Word file from import to both packages', async ({ people, as }) => {
  test.setTimeout(400_000)
  const author = await as('wangfang', people)
  await author.getByRole('button', { name: '新建稿件' }).first().click()
  await expect(author).toHaveURL(/\/article\//)
  await author.locator('input[type=file][accept*=docx]').setInputFiles(join(import.meta.dirname, '../fixtures/公告样例.docx'))
  const known = author.getByRole('button', { name: '知道了' })
  await known.click()
  await expect(author.getByLabel('标题', { exact: true })).not.toHaveValue('')
  const title = await author.getByLabel('标题', { exact: true }).inputValue()
  await completeMetadata(author)
  await author.getByRole('button', { name: '提交送审' }).click()
  const sheet = author.getByRole('dialog')
  await expect(sheet.getByText('可以提交')).toBeVisible()
  await sheet.getByRole('button', { name: '提交送审' }).click()
  await expect(author.getByText('审核中').first()).toBeVisible()

  for (const stage of floorKinds) {
    const page = await as(demoSeats[stage]!, people)
    await passHere(page, title, stage)
    await page.context().close()
  }

  const publisher = await as('heping', people)
  await publisher.goto(`${people.address}/release`)
  await publisher.getByText(title).first().click()
  const { items } = value(await people.house.as('heping')('release.list', { limit: 10 }))
  for (const channel of ['政府网站', '微信公众号']) {
    await publisher.getByRole('button', { name: new RegExp(channel) }).first().click()
    const download = publisher.waitForEvent('download')
    await publisher.getByRole('button', { name: /导出到/ }).click()
    const files = unzipSync(readFileSync(await (await download).path()))
    const manifest = JSON.parse(Buffer.from(files['manifest.json']!).toString('utf8')) as { contentHash: string; title: string }
    expect(manifest).toMatchObject({ contentHash: items[0]!.hash, title })
  }
  expect(await people.house.verify()).toMatchObject({ whole: true, failures: [] })
})

test('a return with its reason reaches the author, and a substantive change voids with who and which words', async ({ people, as }) => {
  const wangfang = people.house.as('wangfang')
  const { id, hash } = value(await wangfang('article.create', { key: key(), content: announcement('办理时限为15个工作日，请相互转告。') }))
  value(await wangfang('article.submit', { key: key(), id, saw: hash }))
  const { passNext } = await import('#server/demo/build')
  const acts = { as: people.house.as, key, now: () => new Date().toISOString() }
  for (let i = 0; i < 3; i++) await passNext(acts, id)

  const reviewer = await as('fengwei', people)
  await reviewer.goto(`${people.address}/review/${id}`)
  await reviewer.getByRole('button', { name: /^退回…/ }).click()
  const dialog = reviewer.getByRole('dialog')
  await dialog.getByLabel('原因类别').click()
  await reviewer.locator('.ant-select-item-option').filter({ hasText: '事实数据' }).click()
  await dialog.getByLabel('退回理由').fill('办理时限与现行规定不一致')
  await dialog.getByRole('button', { name: '退回作者' }).click()

  const author = await as('wangfang', people)
  await author.goto(`${people.address}/article/${id}`)
  await expect(author.getByText('办理时限与现行规定不一致')).toBeVisible()
  const line = author.getByRole('textbox', { name: '正文' }).getByText('15个工作日')
  await line.dblclick({ position: { x: 150, y: 12 } })
  await author.keyboard.press('Control+Home')
  await author.evaluate(() => {
    const node = document.querySelector('.tiptap p')!.firstChild!
    const at = node.textContent!.indexOf('15')
    getSelection()!.setBaseAndExtent(node, at, node, at + 2)
  })
  await author.keyboard.type('10')
  await expect(author.getByText('10个工作日')).toBeVisible()
  await author.getByRole('button', { name: '重新提交' }).click()
  await author.getByRole('dialog').getByRole('button', { name: '提交送审' }).click()
  await expect(author.getByText('审核中').first()).toBeVisible()

  const first = await as('zhangmin', people)
  await first.goto(`${people.address}/history/${id}`)
  await expect(first.getByText(/失效/).first()).toBeVisible()
  await expect(first.getByText(/15个工作日/).first()).toBeVisible()
  const view = value(await people.house.as('zhangmin')('article.open', { id }))
  expect(view.passes.every(pass => pass.voided?.by === 'wangfang')).toBe(true)
})

test('a review of one’s own text is refused beside the button, and a stale window says so and loses nothing', async ({ people, as }) => {
  const wangfang = people.house.as('wangfang')
  value(await people.house.as('admin')('people.change', { key: key(), person: { id: 'wangfang', account: 'wangfang', name: '王芳', title: '科员', section: 'disclosure', roles: ['editor', 'confidentiality-officer'], disabled: false, away: [] } }))
  const { id, hash } = value(await wangfang('article.create', { key: key(), content: announcement() }))
  value(await wangfang('article.submit', { key: key(), id, saw: hash }))
  const author = await as('wangfang', people)
  await author.goto(`${people.address}/review/${id}`)
  await expect(author.getByText('不能审核、校对或签发自己的稿件').first()).toBeVisible()
  await expect(author.getByRole('button', { name: /^通过/ })).toHaveCount(0)
  const anyway = { key: key(), id, stage: 'confidentiality-review', saw: hash, opened: new Date().toISOString(), opinion: '同意', answers: [], password: demoPassword }
  expect(await wangfang('stage.pass', anyway)).toEqual({ ok: false, refusal: { code: 'author-may-not-review', person: 'wangfang' } })

  const officer = await as('chenjing', people)
  await officer.goto(`${people.address}/review/${id}`)
  await officer.getByLabel('意见', { exact: true }).fill('写到一半的意见')
  value(await wangfang('article.withdraw', { key: key(), id, reason: '补充内容' }))
  await expect(officer.getByRole('button', { name: '重新载入' }).first()).toBeVisible()
  await expect(officer.getByRole('button', { name: /^通过/ })).toBeDisabled()
  await expect(officer.getByLabel('意见', { exact: true })).toHaveValue('写到一半的意见')
})
