import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { passNext } from '#server/demo/build'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

type House = Parameters<Parameters<typeof test>[2]>[0]['people']['house']
const acts = (house: House) => ({ as: house.as, key, now: () => new Date().toISOString() })
const words = '为方便群众办事，现将有关事项公告如下。\n办理时限为15个工作日，请相互转告。\n特此公告。'

/** An article of its own title after the first `passed` stages. */
async function waiting(house: House, title: string, passed: number) {
  const { id, hash } = value(await house.as('wangfang')('article.create', { key: key(), content: announcement(words, { title }) }))
  value(await house.as('wangfang')('article.submit', { key: key(), id, saw: hash }))
  for (let i = 0; i < passed; i++) await passNext(acts(house), id)
  return { id, hash }
}

/** A proposal of 张敏, and the article back at its author. */
async function proposed(house: House, changes: readonly [quote: string, instead: string][]) {
  const { id, hash } = await waiting(house, '请看建议', 1)
  const text = `请看建议\n${words}`
  for (const [quote, instead] of changes) {
    const start = text.indexOf(quote)
    value(await house.as('zhangmin')('suggestion.make', { key: key(), id, hash, span: { start, end: start + quote.length }, words: instead, note: '' }))
  }
  value(await house.as('zhangmin')('stage.return', { key: key(), id, stage: 'first-review', saw: hash, opened: new Date().toISOString(), category: '文字表述', reason: '见修改建议', passages: [], outcome: 'return' }))
  return id
}

const leaveAndComeBack = async (page: Page, place: string) => {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: /^工作台/ }).click()
  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible()
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: place }).click()
}

test('稿件库, 台账, 审计 and 发布 remember their filters and their order, and a filter at work is in sight', async ({ demo, as }) => {
  const clerk = await as('xuhong', demo)
  await clerk.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '稿件库' }).click()
  await clerk.getByRole('button', { name: '更多条件' }).click()
  await clerk.getByLabel('级别').click()
  await clerk.locator('.ant-select-item-option').filter({ hasText: '重要' }).click()
  await clerk.keyboard.press('Escape')
  await clerk.getByRole('columnheader', { name: '标题' }).click()
  await expect(clerk).toHaveURL(/sort=title/)
  await expect(clerk).toHaveURL(/grade=important/)
  await leaveAndComeBack(clerk, '稿件库')
  await expect(clerk).toHaveURL(/grade=important/)
  await expect(clerk).toHaveURL(/sort=title/)
  await expect(clerk.locator('.filter').filter({ hasText: '重要' })).toBeVisible()
  await clerk.getByRole('button', { name: '清除条件' }).click()
  await leaveAndComeBack(clerk, '稿件库')
  await expect(clerk).toHaveURL(/library$/)

  await clerk.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '台账' }).click()
  await expect(clerk.getByRole('heading', { name: '台账' })).toBeVisible()
  await clerk.getByLabel('体裁').click()
  await clerk.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: '通知公告' }).click()
  await clerk.keyboard.press('Escape')
  await expect(clerk).toHaveURL(/ledger\?kind=notice/)
  await leaveAndComeBack(clerk, '台账')
  await expect(clerk).toHaveURL(/ledger\?kind=notice/)

  const auditor = await as('auditor', demo)
  await auditor.goto(`${demo.address}/audit?by=wangfang`)
  await expect(auditor.locator('.trail')).toContainText('王芳')
  await leaveAndComeBack(auditor, '审计')
  await expect(auditor).toHaveURL(/by=wangfang/)

  const publisher = await as('heping', demo)
  await publisher.goto(`${demo.address}/release`)
  await publisher.getByText('已发布', { exact: true }).first().click()
  await expect(publisher).toHaveURL(/view=released/)
  await leaveAndComeBack(publisher, '发布')
  await expect(publisher).toHaveURL(/view=released/)
})

test('every list of the desk says how many it holds, also of what was done and what was published', async ({ demo, as }) => {
  const page = await as('wangfang', demo)
  for (const [account, filter] of [['wangfang', '我起草的'], ['zhangmin', '已办']] as const) {
    const at = account === 'wangfang' ? page : await as(account, demo)
    const button = at.getByRole('group', { name: '筛选' }).getByRole('button', { name: new RegExp(`^${filter}`) })
    await button.click()
    await expect(at.getByRole('listbox', { name: filter })).toBeVisible()
    await expect(at.getByRole('option').first()).toBeVisible()
    await expect(button.locator('strong')).toHaveText(String(await at.getByRole('option').count()))
  }
})

test('a delegation is said on the desk of both, and the deputy passes in the other’s name', async ({ people, as }) => {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  value(await people.house.as('xuhong')('delegation.grant', { key: key(), delegation: { principal: 'zhangmin', deputy: 'hanmei', from: today, to: today, roles: ['first-reviewer'], basis: '办公室通知〔2026〕3号' } }))
  await waiting(people.house, '代为初审的稿件', 1)
  const principal = await as('zhangmin', people)
  await expect(principal.getByText(/韩梅 正代您办理（初审人）/)).toBeVisible()
  const deputy = await as('hanmei', people)
  await expect(deputy.getByText(/您正代 张敏 办理（初审人），至/)).toBeVisible()
  await deputy.getByText('代为初审的稿件').first().dblclick()
  await expect(deputy).toHaveURL(/\/review\//)
  await expect(deputy.getByRole('region', { name: '办理意见' }).getByText(/代\s*张敏\s*办理/)).toBeVisible()
  await expect(deputy.locator('.checklist').getByRole('radiogroup').first()).toBeVisible()
  for (const group of await deputy.locator('.checklist').getByRole('radiogroup').all()) await group.getByRole('radio', { name: /^是/ }).click()
  await deputy.getByLabel('意见', { exact: true }).fill('同意。')
  await deputy.getByRole('button', { name: /^通过：/ }).click()
  await expect(deputy.getByText(/已通过.*内容校验值/).first()).toBeVisible()
  const clerk = await as('xuhong', people)
  await clerk.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '稿件库' }).click()
  await clerk.getByRole('link', { name: '代为初审的稿件' }).click()
  await clerk.getByRole('tab', { name: /^意见/ }).click()
  await expect(clerk.getByText(/代\s*张敏/).first()).toBeVisible()
})

test('a person is named with @ by keyboard, and the notice leads that person to the very thread', async ({ people, as }) => {
  const { id } = await waiting(people.house, '请看批注', 1)
  const reviewer = await as('zhangmin', people)
  await reviewer.goto(`${people.address}/review/${id}`)
  await reviewer.locator('.tiptap').first().waitFor()
  await reviewer.getByRole('tab', { name: /^批注/ }).click()
  await reviewer.getByRole('button', { name: '批注全文' }).click()
  await expect(reviewer.getByLabel('批注的内容')).toBeFocused()
  await reviewer.keyboard.type('请 @王')
  await expect(reviewer.getByRole('option', { name: /^王芳/ }).or(reviewer.locator('.ant-mentions-dropdown-menu-item')).first()).toBeVisible()
  await reviewer.keyboard.press('Enter')
  await expect(reviewer.getByLabel('批注的内容')).toHaveValue(/请 @王芳/)
  await reviewer.keyboard.type('核对时限。')
  await reviewer.keyboard.press('Control+Enter')
  await expect(reviewer.locator('.remark-card').filter({ hasText: '核对时限' })).toBeVisible()

  const author = await as('wangfang', people)
  await author.getByRole('button', { name: /^通知，\d+ 条未读/ }).click()
  await author.getByRole('dialog', { name: '通知' }).getByRole('button', { name: /核对时限/ }).click()
  await expect(author).toHaveURL(new RegExp(`/review/${id}`))
  await expect(author.locator('.remark-card-on')).toContainText('核对时限')
  await expect(author).not.toHaveURL(/remark=/)
})

test('proposals are walked, taken and left by keyboard from the text, and all of one person at one press', async ({ people, as }) => {
  const id = await proposed(people.house, [['为方便群众办事', '为方便企业群众办事'], ['相互转告', '广泛转告'], ['特此公告', '特此通告']])
  const author = await as('wangfang', people)
  await author.goto(`${people.address}/article/${id}`)
  await expect(author.locator('.tiptap .remark-insert')).toHaveCount(3)
  await author.locator('.tiptap').last().click()
  await author.keyboard.press('Control+Home')
  await author.keyboard.press('Control+Alt+j')
  await expect(author.locator('.remark-card-on')).toContainText('为方便企业群众办事')
  await author.keyboard.press('Control+Alt+y')
  await expect(author.locator('.tiptap').last()).toContainText('为方便企业群众办事，')
  await expect(author.locator('.tiptap .remark-insert')).toHaveCount(2)
  await expect(author.locator('.remark-card-on')).toContainText('广泛转告')
  await author.keyboard.press('Control+Alt+n')
  await expect(author.locator('.tiptap .remark-insert')).toHaveCount(1)
  await expect(author.locator('.tiptap').last()).toContainText('相互转告')
  await author.keyboard.press('Control+z')
  await expect(author.locator('.tiptap').last()).toContainText('为方便群众办事，')

  const other = await proposed(people.house, [['为方便群众办事', '为方便企业群众办事'], ['特此公告', '特此通告']])
  await author.goto(`${people.address}/article/${other}`)
  await author.getByRole('tab', { name: /^批注/ }).click()
  await author.locator('.remarks-everybody').filter({ hasText: '张敏 2 条' }).getByRole('button', { name: '全部接受' }).click()
  await expect(author.getByText(/已采纳 2 条建议/)).toBeVisible()
  await expect(author.locator('.tiptap').last()).toContainText('特此通告')
})

test('the marked copy of two versions is taken as a Word file with revisions, from the history and from the review desk', async ({ people, as }) => {
  const wangfang = people.house.as('wangfang')
  const made = value(await wangfang('article.create', { key: key(), content: announcement(words) }))
  const { hash } = value(await wangfang('article.save', { key: key(), id: made.id, base: made.hash, content: announcement(words.replace('相互转告', '广泛转告')) }))
  value(await wangfang('article.submit', { key: key(), id: made.id, saw: hash }))
  const page = await as('wangfang', people)
  await page.goto(`${people.address}/history/${made.id}`)
  await page.getByRole('button', { name: '导出 Word 花脸稿' }).click()
  const dialog = page.getByRole('dialog', { name: '导出 Word 花脸稿' })
  await expect(dialog).toContainText('删去的文字也在文件里')
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: /导\s*出/ }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toContain('_花脸稿_')
  const xml = strFromU8(unzipSync(new Uint8Array(readFileSync(await file.path())))['word/document.xml']!)
  expect(xml).toMatch(/<w:del w:id="\d+" w:author="王芳"[^>]*>.*?相互/s)
  expect(xml).toMatch(/<w:ins w:id="\d+" w:author="王芳"[^>]*>.*?广泛/s)
  await expect(page.getByText('导出 Word 花脸稿，版本').first()).toBeVisible()
  const officer = await as('chenjing', people)
  await officer.goto(`${people.address}/review/${made.id}`)
  await officer.getByRole('button', { name: '打印' }).click()
  for (const paper of ['清稿', '花脸稿（留痕）', '审签单', '导出 Word（花脸稿）']) await expect(officer.getByRole('menuitem', { name: paper, exact: true })).toBeVisible()
})

test('a broken connection is tried again at a press, and nothing typed is lost', async ({ people, as }) => {
  const { id } = await waiting(people.house, '断线的稿件', 1)
  const page = await as('zhangmin', people)
  await page.goto(`${people.address}/review/${id}`)
  await page.getByLabel('意见', { exact: true }).fill('写到一半的意见')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: /^通知/ }).click()
  await expect(page.getByText('与审校台的连接已中断')).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '立即重试' }).click()
  await expect(page.getByText('与审校台的连接已中断')).toBeVisible()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '立即重试' }).click()
  await expect(page.getByText('与审校台的连接已中断')).toBeHidden()
  await expect(page.getByLabel('意见', { exact: true })).toHaveValue('写到一半的意见')
})

test('台账 says when an article left, not when it was signed off', async ({ demo, as }) => {
  const clerk = demo.house.as('xuhong')
  const { items } = value(await clerk('article.list', { phase: ['released'], limit: 1 }))
  const { passes, releases } = value(await clerk('article.open', { id: items[0]!.id }))
  const page = await as('xuhong', demo)
  await page.goto(`${demo.address}/ledger`)
  const shown = page.locator('.ant-table-row time')
  await expect(shown).toHaveAttribute('datetime', releases[0]!.at)
  expect(releases[0]!.at).not.toBe(passes.at(-1)!.at)
})

test('台账 exports what is listed: what the filters leave out is not in the table', async ({ demo, as }) => {
  const { items } = value(await demo.house.as('xuhong')('article.list', { phase: ['released'], limit: 1 }))
  const page = await as('xuhong', demo)
  const exported = async (filter: string) => {
    await page.goto(`${demo.address}/ledger?kind=${filter}`)
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出表格' }).click()])
    return readFileSync(await file.path(), 'utf8')
  }
  expect(await exported('notice')).toContain(items[0]!.title)
  expect(await exported('news')).not.toContain(items[0]!.title)
  await expect(page.getByText('没有符合条件的稿件')).toBeVisible()
})
