import { describe, expect, test } from 'vitest'
import { type Content, emptyContent, type Kind, type Publication } from '#core/article/content'
import { documentNumberPattern, type Facts, indexNumberPattern, missing } from '#core/article/missing'
import { channelLimits } from '#core/channels/limits'

const publication = (kind: Kind): Partial<Publication> => ({
  indexNumber: '11500000MB1B37366Q/2026-00217',
  topic: '综合政务\\政务公开',
  formedOn: '2026-11-20',
  summary: '部署2026年政务公开重点工作。',
  column: '通知公告',
  validity: kind === 'policy' ? 'valid' : '',
  ...(kind === 'reprint' && { source: { type: 'reprint', name: '新华社', url: 'https://www.news.cn/a.html' } }),
})

/** An article that lacks nothing, with a change. */
function article(kind: Kind = 'notice', more: Partial<Publication> = {}, rest: Partial<Content> = {}): Content {
  const content = emptyContent(kind, '榕江县民政局')
  return {
    ...content,
    title: '关于做好政务公开工作的通知',
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '现通知如下。' }] }] },
    publication: { ...content.publication, ...publication(kind), ...more },
    ...rest,
  }
}
const wechat = (change: Partial<NonNullable<Content['channels']['wechat']>>): Content['channels'] => ({
  wechat: { title: '', digest: '', author: '', cover: '', ...change },
})
const fields = (content: Content, facts: Facts = {}) => missing(content, facts).map(gap => gap.field)
const long = (n: number) => '公'.repeat(n)

describe('before submission', () => {
  test.each<Kind>(['notice', 'news', 'policy', 'interpretation', 'reprint', 'correction'])(
    'a complete article lacks nothing: %s',
    kind => {
      expect(missing(article(kind))).toEqual([])
    },
  )

  test('a blank one is told everything it lacks, in the order of the form', () => {
    expect(missing(emptyContent()).map(gap => gap.zh)).toEqual([
      '请填写标题。',
      '正文是空的，请录入或导入正文。',
      '请填写发布机构。',
      '请取索引号（信息公开目录的必备项）。',
      '请填写主题分类。',
      '请填写内容概述（信息公开目录的必备项）。',
      '请填写成文日期。',
      '请填写栏目。',
    ])
  })

  test.each<[string, Content, string[], Facts?]>([
    ['title', article('notice', {}, { title: ' ' }), ['title']],
    [
      'body of empty lines',
      article('notice', {}, { body: { type: 'doc', content: [{ type: 'paragraph' }] } }),
      ['body'],
    ],
    [
      'a picture is a body',
      article('news', {}, { body: { type: 'doc', content: [{ type: 'image', attrs: { digest: '1'.repeat(64) } }] } }),
      [],
    ],
    ['issuing body', article('news', { issuer: '' }), ['publication.issuer']],
    ['date of a policy', article('policy', { formedOn: '' }), ['publication.formedOn']],
    ['news need no date', article('news', { formedOn: '', topic: '', summary: '', indexNumber: '' }), []],
    ['validity of a policy', article('policy', { validity: '' }), ['publication.validity']],
    ['topic in the directory', article('notice', { topic: '' }), ['publication.topic']],
    ['summary in the directory', article('notice', { summary: '' }), ['publication.summary']],
    ['summary of 100', article('notice', { summary: long(100) }), []],
    ['summary of 101', article('notice', { summary: long(101) }), ['publication.summary']],
    ['index number', article('notice', { indexNumber: '' }), ['publication.indexNumber']],
    ['index number of another shape', article('notice', { indexNumber: '索引2026' }), ['publication.indexNumber']],
    ['column', article('news', { column: '' }), ['publication.column']],
    ['column nobody knows', article('news', { column: '动态' }), ['publication.column'], { columns: ['通知公告'] }],
    ['column of the office', article('news'), [], { columns: ['通知公告'] }],
    [
      'ground of withholding',
      article('notice', { disclosure: { attribute: 'withheld', ground: '' } }, { channels: {} }),
      ['publication.disclosure'],
    ],
    [
      'on request, with ground and no channel',
      article(
        'notice',
        { disclosure: { attribute: 'on-request', ground: '条例第十三条' }, topic: '', summary: '', indexNumber: '' },
        { channels: {} },
      ),
      [],
    ],
    [
      'on request, and yet a channel',
      article('notice', { disclosure: { attribute: 'on-request', ground: '条例第十三条' } }),
      ['publication.disclosure'],
    ],
    [
      'source of a reprint',
      article('reprint', { source: { type: 'reprint', name: '', url: '' } }),
      ['publication.source.name', 'publication.source.url'],
    ],
    [
      'address of a reprint',
      article('reprint', { source: { type: 'reprint', name: '新华社', url: 'javascript:alert(1)' } }),
      ['publication.source.url'],
    ],
    ['reprint marked original', article('reprint', { source: { type: 'original' } }), ['publication.source']],
    ['no channel', article('news', {}, { channels: {} }), ['channels']],
    [
      'document number in square brackets',
      article('notice', { documentNumber: '榕民发[2026]6号' }),
      ['publication.documentNumber'],
    ],
    [
      'document number of another year',
      article('notice', { documentNumber: '榕民发〔2025〕6号' }),
      ['publication.documentNumber'],
    ],
    ['document number', article('notice', { documentNumber: '榕民发〔2026〕6号' }), []],
    ['in force before it was made', article('policy', { effectiveOn: '2026-11-19' }), ['publication.effectiveOn']],
    ['in force from the day it was made', article('policy', { effectiveOn: '2026-11-20' }), []],
    [
      'void before it is in force',
      article('policy', { effectiveOn: '2027-01-01', expiresOn: '2026-12-31' }),
      ['publication.expiresOn'],
    ],
    ['void before it was made', article('policy', { expiresOn: '2026-11-19' }), ['publication.expiresOn']],
    ['WeChat title of 32', article('news', {}, { channels: wechat({ title: long(32) }) }), []],
    ['WeChat title of 33', article('news', {}, { channels: wechat({ title: long(33) }) }), ['channels.wechat.title']],
    ['long common title', article('news', {}, { title: long(33), channels: wechat({}) }), ['channels.wechat.title']],
    [
      'long common title with a short one for WeChat',
      article('news', {}, { title: long(33), channels: wechat({ title: '通知' }) }),
      [],
    ],
    ['long title on the website only', article('news', {}, { title: long(33) }), []],
    ['author of 17', article('news', {}, { channels: wechat({ author: long(17) }) }), ['channels.wechat.author']],
    ['digest of 128', article('news', {}, { channels: wechat({ digest: long(128) }) }), []],
    ['digest of 129', article('news', {}, { channels: wechat({ digest: long(129) }) }), ['channels.wechat.digest']],
    [
      'characters beyond the basic plane count once',
      article('news', {}, { channels: wechat({ author: '𠮷'.repeat(16) }) }),
      [],
    ],
    [
      'WeChat fragment at the limit',
      article('news', {}, { channels: wechat({}) }),
      ['body'],
      { wechatHtml: { characters: 20_000, bytes: 50_000 } },
    ],
    [
      'WeChat fragment below it',
      article('news', {}, { channels: wechat({}) }),
      [],
      { wechatHtml: { characters: 19_999, bytes: 50_000 } },
    ],
    [
      'WeChat fragment of 1 MB',
      article('news', {}, { channels: wechat({}) }),
      ['body'],
      { wechatHtml: { characters: 19_999, bytes: 1_048_576 } },
    ],
    ['a long fragment without the channel', article('news'), [], { wechatHtml: { characters: 30_000, bytes: 50_000 } }],
  ])('%s', (_name, content, expected, facts) => {
    expect(fields(content, facts)).toEqual(expected)
  })

  test('every sentence is Chinese and ends as one, and says where to go', () => {
    const all = [
      ...missing(emptyContent('reprint')),
      ...missing(article('news', {}, { title: long(40), channels: wechat({ author: long(40) }) })),
    ]
    expect(all.filter(gap => !/^[\u4e00-\u9fa5].*。$/.test(gap.zh) || gap.anchor === '')).toEqual([])
  })
})

describe('numbers', () => {
  test.each([
    ['台政办发〔2023〕6号', true],
    ['国办发〔2018〕123号', true],
    ['榕民发〔2026〕1号', true],
    ['榕民发[2026]1号', false],
    ['榕民发（2026）1号', false],
    ['榕民发〔26〕1号', false],
    ['榕民发〔2026〕01号', false],
    ['榕民发〔2026〕第1号', false],
    ['榕民发〔2026〕1', false],
  ])('document number %s: %s', (number, good) => {
    expect(documentNumberPattern.test(number)).toBe(good)
  })

  test.each([
    ['000014349/2017-00110', true],
    ['11500000MB1B37366Q/2026-00217', true],
    ['1134170200324932X1/202009-00005', true],
    ['01527918X-2020-153077', true],
    ['30083/20240110-00001', true],
    ['A25010--2023-0096', true],
    ['530100000000000000001', true],
    ['2026', false],
    ['索引号2026-00001', false],
    ['-2026-00001', false],
    ['2026 00001', false],
  ])('index number %s: %s', (number, good) => {
    expect(indexNumberPattern.test(number)).toBe(good)
  })
})

test('every channel limit says where it was read and when', () => {
  const all = Object.values(channelLimits).flatMap(channel => Object.values(channel))
  expect(all.filter(limit => !limit.source || !/^\d{4}-\d{2}-\d{2}$/.test(limit.checked) || limit.value <= 0)).toEqual(
    [],
  )
  expect([
    channelLimits.wechat.title.value,
    channelLimits.wechat.digest.value,
    channelLimits.wechat.content.value,
  ]).toEqual([32, 128, 20_000])
})
