import { utf8ToBytes } from '@noble/hashes/utils.js'
import { contentHash, pureSha256 } from '#core/article/canonical'
import { emptyContent, type Block, type Content } from '#core/article/content'
import type { ReleaseInput } from '#core/channels/index'
import { smallPng } from '#tests/fixtures/make-docx'

const picture = smallPng(320, 160)
const table = utf8ToBytes('附件内容')
export const pictureDigest = pureSha256(picture)
const blobs = new Map([
  [pictureDigest, picture],
  [pureSha256(table), table],
])

const text = (words: string) => ({ type: 'text' as const, text: words })
const paragraph = (words: string): Block => ({ type: 'paragraph', content: [text(words)] })
const cell = (words: string, attrs?: { colspan?: number; rowspan?: number; colwidth?: number[] }) => ({
  type: 'tableCell' as const,
  ...(attrs && { attrs }),
  content: [paragraph(words)],
})
const header = (words: string, width: number) => ({
  ...cell(words, { colwidth: [width] }),
  type: 'tableHeader' as const,
})

/** An article that uses every node and mark, every field of the metadata, both channels, a picture and an attachment. */
export const sampleContent: Content = {
  ...emptyContent('notice', '青石县医疗保障局'),
  title: '关于做好2026年城乡居民医保缴费工作的通知',
  subtitle: '(2026年11月18日)',
  body: {
    type: 'doc',
    content: [
      { type: 'paragraph', attrs: { firstLine: false }, content: [text('各乡镇人民政府：')] },
      {
        type: 'paragraph',
        content: [
          text('为保障'),
          { type: 'text', text: '特困人员', marks: [{ type: 'bold' }, { type: 'underline' }] },
          { type: 'footnote', attrs: { text: '依法纳入供养范围的人员。' } },
          text('应保尽保，按'),
          {
            type: 'text',
            text: '《办法》',
            marks: [{ type: 'link', attrs: { href: 'https://www.example.gov.cn/a?b=1&c=2' } }],
          },
          text('执行。'),
          { type: 'hardBreak' },
          { type: 'text', text: 'H', marks: [{ type: 'italic' }] },
          { type: 'text', text: '2', marks: [{ type: 'subscript' }] },
          { type: 'text', text: '注', marks: [{ type: 'superscript' }] },
          { type: 'text', text: '旧', marks: [{ type: 'strike' }] },
        ],
      },
      { type: 'heading', attrs: { level: 1 }, content: [text('一、缴费标准')] },
      { type: 'heading', attrs: { level: 3 }, content: [text('1.个人缴费')] },
      paragraph('每人每年400元 <以公告为准> & "另有规定"的除外。'),
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [header('人员类别', 200), header('标准（元）', 100), header('备注', 100)] },
          { type: 'tableRow', content: [cell('特困人员', { rowspan: 2 }), cell('0', { colspan: 2 })] },
          {
            type: 'tableRow',
            content: [cell('由财政全额资助'), { type: 'tableCell', content: [paragraph('一'), paragraph('二')] }],
          },
        ],
      },
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [
              paragraph('线上'),
              {
                type: 'orderedList',
                attrs: { start: 3 },
                content: [
                  {
                    type: 'listItem',
                    content: [
                      paragraph('小程序'),
                      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('微信')] }] },
                    ],
                  },
                ],
              },
            ],
          },
          { type: 'listItem', content: [paragraph('线下')] },
        ],
      },
      { type: 'image', attrs: { digest: pictureDigest, alt: '流程图', caption: '图1 缴费流程', width: 320 } },
      { type: 'blockquote', content: [paragraph('咨询电话见各乡镇公告。')] },
      { type: 'horizontalRule' },
      { type: 'pageBreak' },
      { type: 'paragraph', attrs: { textAlign: 'right' }, content: [text('青石县医疗保障局')] },
      { type: 'paragraph', attrs: { textAlign: 'center' }, content: [text('（此件公开发布）')] },
    ],
  },
  publication: {
    ...emptyContent().publication,
    issuer: '青石县医疗保障局',
    documentNumber: '青医保发〔2026〕12号',
    indexNumber: '11000000000000000X/2026-00012',
    topic: '卫生、体育\\医疗保障',
    formedOn: '2026-11-18',
    effectiveOn: '2026-12-01',
    validity: 'valid',
    disclosure: { attribute: 'proactive', ground: '' },
    column: '通知公告',
    keywords: ['医保', '缴费'],
    summary: '2026年度城乡居民医保缴费安排。',
    editor: '王小明',
  },
  channels: {
    website: {},
    wechat: { title: '医保缴费开始啦', digest: '每人每年400元', author: '青石医保', cover: pictureDigest },
  },
  attachments: [
    { digest: pureSha256(table), name: '缴费流程.xlsx', size: table.length, mediaType: 'application/octet-stream' },
  ],
}

export const salt = '0123456789abcdef0123456789abcdef'

/** A cleared release of a content. */
export function releaseOf(content: Content): ReleaseInput {
  return {
    article: 'a1',
    content,
    salt,
    clearedHash: contentHash(content, salt),
    site: {
      name: '青石县人民政府',
      domain: 'www.example.gov.cn',
      idCode: '1200000052',
      columns: [{ name: '通知公告', description: '发布通知和公告', keywords: '通知,公告', type: '政策文件' }],
    },
    releasedAt: '2026-11-21T02:03:04.000Z',
    head: { seq: 42, hash: 'c'.repeat(64) },
    checkpoint: 'office/log\n42\nroot\n',
    template: { id: 'standard', version: 3 },
    rulesetVersion: '2026.11',
    blob: digest => blobs.get(digest),
  }
}
