import type { Page } from '@playwright/test'
import { passNext } from '#server/demo/build'
import { demoSeats } from '#server/demo/people'
import { announcement, key, value } from '#tests/office'
import { expect, test } from './host.ts'

const faulty = '各单位要按装必要的安全设施，于2026年2月30日前完成，做好通迅保障工作。\n请相互转告，认真落实各项措施。'

async function atProofread(host: { house: import('#server/office').House }, text: string) {
  const author = host.house.as('wangfang')
  const { id, hash } = value(await author('article.create', { key: key(), content: announcement(text) }))
  value(await author('article.submit', { key: key(), id, saw: hash }))
  for (let i = 0; i < 2; i++) await passNext({ as: host.house.as, key, now: () => new Date().toISOString() }, id)
  return id
}

/** Selects words in the text and types over them. */
async function retype(page: Page, from: string, to: string) {
  await page.locator('.tiptap').last().click()
  await page.evaluate(words => {
    const walker = document.createTreeWalker([...document.querySelectorAll('.tiptap')].at(-1)!, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const at = (walker.currentNode as Text).data.indexOf(words)
      if (at >= 0) getSelection()!.setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length)
    }
  }, from)
  await page.waitForTimeout(150)
  await page.keyboard.type(to)
}

test('the strip says live what a change counts as and which one makes it so, and puts a single one back', async ({ people, as }) => {
  const id = await atProofread(people, faulty)
  const page = await as(demoSeats['first-proofread']!, people)
  await page.goto(`${people.address}/review/${id}`)
  await expect(page.getByText('本次未改动文字')).toBeVisible()
  await retype(page, '认真落实', '认真落时')
  await expect(page.getByText(/本次改动 1 处 · 均属文字更正/)).toBeVisible()
  await retype(page, '2026年', '2027年')
  await expect(page.getByText(/第 1 处.*属实质性修改/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^通过/ })).toBeDisabled()
  await page.getByRole('button', { name: '逐处查看' }).click()
  await page.locator('.strip-list li').first().getByRole('button', { name: '恢复原文' }).click()
  await expect(page.getByText(/本次改动 1 处 · 均属文字更正/)).toBeVisible()
  await expect(page.locator('.tiptap').last()).toContainText('2026年')
})

test('findings are walked, fixed, dismissed with a reason and taken back by keyboard', async ({ people, as }) => {
  const id = await atProofread(people, faulty)
  const page = await as(demoSeats['first-proofread']!, people)
  await page.goto(`${people.address}/review/${id}`)
  await page.getByRole('tab', { name: /机检/ }).click()
  await expect(page.getByText(/差错率/).first()).toBeVisible()
  const here = page.locator('.finding-item-on')
  for (let i = 0; i < 8 && !(await here.innerText().catch(() => '')).includes('按装'); i++) await page.keyboard.press('F8')
  await expect(here).toContainText('按装')
  await page.keyboard.press('Alt+Enter')
  await expect(page.locator('.tiptap').last()).toContainText('安装必要')
  await page.getByRole('button', { name: '撤销', exact: true }).last().click()
  await expect(page.locator('.tiptap').last()).toContainText('按装必要')

  await page.keyboard.press('F8')
  await expect(here.locator('> button')).toBeFocused()
  const said = (await here.locator('b').innerText()).trim()
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: '引用原文' }).last().click()
  await expect(page.getByText(/已忽略 1 处/)).toBeVisible()
  await expect(page.locator('.tiptap').last()).toContainText(said)
  await page.getByRole('button', { name: '已忽略（1）' }).click()
  await page.getByRole('button', { name: '不忽略了' }).click()
  await expect(page.getByText(/已忽略 1 处/)).toHaveCount(0)
})

test('of words that are still being checked nobody is told that nothing was found', async ({ people, as }) => {
  const { id } = value(await people.house.as('wangfang')('article.create', { key: key(), content: announcement('为方便群众办事，现将有关事项公告如下。') }))
  const page = await as('wangfang', people)
  await page.goto(`${people.address}/article/${id}`)
  await page.getByRole('tab', { name: /机检/ }).click()
  await expect(page.getByText('机检没有发现问题')).toBeVisible({ timeout: 60_000 })
  await page.locator('.tiptap').last().click()
  await page.keyboard.press('Control+End')
  await page.evaluate(() => {
    const said: string[] = Object.assign(window, { said: [] }).said
    const look = () => {
      const now = document.querySelector('.checks-none')?.textContent ?? (document.querySelector('.checks-head') ? '有发现' : '')
      if (said.at(-1) !== now) said.push(now)
    }
    look()
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  await page.keyboard.type('请按装必要的设施。')
  await expect(page.locator('.checks-head')).toBeVisible({ timeout: 60_000 })
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual(['机检没有发现问题。机检不能代替人工校对。', '正在检查改动后的文字…', '有发现'])
})

test('a text read to its end sentence by sentence is on the record of the pass, not in the opinion', async ({ people, as }) => {
  const id = await atProofread(people, '为方便群众办事，现将有关事项公告如下。\n请相互转告。')
  const page = await as(demoSeats['first-proofread']!, people)
  await page.goto(`${people.address}/review/${id}`)
  await page.getByRole('button', { name: '通读', exact: true }).click()
  await expect(page.getByText('第 1/3 句')).toBeVisible()
  await expect(page.getByRole('button', { name: '朗读' })).toBeDisabled()
  await expect(page.getByText('本机没有中文语音')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: '读完，记入办理记录' }).click()
  await expect(page.getByText('已逐句通读 3 句，将记入办理记录')).toBeVisible()
  for (const group of await page.locator('.checklist').getByRole('radiogroup').all()) await group.getByRole('radio', { name: /^是/ }).click()
  await page.getByLabel('意见', { exact: true }).fill('已校对。')
  await page.getByRole('button', { name: /^通过：/ }).click()
  await expect(page.getByText(/已通过/).first()).toBeVisible()
  const pass = value(await people.house.as('wangfang')('article.open', { id })).passes.at(-1)!
  expect(pass).toMatchObject({ opinion: '已校对。', checks: { read: { sentences: 3, of: 3, aloud: false, correctedAfter: false } } })
  await page.goto(`${people.address}/history/${id}`)
})
