import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { announcement, key, value } from '#tests/office'
import { emptyContent, type Body, type Content } from '#core/article/content'
import { png } from '#tests/server/import/images'
import { expect, test } from './host.ts'

const paragraphs = (...texts: string[]): Body => ({ type: 'doc', content: texts.map(text => (text ? { type: 'paragraph', content: [{ type: 'text', text }] } : { type: 'paragraph' })) })

type Host = Parameters<Parameters<typeof test>[2]>[0]['people']
type As = Parameters<Parameters<typeof test>[2]>[0]['as']

/** A new article of 王芳 with this body, open in her browser. */
async function opened(people: Host, as: As, body: Body, title = '关于做好信息公开工作的通知') {
  const content: Content = { ...emptyContent('notice', '云溪区人民政府办公室'), title, body }
  const { id } = value(await people.house.as('wangfang')('article.create', { key: key(), content }))
  const page = await as('wangfang', people)
  // Nothing moves: a click aimed at a form that is still opening lands beside it, and no person is that quick.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(`${people.address}/article/${id}`)
  const text = page.getByRole('textbox', { name: '正文' })
  await expect(text).toBeVisible()
  return { id, page, text }
}

const lines = (page: Page) => page.locator('.tiptap > *').allTextContents()
const caretIn = (page: Page, words: string) => page.locator('.tiptap').getByText(words, { exact: true }).click()
async function style(page: Page, label: string) {
  await page.getByLabel('段落样式').click()
  await page.locator('.ant-select-item-option').filter({ hasText: label }).click()
}

test('headings get their numbers, and keep them in order when one is put in, taken out and put on another level; one undo takes each back', async ({ people, as }) => {
  const { page } = await opened(people, as, paragraphs('总体要求', '坚持公开。', '工作目标', '主要任务', '附则'))
  await caretIn(page, '总体要求')
  await style(page, '一级标题')
  await caretIn(page, '主要任务')
  await style(page, '一级标题')
  await caretIn(page, '附则')
  await style(page, '一级标题')
  await expect.poll(() => lines(page)).toEqual(['一、总体要求', '坚持公开。', '工作目标', '二、主要任务', '附则'])
  await caretIn(page, '工作目标')
  await style(page, '一级标题')
  await expect.poll(() => lines(page)).toEqual(['一、总体要求', '坚持公开。', '二、工作目标', '三、主要任务', '附则'])
  await style(page, '二级标题')
  await expect.poll(() => lines(page)).toEqual(['一、总体要求', '坚持公开。', '（一）工作目标', '二、主要任务', '附则'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => lines(page)).toEqual(['一、总体要求', '坚持公开。', '二、工作目标', '三、主要任务', '附则'])
  await page.getByText('一、总体要求', { exact: true }).last().click({ clickCount: 3 })
  await page.keyboard.press('Delete')
  await page.keyboard.press('Delete')
  await expect.poll(async () => (await lines(page)).slice(-3)).toEqual(['一、工作目标', '二、主要任务', '附则'])
})

test('a number typed at the head of a paragraph makes it a heading, and automatic numbering can be switched off', async ({ people, as }) => {
  const { page, text } = await opened(people, as, paragraphs(''))
  await text.click()
  await page.keyboard.insertText('一')
  await page.keyboard.type('、')
  await page.keyboard.insertText('总体要求')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('正文')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('（五')
  await page.keyboard.type('）')
  await page.keyboard.insertText('任务')
  await expect(page.locator('.tiptap h1')).toHaveText('一、总体要求')
  await expect(page.locator('.tiptap h2')).toHaveText('（一）任务')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('七、整行带来的标题')
  await page.keyboard.press('Enter')
  await expect(page.locator('.tiptap h1').last()).toHaveText('二、整行带来的标题')
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: '编号', exact: true }).click()
  await page.getByRole('menuitem', { name: /自动编号/ }).click()
  await page.locator('.tiptap > *').last().click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('九')
  await page.keyboard.type('、')
  await page.keyboard.insertText('不成标题')
  await expect(page.locator('.tiptap > p').last()).toHaveText('九、不成标题')
})

test('a table is put in by size, its cells are merged and split, Tab goes on, and the tools say in Chinese what they do', async ({ people, as }) => {
  const { page, text } = await opened(people, as, paragraphs('情况如下:', '完。'))
  await text.click()
  await page.getByRole('button', { name: '插入表格' }).click()
  await page.getByLabel('行数').fill('2')
  await page.getByLabel('列数').fill('2')
  await page.getByRole('button', { name: '插入 2×2 表格' }).click()
  await expect(page.locator('.tiptap tr')).toHaveCount(2)
  await page.keyboard.insertText('甲')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('乙')
  expect(await page.locator('.tiptap th').allTextContents()).toEqual(['甲', '乙'])
  await page.getByRole('button', { name: '在下方插入一行' }).click()
  await expect(page.locator('.tiptap tr')).toHaveCount(3)
  const [first, second] = [page.locator('.tiptap th').first(), page.locator('.tiptap th').nth(1)]
  await expect(page.getByRole('button', { name: '合并单元格' })).toBeDisabled()
  const [a, b] = [(await first.boundingBox())!, (await second.boundingBox())!]
  await page.mouse.move(a.x + 20, a.y + 12)
  await page.mouse.down()
  await page.mouse.move(b.x + 20, b.y + 12, { steps: 5 })
  await page.mouse.up()
  await page.getByRole('button', { name: '合并单元格' }).click()
  await expect(page.locator('.tiptap th')).toHaveAttribute('colspan', '2')
  await page.getByRole('button', { name: '拆分单元格' }).click()
  await expect(page.locator('.tiptap th')).toHaveCount(2)
})

test('footnotes are numbered in order, changed at their mark, and listed at the foot', async ({ people, as }) => {
  const { page } = await opened(people, as, paragraphs('前一句。', '后一句。'))
  const add = async (after: string, words: string) => {
    await caretIn(page, after)
    await page.keyboard.press('End')
    await page.getByRole('button', { name: '脚注', exact: true }).click()
    await page.getByLabel('脚注文字').fill(words)
    await page.getByRole('button', { name: '插入脚注' }).click()
    await expect(page.getByRole('note', { name: `脚注：${words}` })).toBeVisible()
  }
  await add('后一句。', '后面的注')
  await add('前一句。', '前面的注')
  const list = page.getByRole('region', { name: '脚注' })
  await expect(list.getByRole('button')).toHaveText(['[1] 前面的注', '[2] 后面的注'])
  await list.getByRole('button').first().click()
  await page.getByLabel('修改脚注').fill('改过的注')
  await page.getByLabel('修改脚注').blur()
  await expect(list.getByRole('button').first()).toHaveText('[1] 改过的注')
})

test('find tells the widths apart when asked, and replacing all is one step of undo', async ({ people, as }) => {
  const { page } = await opened(people, as, paragraphs('第１处和第1处', '第1处'))
  await page.keyboard.press('Control+f')
  await page.getByLabel('查找', { exact: true }).fill('第1处')
  await expect(page.getByText('共 3 处')).toBeVisible()
  await page.getByLabel('区分全半角').check()
  await expect(page.getByText('共 2 处')).toBeVisible()
  await page.getByLabel('替换为').fill('末处')
  await page.getByRole('button', { name: '全部替换' }).click()
  await expect.poll(() => lines(page)).toEqual(['第１处和末处', '末处'])
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => lines(page)).toEqual(['第１处和第1处', '第1处'])
})

test('the undo history of a text is there again after another was opened, and never takes in the other’s words', async ({ people, as }) => {
  const one = await opened(people, as, paragraphs('第一篇'), '第一篇的标题')
  const { id: other } = value(await people.house.as('wangfang')('article.create', { key: key(), content: announcement('另一篇的正文。') }))
  const { page, text } = one
  await text.click()
  await page.keyboard.press('End')
  await page.keyboard.insertText('加上的话')
  await expect(page.getByText(/已自动保存/)).toBeVisible()
  const go = async (id: string) => {
    await page.evaluate(path => {
      history.pushState({}, '', path)
      dispatchEvent(new PopStateEvent('popstate'))
    }, `/article/${id}`)
  }
  await go(other)
  await expect(text).toContainText('另一篇的正文')
  await expect(page.getByRole('button', { name: '撤销' })).toBeDisabled()
  await go(one.id)
  await expect(text).toHaveText('第一篇加上的话')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(text).toHaveText('第一篇')
  await expect(page.getByRole('button', { name: '撤销' })).toBeDisabled()
})

test('a paste from WPS says which pictures are missing, and they are put in where they belong', async ({ people, as }) => {
  const { page, text } = await opened(people, as, paragraphs(''))
  await text.click()
  await text.evaluate((element, html) => {
    const data = new DataTransfer()
    data.setData('text/html', html)
    data.setData('text/plain', '前后')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, '<p>图前的话。</p><p><img src="file:///C:\\Users\\li\\AppData\\Local\\Temp\\ksohtml1\\wps1.png"></p><p>图后的话。<script>alert(1)</script></p>')
  await expect(page.getByText(/有 1 幅图片没有带进来：wps1.png/)).toBeVisible()
  await page.getByRole('button', { name: '知道了' }).click()
  await expect(text.getByText('图片 wps1.png 没有带进来')).toBeVisible()
  await page.locator('.missing-picture input').setInputFiles({ name: '照片.heic', mimeType: 'image/heic', buffer: Buffer.from('0000ftypheic0000') })
  await expect(page.getByText(/“照片.heic”不是 PNG、JPEG、WebP、GIF 图片/)).toBeVisible()
  await page.locator('.missing-picture input').setInputFiles({ name: 'wps1.png', mimeType: 'image/png', buffer: png(8, 8) })
  await expect(page.locator('.tiptap figure.picture img')).toBeVisible()
  expect(await page.locator('.tiptap > *').evaluateAll(all => all.map(one => one.tagName))).toEqual(['P', 'FIGURE', 'P'])
  await page.locator('.tiptap figure.picture').click()
  await page.getByLabel('图注').fill('流程图')
  await page.getByLabel('图注').press('Enter')
  await page.getByText('50%').click()
  await expect(page.locator('.tiptap figcaption')).toHaveText('流程图')
})

test('a finding moves with its words while one types, and is mended where it stands now', async ({ people, as }) => {
  const { page, text } = await opened(people, as, paragraphs('甲。', '各镇人民政府,各街道办事处请认真落实。'))
  await page.getByRole('tab', { name: /机检/ }).click()
  await expect(page.locator('.tiptap .finding').first()).toBeVisible()
  await page.getByRole('button', { name: '下一处（F8）' }).click()
  const before = await text.locator('p').nth(1).textContent()
  await caretIn(page, '甲。')
  await page.keyboard.press('Home')
  await page.keyboard.insertText('加在前面的话，')
  await page.keyboard.press('Alt+Enter')
  await expect(text.locator('p').first()).toHaveText('加在前面的话，甲。')
  expect(await text.locator('p').nth(1).textContent()).not.toBe(before)
})

test('一键排版 lists every change, changes what is ticked in one step, and leaves half-width marks to the author', async ({ people, as }) => {
  const { page } = await opened(people, as, paragraphs('　　坚持公开,依法办理。', '', '一、总体要求', '云溪区人民政府办公室', '2026年11月20日'))
  await page.getByRole('button', { name: '一键排版' }).click()
  const sheet = page.getByRole('dialog', { name: '一键排版' })
  await expect(sheet.getByRole('checkbox', { name: /半角标点/ })).not.toBeChecked()
  await expect(sheet.getByRole('checkbox', { name: /段首空格/ })).toBeChecked()
  await sheet.getByRole('button', { name: /^应用/ }).click()
  await expect(page.locator('.tiptap h1')).toHaveText('一、总体要求')
  await expect.poll(() => lines(page)).toEqual(['坚持公开,依法办理。', '一、总体要求', '云溪区人民政府办公室', '2026年11月20日'])
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => lines(page)).toEqual(['　　坚持公开,依法办理。', '', '一、总体要求', '云溪区人民政府办公室', '2026年11月20日'])
})

test('axe finds nothing serious on the editor, and its toolbar is one stop of the Tab key that arrows walk', async ({ people, as }) => {
  const { page, text } = await opened(people, as, announcement().body)
  await text.click()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes.map(node => node.html.slice(0, 160))])).toEqual([])
  await page.keyboard.press('Alt+F10')
  const toolbar = page.getByRole('toolbar', { name: '编辑工具' })
  expect(await toolbar.evaluate(element => element.contains(document.activeElement))).toBe(true)
  const named = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')
  const first = await named()
  await page.keyboard.press('ArrowRight')
  expect(await named()).not.toBe(first)
  await page.keyboard.press('Home')
  expect(await named()).toBe(first)
  expect(await toolbar.locator('button[tabindex="0"], input[tabindex="0"]').count()).toBe(1)
  await page.keyboard.press('Escape')
  await expect(text).toBeFocused()
})

test('a paste of megabytes is read beside the page, which says so and stays alive', async ({ people, as }) => {
  const { page, text } = await opened(people, as, paragraphs(''))
  await text.click()
  await text.evaluate(element => {
    const data = new DataTransfer()
    data.setData('text/html', `<p style="${'mso-x:1;'.repeat(900)}">各单位要认真贯彻落实。</p>`.repeat(400))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(page.locator('.tiptap > p')).toHaveCount(400, { timeout: 60_000 })
  await expect(page.getByText('粘贴的内容较多')).toHaveCount(0)
})

test('a table pasted over another keeps nothing of the widths of that one', async ({ people, as }) => {
  const cell = (words: string, width: number) => ({ type: 'tableCell' as const, attrs: { colspan: 1, rowspan: 1, colwidth: [width] }, content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: words }] }] })
  const table = { type: 'table', content: [{ type: 'tableRow', content: [cell('人员类别', 300), cell('金额', 200)] }] }
  const { page, text } = await opened(people, as, { type: 'doc', content: [table, ...paragraphs('标准如上。').content] } as Body)
  const widths = () => text.locator('td').evaluateAll(cells => cells.map(one => Math.round(one.getBoundingClientRect().width)))
  expect((await widths())[0]).toBeCloseTo(300, -1)
  await caretIn(page, '标准如上。')
  await page.keyboard.press('Control+a')
  await text.evaluate(element => {
    const data = new DataTransfer()
    data.setData('text/html', `<table><tr>${[...'甲乙丙丁'].map(words => `<td>${words}</td>`).join('')}</tr></table>`)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(text.locator('td')).toHaveCount(4)
  const pasted = await widths()
  expect(Math.max(...pasted) - Math.min(...pasted)).toBeLessThanOrEqual(1)
})

test('a picture too large for the office is refused before it is read and sent', async ({ people, as }) => {
  const { page } = await opened(people, as, paragraphs('正文。'))
  const sent: string[] = []
  page.on('request', request => sent.push(request.url()))
  await page.getByLabel('选择图片').first().setInputFiles({ name: '航拍.png', mimeType: 'image/png', buffer: Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(21 * 1024 * 1024)]) })
  await expect(page.getByText('内容超过 20 MB 的上限')).toBeVisible()
  expect(sent.filter(url => url.endsWith('/call/file.put'))).toEqual([])
})

test('what was restored is no longer offered to be given up once it is a version', async ({ people, as }) => {
  const { id, page, text } = await opened(people, as, paragraphs('正文。'))
  await text.click()
  await page.keyboard.type('又写了一句。')
  await expect(page.getByText(/已自动保存/)).toBeVisible()
  await page.goto(`${people.address}/desk`)
  await page.goto(`${people.address}/article/${id}`)
  const restored = page.getByText('已恢复您上次没有保存为版本的修改')
  await expect(restored).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/已保存版本/).first()).toBeVisible()
  await expect(restored).toHaveCount(0)
})

test('a day is taken as people write it, and what is none changes nothing and says so', async ({ people, as }) => {
  const { id, page } = await opened(people, as, paragraphs('正文。'))
  const formed = page.getByLabel('成文日期')
  await formed.fill('2026年11月8日')
  await formed.press('Tab')
  await expect(formed).toHaveValue('2026-11-08')
  for (const [typed, day] of [['20261107', '2026-11-07'], ['2026.11.6', '2026-11-06'], ['２０２６年１１月８日', '2026-11-08']] as const) {
    await formed.fill(typed)
    await formed.press('Tab')
    await expect(formed).toHaveValue(day)
  }
  await formed.fill('2026-13-45')
  await formed.press('Tab')
  await expect(page.getByText('“2026-13-45”不是日期，没有改动。请写成 2026-11-28 的样子。')).toBeVisible()
  await expect(formed).toHaveValue('2026-11-08')
  await formed.fill('2026-11-09')
  await formed.press('Enter')
  await expect(page.getByText('不是日期')).toHaveCount(0)
  await page.keyboard.press('Control+s')
  await expect.poll(async () => value(await people.house.as('wangfang')('article.open', { id })).content.publication.formedOn).toBe('2026-11-09')
})

test('one person in two windows is told so, and a conflict with oneself is called that', async ({ people, as }) => {
  const { id, page, text } = await opened(people, as, paragraphs('正文。'))
  const second = await page.context().newPage()
  await second.goto(`${people.address}/article/${id}`)
  await expect(second.getByText('您在另一个窗口也打开了本稿')).toBeVisible()
  await second.getByRole('textbox', { name: '正文' }).press('Control+End')
  await second.keyboard.type('另一个窗口写的。')
  await second.keyboard.press('Control+s')
  await expect.poll(async () => JSON.stringify(value(await people.house.as('wangfang')('article.open', { id })).content.body)).toContain('另一个窗口写的')
  await text.press('Control+End')
  await page.keyboard.type('这里写的。')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('您在另一个窗口 于')).toBeVisible()
  await expect(page.getByRole('button', { name: '改用另一个窗口的版本' })).toBeVisible()
})
