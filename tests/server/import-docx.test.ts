import {
  AlignmentType,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  Document,
  ExternalHyperlink,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  ImageRun,
  InsertedTextRun,
  LevelFormat,
  Packer,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  type IPropertiesOptions,
} from 'docx'
import { strToU8, unzipSync, zipSync } from 'fflate'
import mammoth from 'mammoth'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pureSha256 } from '#core/article/canonical'
import { plainText } from '#core/article/plain-text'
import { importFile } from '#server/import/index'
import { outline } from '#tests/core/import/outline'
import { makeAnnouncementDocx, smallPng } from '#tests/fixtures/make-docx'

const docx = async (options: IPropertiesOptions) => new Uint8Array(await Packer.toBuffer(new Document(options)))
const section = (...children: (Paragraph | Table)[]) => [{ children }]
const words = (text: string) => new Paragraph({ children: [new TextRun(text)] })

async function imported(bytes: Uint8Array, name = '稿件.docx') {
  const result = await importFile(bytes, name)
  if (!result.ok) throw new Error(result.refusal.zh)
  return result.value
}

test('a realistic announcement keeps title, numbers, table, picture, footnote, list, alignment and hints', async () => {
  const { title, body, files, report, hints } = await imported(await makeAnnouncementDocx())
  const readable = [
    `标题:${title}`,
    ...outline(body),
    '— 报告 —',
    ...report.dropped.map(one => `${one.what} × ${one.count}`),
    ...report.notes,
    JSON.stringify(hints),
  ]
  await expect(`${readable.join('\n')}\n`).toMatchFileSnapshot('../golden/import/announcement.out.txt')
  expect(files.map(({ digest, mediaType, name, bytes }) => [digest === pureSha256(bytes), mediaType, name])).toEqual([
    [true, 'image/png', '图1.png'],
  ])
})

test('the committed sample is read like the generated one', async () => {
  const sample = await imported(new Uint8Array(readFileSync(new URL('../fixtures/公告样例.docx', import.meta.url))))
  const fresh = await imported(await makeAnnouncementDocx())
  expect(sample.body).toEqual(fresh.body)
})

test('no word is lost against an independent reader of the same file', async () => {
  const bytes = await makeAnnouncementDocx()
  const { title, body } = await imported(bytes)
  const theirs = (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
    .split('\n')
    .filter(line => line.trim())
  expect(theirs.length).toBeGreaterThan(20)
  const { text: all } = plainText({ title, subtitle: '', body })
  expect(theirs.filter(line => !all.includes(line.trim()))).toEqual([])
})

test('tracked changes, comments, hidden text, headers and names in the file are reported and stay behind', async () => {
  const who = { author: '王小明', date: '2026-11-01T00:00:00Z' }
  const bytes = await docx({
    creator: '王小明',
    comments: {
      children: [{ id: 0, author: '王小明', date: new Date('2026-11-01T00:00:00Z'), children: [words('请核实')] }],
    },
    sections: [
      {
        headers: { default: new Header({ children: [words('内部资料 注意保存')] }) },
        children: [
          new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun('缴费标准调整的公告')] }),
          new Paragraph({
            children: [
              new CommentRangeStart(0),
              new TextRun('标准为'),
              new CommentRangeEnd(0),
              new TextRun({ children: [new CommentReference(0)] }),
              new DeletedTextRun({ id: 1, text: '380', ...who }),
              new InsertedTextRun({ id: 2, text: '400', ...who }),
              new TextRun('元'),
              new TextRun({ text: '（内部掌握）', vanish: true }),
              new TextRun('。'),
            ],
          }),
        ],
      },
    ],
  })
  const { body, report } = await imported(bytes)
  expect(outline(body)).toEqual(['paragraph: 标准为400元。'])
  expect(report).toEqual({
    dropped: [
      { what: '修订中已删除的文字', count: 1 },
      { what: '隐藏文字', count: 1 },
      { what: '批注', count: 1 },
      { what: '页眉页脚', count: 1 },
    ],
    notes: [
      '原文带有修订痕迹：新增的文字已按接受处理，请核对。',
      '页眉页脚未导入，其中有：“内部资料 注意保存”。',
      expect.stringContaining('文件属性中记有人员姓名（王小明'),
      '修订和批注中记有人员姓名（王小明），未导入。',
    ],
  })
})

test('headings by style, nested numbers, links, marks, page breaks and alignment', async () => {
  const level = (at: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
    level: at,
    format,
    text,
    alignment: AlignmentType.LEFT,
  })
  const bytes = await docx({
    numbering: {
      config: [
        {
          reference: 'n',
          levels: [
            level(0, LevelFormat.DECIMAL, '%1.'),
            level(1, LevelFormat.LOWER_LETTER, '%2)'),
            level(2, LevelFormat.DECIMAL_ENCLOSED_CIRCLE, '%3'),
          ],
        },
      ],
    },
    sections: section(
      new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun('某某办法')] }),
      new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun('适用范围')] }),
      new Paragraph({ numbering: { reference: 'n', level: 0 }, children: [new TextRun('甲')] }),
      new Paragraph({ numbering: { reference: 'n', level: 1 }, children: [new TextRun('乙')] }),
      new Paragraph({ numbering: { reference: 'n', level: 0 }, children: [new TextRun('丙')] }),
      new Paragraph({
        alignment: AlignmentType.BOTH,
        children: [
          new TextRun({ text: '粗', bold: true }),
          new TextRun({ text: '划', strike: true }),
          new TextRun({ text: '2', superScript: true }),
          new ExternalHyperlink({ link: 'https://www.gov.cn/zhengce', children: [new TextRun('政策')] }),
          new ExternalHyperlink({ link: 'javascript:alert(1)', children: [new TextRun('坏')] }),
          new TextRun({ text: '换行', break: 1 }),
        ],
      }),
      new Paragraph({ children: [new TextRun('前'), new PageBreak(), new TextRun('后')] }),
    ),
  })
  const { title, body, report } = await imported(bytes)
  expect(title).toBe('某某办法')
  expect(outline(body)).toEqual([
    'heading {"level":2}: 适用范围',
    'orderedList',
    '  item',
    '    paragraph: 甲',
    'paragraph: a)乙',
    'orderedList {"start":2}',
    '  item',
    '    paragraph: 丙',
    'paragraph {"textAlign":"justify"}: {bold|粗}{strike|划}{superscript|2}{link=https://www.gov.cn/zhengce|政策}坏⏎换行',
    'paragraph: 前',
    'pageBreak',
    'paragraph: 后',
  ])
  expect(report.dropped).toEqual([{ what: '无效或不安全的链接（文字已保留）', count: 1 }])
})

test('a table inside a cell is opened, a footnote in a table is kept, a picture nobody can show is reported', async () => {
  const inner = new Table({
    rows: [
      new TableRow({
        children: [new TableCell({ children: [words('内一')] }), new TableCell({ children: [words('内二')] })],
      }),
    ],
  })
  const bytes = await docx({
    footnotes: { 1: { children: [words('表中的注')] } },
    sections: section(
      words('关于某事的公告'),
      new Table({
        rows: [
          new TableRow({
            children: [
              new TableCell({ children: [inner, words('外')] }),
              new TableCell({
                children: [new Paragraph({ children: [new TextRun('注'), new FootnoteReferenceRun(1)] })],
              }),
            ],
          }),
          new TableRow({
            children: [new TableCell({ children: [words('二')] }), new TableCell({ children: [words('三')] })],
          }),
        ],
      }),
      new Paragraph({
        children: [
          new ImageRun({
            type: 'bmp',
            data: new Uint8Array([0x42, 0x4d, 1, 2, 3]),
            transformation: { width: 10, height: 10 },
          }),
        ],
      }),
      new Paragraph({
        children: [new ImageRun({ type: 'png', data: smallPng(8, 8), transformation: { width: 100, height: 100 } })],
      }),
    ),
  })
  const { body, report } = await imported(bytes)
  const cells = body.content.flatMap(block =>
    block.type === 'table'
      ? block.content.flatMap(row => row.content.map(cell => outline({ type: 'doc', content: cell.content })))
      : [],
  )
  expect(cells).toEqual([
    ['paragraph: 内一', 'paragraph: 内二', 'paragraph: 外'],
    ['paragraph: 注[注:表中的注]'],
    ['paragraph: 二'],
    ['paragraph: 三'],
  ])
  expect(body.content.map(block => block.type)).toEqual(['table', 'image'])
  expect(report.dropped.map(one => one.what)).toEqual([
    '嵌套表格（已展开为单元格内的段落）',
    '网页无法显示的图片格式（如 EMF、WMF、BMP，请另存为 PNG 后插入）',
    '空段落',
  ])
})

test('text files in every encoding an office meets give the same article', async () => {
  const text = '关于开展检查的通知\r\n一、检查时间\r\n2026年12月1日。'
  const utf16 = new Uint8Array([...text].flatMap(one => [one.charCodeAt(0) & 0xff, one.charCodeAt(0) >> 8]))
  const gbk = new Uint8Array(
    Buffer.from(
      'b9d8d3dabfaad5b9bcecb2e9b5c4cda8d6aa0d0ad2bba1a2bcecb2e9cab1bce40d0a32303236c4ea3132d4c231c8d5a1a3',
      'hex',
    ),
  )
  const forms = [
    strToU8(text),
    new Uint8Array([0xef, 0xbb, 0xbf, ...strToU8(text)]),
    new Uint8Array([0xff, 0xfe, ...utf16]),
    utf16,
    gbk,
  ]
  for (const bytes of forms) {
    const { title, body } = await imported(bytes, '通知.txt')
    expect([title, ...outline(body)]).toEqual([
      '关于开展检查的通知',
      'heading {"level":1}: 一、检查时间',
      'paragraph: 2026年12月1日。',
    ])
  }
})

test('what cannot be taken in is refused with what to do, whatever its name says', async () => {
  const ole = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])
  const refusals: [Uint8Array, string, RegExp][] = [
    [new Uint8Array(0), '空.txt', /空的/],
    [ole, '通知.doc', /另存为 \.docx/],
    [ole, '通知.docx', /另存为 \.docx/],
    [strToU8('%PDF-1.7'), '通知.pdf', /PDF.*另存为 \.docx/],
    [new Uint8Array(20 * 1024 * 1024 + 1), '大.txt', /20 MB/],
    [smallPng(4, 4), '图.docx', /图片/],
    [zipSync({ 'a.txt': strToU8('x') }), '包.docx', /压缩包/],
    [zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'xl/workbook.xml': strToU8('<x/>') }), '表.xlsx', /电子表格/],
    [
      zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'word/document.xml': strToU8('<w:document><w:body><w:p>') }),
      '坏.docx',
      /损坏/,
    ],
    [(await makeAnnouncementDocx()).subarray(0, 5000), '断.docx', /损坏/],
    [new Uint8Array([0, 1, 2, 255, 254, 0, 0, 1]), '乱.txt', /编码/],
    [strToU8('   \n '), '白.txt', /没有文字/],
  ]
  for (const [bytes, name, why] of refusals) {
    const result = await importFile(bytes, name)
    expect([name, result.ok ? '导入了' : result.refusal]).toEqual([
      name,
      { code: 'import-refused', zh: expect.stringMatching(why) },
    ])
  }
})

test('a bomb and a document type with entities are refused, not expanded', async () => {
  const files = unzipSync(await makeAnnouncementDocx())
  const bomb = zipSync({ ...files, 'word/media/big.png': new Uint8Array(60 * 1024 * 1024) })
  const entity = zipSync({
    ...files,
    'word/document.xml': strToU8(
      '<!DOCTYPE a [<!ENTITY b "c">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>',
    ),
  })
  for (const bytes of [bomb, entity]) expect((await importFile(bytes, '炸弹.docx')).ok).toBe(false)
})
