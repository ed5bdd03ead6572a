import { emptyContent, type Content } from '#core/article/content'
import { key, value } from '#tests/office'
import { expect, test } from './host.ts'

const lines = ['各单位要高度重视,认真落实各项任务。', '请于月底前将落实情况报送区政府办公室。', '联系人：王芳，电话另行通知。']

type Place = { x: number; y: number }

test('words being selected by mouse while findings arrive stay selected as the hand selects them, and are drawn over afterwards', async ({ people, as }) => {
  const content: Content = { ...emptyContent('notice', '云溪区人民政府办公室'), title: '关于报送情况的通知', body: { type: 'doc', content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })) } }
  const { id } = value(await people.house.as('wangfang')('article.create', { key: key(), content }))
  const page = await as('wangfang', people)
  await page.goto(`${people.address}/article/${id}`)
  await page.getByRole('tab', { name: /机检/ }).click()
  await expect(page.locator('.tiptap .finding')).toHaveCount(1)
  /** Where the character at this offset of a paragraph's first text stands. */
  const at = (line: number, offset: number): Promise<Place> =>
    page.locator('.tiptap p').nth(line).evaluate((p, n) => {
      const range = document.createRange()
      range.setStart(p.firstChild!, n)
      range.setEnd(p.firstChild!, n + 1)
      const { left, top, height } = range.getBoundingClientRect()
      return { x: left + 1, y: top + height / 2 }
    }, offset)
  const selected = () => page.evaluate(() => getSelection()!.toString())
  await page.locator('.tiptap p').nth(2).click()
  await page.keyboard.press('End')
  await page.keyboard.insertText('有关事项,另行通知。')
  const [from, middle, to] = [await at(1, 2), await at(1, 5), await at(1, 10)]
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(middle.x, middle.y)
  await expect(page.getByRole('tab', { name: '机检（2）' })).toBeVisible()
  await page.mouse.move(to.x, to.y)
  expect(await selected()).toBe(lines[1]!.slice(2, 10))
  expect(await page.locator('.tiptap .finding').count()).toBe(1)
  await page.mouse.up()
  await expect(page.locator('.tiptap .finding')).toHaveCount(2)
  expect(await selected()).toBe(lines[1]!.slice(2, 10))
  await page.keyboard.insertText('下月底前')
  await expect(page.locator('.tiptap p').nth(1)).toHaveText(`请于下月底前${lines[1]!.slice(10)}`)
})
