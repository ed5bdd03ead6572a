import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

test('an author takes a Word copy of an article that is not signed, told what it is, and the history says so', async ({ people, as }) => {
  const made = value(await people.house.as('wangfang')('article.create', { key: key(), content: announcement() }))
  const page = await as('wangfang', people)
  await page.goto(`${people.address}/article/${made.id}`)
  await page.getByRole('button', { name: '打印' }).click()
  await page.getByRole('menuitem', { name: '导出 Word（清稿）' }).click()
  const dialog = page.getByRole('dialog', { name: '导出内部流转稿' })
  await expect(dialog).toContainText('未签发，不得对外发布')
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: /导\s*出/ }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toMatch(/_内部流转稿_[0-9a-f]{8}\.docx$/)
  const parts = unzipSync(new Uint8Array(readFileSync(await file.path())))
  expect(strFromU8(parts['word/document.xml']!)).toContain('〔内部流转稿，未签发，不得对外发布〕')
  await expect(page.getByText('已导出Word 内部流转稿（未签发）')).toBeVisible()
  await page.goto(`${people.address}/history/${made.id}`)
  await expect(page.getByText('导出 Word 内部流转稿（未签发）')).toBeVisible()
})

test('the rules screen says in one line how a model plug-in could be added', async ({ people, as }) => {
  const page = await as('xuhong', people)
  await page.goto(`${people.address}/admin/rules`)
  await expect(page.getByText('可以另加本地模型插件（没有也不影响使用）')).toBeVisible()
})
