import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { demoPassword } from '#server/demo/build'
import { demoSeats } from '#server/demo/people'
import { floorKinds } from '#core/workflow/stages'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'
import { completeMetadata, exportHere, passHere, readImportReport, returnHere, submitHere } from './steps.ts'

test('eight people take a Word file from import to both packages', async ({ people, as }) => {
  test.setTimeout(400_000)
  const author = await as('wangfang', people)
  await author.getByRole('button', { name: '新建稿件' }).first().click()
  await expect(author).toHaveURL(/\/article\//)
  await author.locator('input[type=file][accept*=docx]').setInputFiles(join(import.meta.dirname, '../fixtures/公告样例.docx'))
  await readImportReport(author)
  await expect(author.getByLabel('标题', { exact: true })).not.toHaveValue('')
  const title = await author.getByLabel('标题', { exact: true }).inputValue()
  await completeMetadata(author)
  await submitHere(author)

  for (const stage of floorKinds) {
    const page = await as(demoSeats[stage]!, people)
    await passHere(page, title, stage)
    await page.context().close()
  }

  const publisher = await as('heping', people)
  await publisher.goto(`${people.address}/release`)
  await publisher.getByText(title).first().click()
  const { items } = value(await people.house.as('heping')('release.list', { limit: 10 }))
  for (const channel of ['政府网站', '微信公众号'] as const) {
    const download = publisher.waitForEvent('download')
    await exportHere(publisher, channel)
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
  await returnHere(reviewer, '事实数据', '办理时限与现行规定不一致')

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
  const sheet = author.getByRole('dialog')
  await expect(sheet.getByText('退回以来有实质性修改，提交后从第一个环节“保密审查”重新办起。')).toBeVisible()
  await expect(sheet.getByText('将失效 3 个环节的意见：保密审查（陈静）、初审（张敏）、一校（孙丽）')).toBeVisible()
  await sheet.getByRole('button', { name: '提交送审' }).click()
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
