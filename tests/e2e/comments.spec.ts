import type { Page } from '@playwright/test'
import { passNext } from '#server/demo/build'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

type People = Parameters<Parameters<typeof test>[2]>[0]['people']
const words = '为方便群众办事，现将有关事项公告如下。\n办理时限为15个工作日，请相互转告。\n特此公告。'

/** An article at 初审, its confidentiality review passed. */
async function atFirstReview(people: People) {
  const wangfang = people.house.as('wangfang')
  const { id, hash } = value(await wangfang('article.create', { key: key(), content: announcement(words) }))
  value(await wangfang('article.submit', { key: key(), id, saw: hash }))
  await passNext({ as: people.house.as, key, now: () => new Date().toISOString() }, id)
  return { id, hash }
}

/** Selects words of the text as a person does by mouse: the selection is there, and the button is let go. */
async function select(page: Page, quote: string) {
  await page.locator('.tiptap').first().waitFor()
  // A mark drawn at this very moment puts the former selection back: a person would see it, and select again.
  const choose = () => page.evaluate(quote => {
    const text = document.querySelector<HTMLElement>('.tiptap')!
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
    const nodes: Text[] = []
    while (walker.nextNode()) nodes.push(walker.currentNode as Text)
    const at = nodes.map(node => node.data).join('').indexOf(quote)
    if (at < 0) throw new Error(`no ${quote}`)
    let passed = 0
    const place = (offset: number, end: boolean) => {
      passed = 0
      for (const node of nodes) {
        if (end ? offset <= passed + node.length : offset < passed + node.length) return [node, offset - passed] as const
        passed += node.length
      }
      throw new Error('past the end')
    }
    text.focus()
    getSelection()!.setBaseAndExtent(...place(at, false), ...place(at + quote.length, true))
  }, quote)
  await expect(async () => {
    await choose()
    await page.waitForTimeout(100)
    expect(await page.evaluate(() => getSelection()!.toString().trim())).toBe(quote)
  }).toPass()
  await page.locator('.tiptap').first().dispatchEvent('mouseup')
}

async function comment(page: Page, quote: string, words: string) {
  await select(page, quote)
  await page.getByRole('toolbar', { name: '对选中的文字' }).getByRole('button', { name: '批注' }).click()
  await page.getByLabel('批注的内容').fill(words)
  await page.getByRole('group', { name: '新批注' }).getByRole('button', { name: '批注', exact: true }).click()
  await expect(page.locator('.remark-card:not(.remark-form)').filter({ hasText: words })).toBeVisible()
}

async function propose(page: Page, quote: string, words: string) {
  await select(page, quote)
  await page.keyboard.press('Control+Alt+e')
  await page.getByLabel('建议的文字').fill(words)
  await page.getByRole('group', { name: '修改建议' }).getByRole('button', { name: /提出建议|建议删去/ }).click()
  await expect(page.getByLabel('建议的文字')).toHaveCount(0)
}

test('a reviewer comments and proposes; the author edits, takes one proposal and leaves another, and the record names both hands', async ({ people, as }) => {
  const { id, hash } = await atFirstReview(people)
  const reviewer = await as('zhangmin', people)
  await reviewer.goto(`${people.address}/review/${id}`)
  await comment(reviewer, '15个工作日', '请核对时限的依据')
  await propose(reviewer, '请相互转告', '请广泛转告')
  await propose(reviewer, '特此公告。', '')
  await expect(reviewer.locator('.tiptap .remark-comment')).toHaveText('15个工作日')
  await expect(reviewer.locator('.tiptap .remark-insert')).toHaveText('请广泛转告')
  await expect(reviewer.getByRole('tab', { name: '批注（3）' })).toBeVisible()
  expect(value(await people.house.as('zhangmin')('article.open', { id })).summary.hash).toBe(hash)
  value(await people.house.as('zhangmin')('stage.return', { key: key(), id, stage: 'first-review', saw: hash, opened: new Date().toISOString(), category: '事实数据', reason: '请按批注修改', passages: [], outcome: 'return' }))

  const author = await as('wangfang', people)
  await author.goto(`${people.address}/article/${id}`)
  await author.getByRole('tab', { name: /批注/ }).click()
  await expect(author.getByText('请核对时限的依据')).toBeVisible()
  await select(author, '为方便群众')
  await author.keyboard.type('为方便企业和群众')
  await expect(author.locator('.tiptap .remark-comment')).toHaveText('15个工作日')
  await author.locator('.remark-card').filter({ hasText: '请广泛转告' }).getByRole('button', { name: '接受' }).click()
  await expect(author.locator('.tiptap')).toContainText('为方便企业和群众办事，现将有关事项公告如下。')
  await expect(author.locator('.tiptap')).toContainText('请广泛转告。')
  await expect(author.locator('.tiptap .remark-comment')).toHaveText('15个工作日')
  await author.locator('.remark-card').filter({ hasText: '建议删去' }).getByRole('button', { name: '不采纳' }).click()
  await expect(author.locator('.tiptap .remark-delete')).toHaveCount(0)
  await expect(author.locator('.tiptap')).toContainText('特此公告。')
  expect(value(await people.house.as('wangfang')('workingCopy.get', { id })).copy).toBeNull()

  await author.goto(`${people.address}/history/${id}`)
  await expect(author.getByText('王芳 采纳 张敏 的修改建议')).toBeVisible()
  await expect(author.getByText('王芳 不采纳 张敏 的修改建议')).toBeVisible()
  await expect(author.locator('.timeline-detail del', { hasText: '请相互转告' }).first()).toBeVisible()
  expect(await people.house.verify()).toMatchObject({ whole: true, failures: [] })
})

test('a comment whose passage is deleted is listed as 已脱锚 with its quotation, by mouse mark and panel lead to each other', async ({ people, as }) => {
  const { id, hash } = await atFirstReview(people)
  const reviewer = await as('zhangmin', people)
  await reviewer.goto(`${people.address}/review/${id}`)
  await comment(reviewer, '请相互转告', '这句不必要')
  await reviewer.getByRole('tab', { name: /意见/ }).click()
  await reviewer.locator('.tiptap .remark-comment').click()
  await expect(reviewer.locator('.remark-card-on').filter({ hasText: '这句不必要' })).toBeVisible()
  value(await people.house.as('zhangmin')('stage.return', { key: key(), id, stage: 'first-review', saw: hash, opened: new Date().toISOString(), category: '文字表述', reason: '见批注', passages: [], outcome: 'return' }))

  const author = await as('wangfang', people)
  await author.goto(`${people.address}/article/${id}`)
  await author.getByRole('tab', { name: /批注/ }).click()
  await select(author, '，请相互转告')
  await author.keyboard.press('Delete')
  await expect(author.getByText('已在未保存的修改中删去')).toBeVisible()
  await author.keyboard.press('Control+s')
  await expect(author.getByRole('heading', { name: /已脱锚/ })).toBeVisible()
  await expect(author.getByText('原文：“请相互转告”')).toBeVisible()
})

test('two people in one article see each other’s comments and answers at once', async ({ people, as }) => {
  const { id } = await atFirstReview(people)
  const reviewer = await as('zhangmin', people)
  await reviewer.goto(`${people.address}/review/${id}`)
  const author = await as('wangfang', people)
  await author.goto(`${people.address}/article/${id}`)
  await comment(reviewer, '15个工作日', '@王芳 请核对')
  const card = author.locator('.remark-card').filter({ hasText: '请核对' })
  await expect(card).toBeVisible()
  await expect(author.locator('.tiptap .remark-comment')).toHaveText('15个工作日')
  await card.getByRole('button', { name: '回复' }).click()
  await author.getByLabel('回复的内容').fill('已核对，依据是区政府文件')
  await author.keyboard.press('Control+Enter')
  await expect(reviewer.getByText('已核对，依据是区政府文件')).toBeVisible()
  await reviewer.locator('.remark-card').filter({ hasText: '请核对' }).getByRole('button', { name: '标为已解决' }).click()
  await expect(author.locator('.tiptap .remark-comment')).toHaveCount(0)
  expect(value(await people.house.as('wangfang')('remark.mine', { limit: 5 }))).toMatchObject({ open: 0 })
})
