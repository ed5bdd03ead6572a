import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { HtmlValidate } from 'html-validate'
import { Parser } from 'htmlparser2'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { normalise, pureSha256 } from '#core/article/canonical'
import { emptyContent, isSafeHref, type Content } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import {
  buildPackage,
  channelIds,
  measure,
  preview,
  zipPackage,
  type ChannelId,
  type ReleaseInput,
} from '#core/channels/index'
import { htmlToBody } from '#core/import/html'
import { anyBody, anyWords } from '#tests/core/channels/arbitrary'
import { pictureDigest, releaseOf, sampleContent } from '#tests/core/channels/sample'

const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'no-trailing-whitespace': 'off' },
})

function built(channel: ChannelId, input: ReleaseInput) {
  const result = buildPackage(channel, input)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const textOf = (channel: ChannelId, input: ReleaseInput, path: string) =>
  decode(built(channel, input).files.find(file => file.path === path)?.bytes)
const page = (content: Content) => textOf('website', releaseOf(content), 'index.html')
const fragment = (content: Content) => textOf('wechat', releaseOf(content), 'content.html')

const digest8 = pictureDigest.slice(0, 8)
const paths: Record<ChannelId, string[]> = {
  website: [
    'checkpoint.txt',
    `files/${sampleContent.attachments[0]!.digest.slice(0, 8)}.xlsx`,
    `images/${digest8}.png`,
    'index.html',
    'manifest.json',
  ],
  wechat: [
    'checkpoint.txt',
    'content.html',
    `images/${digest8}.png`,
    'manifest.json',
    'preview.html',
    'upload-list.json',
  ],
}

test.each(channelIds)(
  'the %s package of one release never changes without anyone reading the difference',
  async channel => {
    const { files } = built(channel, releaseOf(sampleContent))
    expect(files.map(file => file.path)).toEqual(paths[channel])
    for (const file of files.filter(one => /\.(html|json)$/.test(one.path))) {
      await expect(decode(file.bytes)).toMatchFileSnapshot(`../../golden/channels/${channel}/${file.path}`)
    }
  },
)

test('the web page is valid HTML5 and carries every tag of the standard', async () => {
  const html = page(sampleContent)
  const report = await validator.validateString(html)
  expect(
    report.results.flatMap(one => one.messages.map(message => `${message.line}: ${message.ruleId} ${message.message}`)),
  ).toEqual([])
  const tags = [...html.matchAll(/<meta name="([A-Z]\w+)" content="([^"]*)">/g)].map(([, name, value]) => [name, value])
  expect(tags).toEqual([
    ['SiteName', '青石县人民政府'],
    ['SiteDomain', 'www.example.gov.cn'],
    ['SiteIDCode', '1200000052'],
    ['ColumnName', '通知公告'],
    ['ColumnDescription', '发布通知和公告'],
    ['ColumnKeywords', '通知,公告'],
    ['ColumnType', '政策文件'],
    ['ArticleTitle', '关于做好2026年城乡居民医保缴费工作的通知'],
    ['PubDate', '2026-11-21 10:03'],
    ['ContentSource', '青石县医疗保障局'],
    ['Keywords', '医保,缴费'],
    ['Author', '王小明'],
    ['Description', '2026年度城乡居民医保缴费安排。'],
    ['Image', `images/${pictureDigest.slice(0, 8)}.png`],
  ])
})

test('the manifest names the digest of every other file and ties them to the signed text and the trail', () => {
  for (const channel of channelIds) {
    const { files, manifest } = built(channel, releaseOf(sampleContent))
    const others = files.filter(file => file.path !== 'manifest.json')
    expect(manifest.files).toEqual(
      others.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: pureSha256(bytes) })),
    )
    expect(JSON.parse(decode(files.find(file => file.path === 'manifest.json')?.bytes))).toEqual(manifest)
    expect(manifest).toMatchObject({
      channel,
      contentHash: releaseOf(sampleContent).clearedHash,
      head: { seq: 42 },
      template: { id: 'standard', version: 3 },
      rulesetVersion: '2026.11',
    })
  }
})

test('the same input gives the same bytes, in any time zone, and a content that reads the same too', () => {
  const zone = process.env['TZ']
  const made = ['Asia/Shanghai', 'America/New_York'].map(one => {
    process.env['TZ'] = one
    return channelIds.map(channel => pureSha256(zipPackage(built(channel, releaseOf(sampleContent)).files)))
  })
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
  expect(made[0]).toEqual(made[1])
  const split = structuredClone(sampleContent)
  split.body.content[0] = {
    type: 'paragraph',
    attrs: { firstLine: false, textAlign: 'left' },
    content: [
      { type: 'text', text: '各乡镇' },
      { type: 'text', text: '人民政府：', marks: [] },
    ],
  }
  expect(built('website', releaseOf(split)).manifest).toEqual(built('website', releaseOf(sampleContent)).manifest)
  const entries = Object.keys(unzipSync(zipPackage(built('website', releaseOf(sampleContent)).files)))
  expect(entries).toEqual(entries.toSorted())
})

test('nothing but the cleared text leaves, and nothing without the facts, limits and harmless files', () => {
  const input = releaseOf(sampleContent)
  const digit = structuredClone(sampleContent)
  digit.title = digit.title.replace('2026', '2027')
  const website = { ...sampleContent, channels: { website: {} } }
  const long = {
    ...sampleContent,
    channels: { wechat: { title: '长'.repeat(33), digest: '', author: '', cover: '' as const } },
  }
  const huge = {
    ...long,
    channels: { wechat: { ...long.channels.wechat, title: '' } },
    body: {
      type: 'doc' as const,
      content: Array.from({ length: 400 }, () => ({
        type: 'paragraph' as const,
        content: [{ type: 'text' as const, text: '字'.repeat(50) }],
      })),
    },
  }
  const script = { ...sampleContent, attachments: [{ ...sampleContent.attachments[0]!, name: '说明.HTML' }] }
  const cases: [ChannelId, ReleaseInput, object][] = [
    ['website', { ...input, content: digit }, { code: 'hash-mismatch', expected: input.clearedHash }],
    ['website', { ...input, salt: 'f'.repeat(32) }, { code: 'hash-mismatch' }],
    ['wechat', releaseOf(website), { code: 'channel-not-signed', channel: 'wechat' }],
    [
      'website',
      { ...input, site: { name: '', domain: '', idCode: '', columns: [] } },
      {
        code: 'site-facts-missing',
        facts: [
          '网站名称',
          '网站域名',
          '网站标识码',
          '栏目“通知公告”的栏目描述',
          '栏目“通知公告”的栏目关键词',
          '栏目“通知公告”的栏目类别',
        ],
      },
    ],
    [
      'website',
      releaseOf(emptyContent()),
      { code: 'site-facts-missing', facts: ['稿件的栏目', '文章标题', '发布机构'] },
    ],
    [
      'wechat',
      releaseOf(long),
      { code: 'nothing-missing-but', missing: [{ field: '标题字数', zh: '微信公众号标题字数 33，上限 32。' }] },
    ],
    ['wechat', releaseOf(huge), { code: 'nothing-missing-but' }],
    ['website', { ...input, blob: () => undefined }, { code: 'not-found' }],
    ['website', { ...input, blob: () => new Uint8Array([60, 115, 118, 103]) }, { code: 'file-refused' }],
    ['website', releaseOf(script), { code: 'file-refused' }],
  ]
  for (const [channel, one, refusal] of cases) {
    expect(buildPackage(channel, one)).toMatchObject({ ok: false, refusal })
    expect(preview(channel, one)).toMatchObject({ ok: false, refusal })
  }
})

test('the preview is the page of the package, with the digest of each picture', () => {
  const shown = preview('website', releaseOf(sampleContent))
  expect(shown.ok && shown.value.html).toBe(page(sampleContent))
  expect(shown.ok && shown.value.images[`images/${pictureDigest.slice(0, 8)}.png`]).toBe(pictureDigest)
})

test('the WeChat fragment is measured as it is written, and one wrapper keeps real work plans small', () => {
  const gauges = Object.fromEntries(measure('wechat', sampleContent).map(one => [one.name, [one.value, one.limit]]))
  const length = fragment(sampleContent).length
  expect(gauges).toEqual({
    标题字数: [7, 32],
    摘要字数: [8, 128],
    作者字数: [4, 16],
    '正文字符（含格式代码）': [length + 1, 19_999],
  })
  const plan = {
    ...sampleContent,
    body: {
      type: 'doc' as const,
      content: Array.from({ length: 60 }, () => ({
        type: 'paragraph' as const,
        content: [{ type: 'text' as const, text: '字'.repeat(100) }],
      })),
    },
  }
  expect(fragment(plan).length).toBeLessThan(6000 * 1.25)
})

const tags: Record<ChannelId, Set<string>> = {
  website: new Set(
    'html head meta title style body header span main article h1 h2 h3 h4 h5 h6 p time a table colgroup col tbody tr th td div section ol ul li figure figcaption img sup sub strong em u s br hr blockquote footer'.split(
      ' ',
    ),
  ),
  wechat: new Set('section p ol ul li table tbody tr th td img sup sub strong em u s br hr blockquote a'.split(' ')),
}
const attributes: Record<ChannelId, Set<string>> = {
  website: new Set(
    'lang charset name content class href src alt width start colspan rowspan scope id datetime download'.split(' '),
  ),
  wechat: new Set('style href src alt start colspan rowspan'.split(' ')),
}

/** Throws unless every element, attribute, address and style is one that the channel may write. */
function expectInert(html: string, channel: ChannelId) {
  const parser = new Parser({
    onopentag(name, given) {
      if (!tags[channel].has(name)) throw new Error(`element ${name}`)
      for (const [key, value] of Object.entries(given)) {
        if (!attributes[channel].has(key)) throw new Error(`attribute ${name} ${key}`)
        if (key === 'href' && !isSafeHref(value) && !/^#note-\d+$|^files\/[0-9a-f]+(\.\w+)?$/.test(value))
          throw new Error(`address ${value}`)
        if (key === 'src' && !/^images\/[0-9a-f]+\.(png|jpg|gif|webp)$/.test(value)) throw new Error(`picture ${value}`)
        if (key === 'style' && /url|expression|@|\\|position/i.test(value)) throw new Error(`style ${value}`)
      }
    },
  })
  parser.end(html)
}

/** Everything a reader of the output sees, without white space: titles, text, captions with descriptions, notes. */
function wordsIn(html: string): string {
  const out: string[] = []
  const open: string[] = []
  let [alt, caption] = ['', '']
  const parser = new Parser({
    onopentag(name, given) {
      open.push(given['class'] === 'note' ? 'mark' : name)
      if (name === 'img') [alt, caption] = [given['alt'] ?? '', '']
    },
    ontext(text) {
      if (open.includes('mark')) return
      if (open.includes('figcaption')) caption += text
      out.push(text)
    },
    onclosetag(name) {
      open.pop()
      if (name === 'figure' && alt !== caption) out.push(alt)
    },
  })
  parser.end(html)
  return out.join('').replace(/\s/g, '')
}

const anyContent = fc
  .record({ body: anyBody, title: anyWords.map(words => `标题${words}`), subtitle: fc.option(anyWords, { nil: '' }) })
  .map(parts => ({ ...sampleContent, attachments: [], ...parts }))

test('no word is lost on the website, and no text of any kind becomes active', async () => {
  let reached = 0
  await fc.assert(
    fc.asyncProperty(anyContent, async content => {
      const html = page(content)
      expectInert(html, 'website')
      const { text, blocks } = plainText(normalise(content))
      const expected = blocks
        .map(block => text.slice(block.start, block.end))
        .join('')
        .replace(/\s/g, '')
      const shown = html
        .slice(html.indexOf('<h1>'))
        .replace(/<p class="byline">.*\n/, '')
        .replace(/<table class="facts">[\s\S]*?<\/table>/, '')
        .replace('<section class="notes"><h2>注释</h2>', '')
        .replace(/<footer>.*/, '')
      expect(wordsIn(shown)).toBe(expected)
      reached += Number(blocks.length > 10)
    }),
    { numRuns: 300, interruptAfterTimeLimit: 30_000 },
  )
  expect(reached).toBeGreaterThan(50)
})

test('every web page is valid HTML5, whatever stands in the text', async () => {
  for (const content of fc.sample(anyContent, 40)) {
    const report = await validator.validateString(page(content))
    // A picture without description, an empty heading cell: the author's matter, checked by proofreading.
    const messages = report.results
      .flatMap(one => one.messages)
      .filter(message => !['wcag/h30', 'empty-heading', 'long-title'].includes(message.ruleId))
    expect(messages.map(message => `${message.ruleId}: ${message.message}`)).toEqual([])
  }
})

/** Deeply nested lists and tables put more format than WeChat takes around few words: a run of random seeds met one. */
const beyondWechat: Content = {
  ...sampleContent,
  attachments: [],
  body: {
    type: 'doc',
    content: Array.from({ length: 90 }, (_, i) => ({
      type: 'orderedList',
      content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: `${i}${'缴费标准为400元。'.repeat(20)}` }] }] }],
    })),
  },
}

test('no word is lost on WeChat: nothing active, no class, id or style sheet, lists of two levels at most; what is too long is refused', () => {
  let [deep, refused] = [0, 0]
  fc.assert(
    fc.property(anyContent, one => {
      const content = { ...one, channels: { wechat: sampleContent.channels.wechat! } }
      if (measure('wechat', content).some(({ value, limit }) => limit !== null && value > limit)) {
        expect(buildPackage('wechat', releaseOf(content))).toMatchObject({ ok: false, refusal: { code: 'nothing-missing-but' } })
        refused += 1
        return
      }
      const html = fragment(content)
      expectInert(html, 'wechat')
      expect(listDepth(html)).toBeLessThanOrEqual(2)
      deep += Number(listDepth(html) === 2)
      const { text, blocks } = plainText(normalise({ ...content, title: '' }))
      const words = blocks
        .filter(block => block.kind !== 'caption')
        .map(block => text.slice(block.start, block.end))
        .join('')
        .replace(/\s/g, '')
      const shown = html
        .replace(/<sup>\[\d+\]<\/sup>/g, '')
        .replace(/<p>\[\d+\] /g, '<p>')
        .replace(/<p style="font-size:14px">.*?<\/p>/g, '')
      expect(wordsIn(shown)).toBe(words)
    }),
    { numRuns: 300, examples: [[beyondWechat]], interruptAfterTimeLimit: 30_000 },
  )
  expect(deep).toBeGreaterThan(10)
  expect(refused).toBeGreaterThan(0)
  expect(refused).toBeLessThan(30)
})

function listDepth(html: string): number {
  let [depth, most] = [0, 0]
  const parser = new Parser({
    onopentag: name => {
      if (name === 'ul' || name === 'ol') most = Math.max(most, (depth += 1))
    },
    onclosetag: name => {
      if (name === 'ul' || name === 'ol') depth -= 1
    },
  })
  parser.end(html)
  return most
}

test('a paste, however hostile, leaves nothing active in either package', () => {
  const folder = new URL('../../fixtures/paste/', import.meta.url)
  for (const name of readdirSync(folder)) {
    const { body } = htmlToBody(readFileSync(new URL(name, folder), 'utf8'), {
      image: () => ({ digest: pictureDigest }),
    })
    expectInert(page({ ...sampleContent, body }), 'website')
    expectInert(fragment({ ...sampleContent, body }), 'wechat')
  }
})
