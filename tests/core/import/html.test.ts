import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Body } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { htmlToBody } from '#core/import/html'
import { outline } from '#tests/core/import/outline'

const lines = (html: string) => outline(htmlToBody(html).body)
const dropped = (html: string) => Object.fromEntries(htmlToBody(html).report.dropped.map(one => [one.what, one.count]))

test('a picture is taken through the callback and cuts its paragraph in two', () => {
  const digest = 'a'.repeat(64)
  const image = (src: string) => (src.startsWith('blob:') ? { digest, width: 300 } : null)
  const { body, report } = htmlToBody(
    '<p>前<img src="blob:1" alt="示意图">后</p><p><img src="https://x.cn/1.png"></p>',
    { image },
  )
  expect(outline(body)).toEqual([
    'paragraph: 前',
    `image {"digest":"${digest}","alt":"示意图","width":300}`,
    'paragraph: 后',
  ])
  expect(report.dropped).toContainEqual({ what: '网络图片（需另行插入）', count: 1 })
})

test('numbered short lines are headings; numbered sentences and enumerations are not', () => {
  const texts = [
    '一、工作目标',
    '到2027年全面完成。',
    '（一）加强领导。各单位要高度重视。',
    '1.申请表',
    '2.身份证',
    '(二)强化保障',
    '1.落实经费',
    '每年安排200万元。',
    '二、',
    '1.5万元以内',
  ]
  expect(lines(texts.map(text => `<p>${text}</p>`).join(''))).toEqual([
    'heading {"level":1}: 一、工作目标',
    'paragraph: 到2027年全面完成。',
    'paragraph: （一）加强领导。各单位要高度重视。',
    'paragraph: 1.申请表',
    'paragraph: 2.身份证',
    'heading {"level":2}: (二)强化保障',
    'heading {"level":3}: 1.落实经费',
    'paragraph: 每年安排200万元。',
    'paragraph: 二、',
    'paragraph: 1.5万元以内',
  ])
})

test('automatic numbers of sentences stay in the text as they were printed', () => {
  const item = (number: string, words: string) =>
    `<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">${number}<span>&nbsp; </span></span>${words}</p>`
  expect(lines(item('第一条', '为规范管理，制定本办法。') + item('（1）', '提出申请；') + item('①', '受理。'))).toEqual(
    ['paragraph: 第一条　为规范管理，制定本办法。', 'paragraph: （1）提出申请；', 'paragraph: ①　受理。'],
  )
})

test('words and punctuation come through exactly: half-width marks, quotation marks, ideographic spaces inside a line', () => {
  const words = '张　三,李四;"引号"“中文引号”……——（全角）(半角)100％'
  expect(plainText({ title: '', subtitle: '', body: htmlToBody(`<p>${words}</p>`).body }).text.trim()).toBe(words)
})

test('a wrapped source line leaves no space between Chinese characters and one between Latin words', () => {
  expect(lines('<p>全县\n  各乡镇\nopen\ndata平台</p>')).toEqual(['paragraph: 全县各乡镇 open data平台'])
})

test('what the schema cannot hold is counted, with the words kept where there are any', () => {
  expect(
    dropped(
      '<p><font color=red>红</font><a href="#x">页内</a><a href="javascript:1">坏</a></p><video></video><input><p></p>',
    ),
  ).toEqual({
    '字体、字号、颜色等样式': 1,
    '页内链接（文字已保留）': 1,
    '无效或不安全的链接（文字已保留）': 1,
    音视频: 1,
    表单控件: 1,
    空段落: 1,
  })
})

test('five megabytes and pathological nesting are read within seconds and stay inside the schema', () => {
  const started = performance.now()
  const row =
    '<p class=MsoNormal style="text-indent:32pt"><span style="font-family:仿宋">各单位要认真贯彻落实，确保各项工作取得实效。</span></p>\n'
  const large = htmlToBody(row.repeat(Math.ceil(5_000_000 / row.length)))
  expect(large.body.content).toHaveLength(20_000)
  expect(large.report.dropped.some(one => one.what.startsWith('超出上限的段落'))).toBe(true)
  for (const open of [
    '<div>',
    '<blockquote>',
    '<ul><li>',
    '<table><tr><td>',
    '<b><i>',
    '<span style="color:red">',
    '<ol><li><p>',
  ]) {
    const { body } = htmlToBody(`${open.repeat(20_000)}深处的字`)
    expect(Body.safeParse(body).success).toBe(true)
    expect(JSON.stringify(body)).toContain('深处的字')
  }
  const table = htmlToBody(`<table>${'<tr><td>格<td>格</tr>'.repeat(4500)}</table>`)
  expect(Body.safeParse(table.body).success).toBe(true)
  expect(table.body.content).toHaveLength(3)
  expect(performance.now() - started).toBeLessThan(20_000)
})

const folder = new URL('../../fixtures/paste/', import.meta.url)
const sources = readdirSync(folder)
  .filter(name => name.endsWith('.html'))
  .map(name => readFileSync(new URL(name, folder), 'utf8'))
const pieces = sources.flatMap(source => source.match(/<[^>]*>|[^<]+/g) ?? [])
const anchors = pieces.filter(piece => /^<a /i.test(piece))
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...pieces) },
  { weight: 1, arbitrary: fc.constantFrom(...anchors).map(open => `${open}链接</a>`) },
)

test('any mixture of the pieces of real and hostile pastes stays inside the schema, with safe addresses only', () => {
  let links = 0
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 120 }), parts => {
      const { body } = htmlToBody(parts.join(''))
      expect(Body.safeParse(body).error).toBeUndefined()
      links += JSON.stringify(body).match(/"href":"(https:|mailto:)/g)?.length ?? 0
      expect(JSON.stringify(body)).not.toMatch(/"href":"(?!https?:\/\/|mailto:)/)
    }),
    { numRuns: 300 },
  )
  expect(links).toBeGreaterThan(20)
})
