import type { Page } from '@playwright/test'
import type { Block, Content } from '#core/article/content'
import { textToBody } from '#core/import/text'
import { passNext } from '#server/demo/build'
import { demoSeats } from '#server/demo/people'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

const lines = [
  '为进一步优化政务服务大厅窗口设置，方便群众办事，现将有关事项公告如下。',
  '一、各窗口单位要加强组织领导，明确责任分工，于15日前完成调整。',
  '二、做好宣传引导工作，及时回应群众关切，确保平稳有序。',
  '三、对落实不力的单位予以通报批评，并纳入年度考核。',
  '四、请做好按装工作，落实安全措施。',
]
const table = (...rows: string[][]): Block => ({
  type: 'table',
  content: rows.map(cells => ({ type: 'tableRow', content: cells.map(text => ({ type: 'tableCell', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })) })),
})
const content = (words: string[], rows: string[][], change: Partial<Content> = {}): Content =>
  announcement('', { body: { type: 'doc', content: [...textToBody(words.join('\n')).body.content, table(...rows)] }, ...change })

/** Handed in, corrected by the first proofreader, returned, changed and moved about by the author, and handed in again. */
async function road(host: { house: { as(person: string): ReturnType<import('#server/office').House['as']> } }) {
  const { as } = host.house
  const author = as('wangfang')
  const { id, hash } = value(await author('article.create', { key: key(), content: content(lines, [['窗口', '位置'], ['社保', '一楼1号']]) }))
  value(await author('article.submit', { key: key(), id, saw: hash }))
  for (let i = 0; i < 2; i++) await passNext({ as, key, now: () => new Date().toISOString() }, id)
  const view = value(await author('article.open', { id }))
  const stage = view.run!.stages.find(one => one.id === view.summary.stage)!
  const fixed = lines.map(line => line.replace('按装', '安装'))
  const passed = value(await as(demoSeats['first-proofread']!)('stage.pass', {
    key: key(), id, stage: stage.id, saw: hash, opened: new Date().toISOString(), opinion: '更正 1 处。',
    answers: stage.checklist.map(({ id: question }) => ({ question, answer: 'yes' as const, note: '' })), content: content(fixed, [['窗口', '位置'], ['社保', '一楼1号']]),
  }))
  value(await as(demoSeats['second-review']!)('stage.return', { key: key(), id, stage: 'second-review', saw: passed.hash, opened: new Date().toISOString(), category: '事实数据', reason: '时限和窗口有变动', passages: [], outcome: 'return' }))
  const moved = [fixed[0]!, fixed[2]!, fixed[3]!, fixed[1]!.replace('15日', '20日'), fixed[4]!]
  const saved = value(await author('article.save', { key: key(), id, base: passed.hash, content: content(moved, [['窗口', '位置'], ['社保', '二楼1号'], ['医保', '一楼2号']]) }))
  value(await author('article.submit', { key: key(), id, saw: saved.hash }))
  return { id, first: hash, corrected: passed.hash, last: saved.hash }
}

const words = (page: Page) => page.getByRole('region', { name: '改动对照' })

test('any two versions are compared: moves linked, cells marked, one look per person, F7 from change to change, kept in the address', async ({ people, as }) => {
  const { id, first, last } = await road(people)
  const page = await as('fengwei', people)
  await page.goto(`${people.address}/history/${id}?from=${first}&to=${last}`)
  await expect(words(page)).toContainText('移动 1 段')
  await expect(page.getByRole('list', { name: '改动人' }).getByRole('listitem')).toHaveText([/孙丽|王芳/, /孙丽|王芳/])
  await expect(words(page).locator('ins', { hasText: '安' })).toHaveAttribute('title', /孙丽增加/)
  await expect(words(page).locator('td ins', { hasText: '二' })).toHaveAttribute('title', /王芳增加/)
  await page.getByRole('button', { name: /① 移走/ }).click()
  await expect(page.getByRole('button', { name: /① 移来/ })).toBeFocused()

  await page.keyboard.press('F7')
  await expect(page.getByText(/^第 1\/\d+ 处$/)).toBeVisible()
  await page.keyboard.press('F7')
  await expect(page.getByText(/^第 2\/\d+ 处$/)).toBeVisible()
  await page.keyboard.press('Shift+F7')
  await expect(words(page).locator('.change-on').first()).toBeInViewport()

  await page.getByText('只看改动').click()
  await expect(page).toHaveURL(/view=only/)
  await expect(words(page)).not.toContainText('为进一步优化政务服务大厅')
  await page.getByText('并排').click()
  await expect(words(page).locator('.diff-row').first()).toContainText('原文')
  await page.reload()
  await expect(words(page).locator('.diff-row').first()).toContainText('原文')
})

test('the four views of marks show what Word’s do', async ({ people, as }) => {
  const { id, first, last } = await road(people)
  const page = await as('fengwei', people)
  const see = (marks: string) => page.goto(`${people.address}/history/${id}?from=${first}&to=${last}&marks=${marks}`)
  await see('none')
  await expect(words(page)).toContainText('安装工作')
  await expect(words(page)).not.toContainText('按')
  await expect(words(page).locator('ins, del, .diff-bar')).toHaveCount(0)
  await see('original')
  await expect(words(page)).toContainText('按装工作')
  await expect(words(page)).not.toContainText('20日')
  await see('simple')
  await expect(words(page).locator('del')).toHaveCount(0)
  await words(page).locator('.diff-bar-simple').first().click()
  await expect(page).toHaveURL(/marks=all/)
  await expect(words(page).locator('del').first()).toBeVisible()
})

test('the marked copy of a pass is printed later exactly as on the day', async ({ people, as }) => {
  const { id, first, corrected } = await road(people)
  const page = await as('fengwei', people)
  await page.goto(`${people.address}/history/${id}`)
  await page.getByRole('tab', { name: '每次办理的花脸稿' }).click()
  const copy = page.getByRole('listitem').filter({ hasText: '第 1 轮 一校' })
  await copy.getByRole('button', { name: '查看' }).click()
  await expect(page).toHaveURL(new RegExp(`from=${first}&to=${corrected}`))
  const opened = page.waitForEvent('popup')
  await copy.getByRole('button', { name: '打印花脸稿' }).click()
  const paper = await opened
  const printed = async () => {
    await expect(paper.locator('html')).toHaveAttribute('data-print-ready', 'yes')
    return paper.locator('main.paper').innerHTML()
  }
  const once = await printed()
  expect(once).toContain('第 1 轮 一校')
  await passNext({ as: people.house.as, key, now: () => new Date().toISOString() }, id)
  await paper.reload()
  expect(await printed()).toBe(once)
})
