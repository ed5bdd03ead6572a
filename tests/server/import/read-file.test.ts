import { CommentRangeEnd, CommentRangeStart, DeletedTextRun, Document, Footer, FootnoteReferenceRun, Header, InsertedTextRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import { describe, expect, test } from 'vitest'
import { readForScreening, type FileReading } from '#server/import/read-file'
import { runInWorker } from '#server/import/run-in-worker'
import { screenFile } from '#server/import/screen-file'
import { fullJpeg, png, tinyJpeg } from './images.ts'
import { namedEncodingPdf, pdfOf, textPdf } from './pdf.ts'
import { docxEntries, paragraph, wordPart, xlsxEntries, zip } from './zip.ts'

const read = async (bytes: Uint8Array, name: string): Promise<FileReading> => {
  const result = await readForScreening(bytes, name)
  if (!result.ok) throw new Error(`${name}: ${result.refusal.why}`)
  return result.value
}
const textOf = (reading: FileReading, where: string) => reading.parts.filter((part) => part.where === where).map((part) => part.text.trim()).join('\n')
const kindsOf = (reading: FileReading) => reading.facts.map((fact) => fact.kind).toSorted()

describe('a Word document', () => {
  test('is read with margins, notes, tracked changes, comments and properties', async () => {
    const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] })
    const bytes = await Packer.toBuffer(
      new Document({
        creator: '张伟',
        lastModifiedBy: '李静',
        customProperties: [{ name: '密级', value: '机密' }],
        footnotes: { 1: { children: [new Paragraph('脚注文字')] } },
        comments: { children: [{ id: 0, author: '王芳', date: new Date('2026-01-02'), children: [new Paragraph('此处待核实')] }] },
        sections: [
          {
            headers: { default: new Header({ children: [new Paragraph('内部资料')] }) },
            footers: { default: new Footer({ children: [new Paragraph('页脚文字')] }) },
            children: [
              new Paragraph({
                children: [
                  new CommentRangeStart(0), new TextRun('正文第一段'), new CommentRangeEnd(0), new FootnoteReferenceRun(1),
                  new InsertedTextRun({ text: '新增', id: 1, author: '赵敏', date: '2026-01-02T00:00:00Z' }),
                  new DeletedTextRun({ text: '删去的13800138000', id: 2, author: '赵敏', date: '2026-01-02T00:00:00Z' }),
                  new TextRun({ text: '隐藏的话', vanish: true }),
                ],
              }),
              new Table({ rows: [new TableRow({ children: [cell('姓名'), cell('电话')] }), new TableRow({ children: [cell('张伟'), cell('0551-62601234')] })] }),
            ],
          },
        ],
      }),
    )
    const reading = await read(bytes, '通知.docx')
    expect(reading.kind).toBe('docx')
    expect(textOf(reading, '正文')).toBe('正文第一段新增\n姓名\t电话\t\n张伟\t0551-62601234')
    expect(textOf(reading, '正文（已删除的修订）')).toBe('删去的13800138000')
    expect(textOf(reading, '正文（隐藏文字）')).toBe('隐藏的话')
    expect(textOf(reading, '页眉1')).toBe('内部资料')
    expect(textOf(reading, '页脚1')).toBe('页脚文字')
    expect(textOf(reading, '脚注')).toContain('脚注文字')
    expect(textOf(reading, '批注')).toBe('此处待核实')
    expect(textOf(reading, '自定义属性')).toBe('密级：机密')
    expect(textOf(reading, '文档属性')).toContain('作者：张伟')
    expect(kindsOf(reading)).toEqual(expect.arrayContaining(['author', 'comments', 'hidden-text', 'tracked-changes']))
    expect(reading.facts.find((fact) => fact.kind === 'tracked-changes')?.zh).toContain('赵敏')
    const screened = await screenFile(bytes, '通知.docx')
    expect(screened).toMatchObject({ ok: true, value: { classified: true } })
    expect(screened.ok && screened.value.findings.map((finding) => `${finding.where}:${finding.rule}`)).toEqual(
      expect.arrayContaining(['自定义属性:classification-label', '页眉1:internal-mark', '正文（已删除的修订）:mobile']),
    )
  })

  test('is read with watermark, field codes, links, document variables, embedded objects and picture metadata', async () => {
    const inner = zip(docxEntries(paragraph('身份证号11010519491231002X')))
    const bytes = zip(
      docxEntries(`${paragraph('正文')}<w:p><w:r><w:instrText>HYPERLINK "http://10.1.2.3/x"</w:instrText></w:r></w:p><mc:AlternateContent><mc:Choice>${paragraph('框内')}</mc:Choice><mc:Fallback>${paragraph('框内')}</mc:Fallback></mc:AlternateContent>`, [
        { name: 'word/header1.xml', data: wordPart('hdr', '<w:p><w:r><w:pict><v:shape><v:textpath string="机密"/></v:shape></w:pict></w:r></w:p>') },
        { name: 'word/_rels/document.xml.rels', data: '<Relationships><Relationship Id="r1" Type="x/hyperlink" Target="https://pan.baidu.com/s/1" TargetMode="External"/><Relationship Id="r2" Type="x/attachedTemplate" Target="file:///D:/a.dotx" TargetMode="External"/></Relationships>' },
        { name: 'word/settings.xml', data: wordPart('settings', '<w:docVars><w:docVar w:name="密码" w:val="Hefei@2024"/></w:docVars>') },
        { name: 'word/embeddings/a.docx', data: inner },
        { name: 'word/embeddings/oleObject1.bin', data: 'x' },
        { name: 'word/media/image1.jpg', data: fullJpeg({ gps: true, thumbnail: true }) },
        { name: 'word/vbaProject.bin', data: 'x' },
      ]),
    )
    const reading = await read(bytes, 'a.docx')
    expect(textOf(reading, '正文')).toBe('正文\n框内')
    expect(textOf(reading, '页眉1（图片说明和水印）')).toBe('机密')
    expect(textOf(reading, '正文（域代码）')).toContain('http://10.1.2.3/x')
    expect(textOf(reading, '超链接地址')).toBe('https://pan.baidu.com/s/1')
    expect(textOf(reading, '文档变量')).toBe('密码：Hefei@2024')
    expect(textOf(reading, '嵌入对象 a.docx › 正文')).toBe('身份证号11010519491231002X')
    expect(textOf(reading, '图片1（图片元数据）')).toContain('HUAWEI')
    expect(kindsOf(reading)).toEqual(['embedded-object', 'embedded-object', 'external-part', 'image-gps', 'image-metadata', 'image-thumbnail', 'macro'])
  })
})

describe('a workbook', () => {
  test('is read with hidden sheets, long numbers, comments and shared strings', async () => {
    const entries = xlsxEntries(
      [
        { name: '名单', rows: [['姓名', '手机'], ['张伟', '1.3800138000E10'], ['王芳', '13800138001']] },
        { name: '备用', state: 'veryHidden', rows: [['身份证号'], ['11010519491231002X']] },
      ],
      [{ name: 'xl/comments1.xml', data: '<comments><authors><author>李静</author></authors><commentList><comment><text><t>请勿外传</t></text></comment></commentList></comments>' }],
    )
    const reading = await read(zip(entries), '名单.xlsx')
    expect(textOf(reading, '工作表“名单”')).toBe('姓名\t手机\n张伟\t13800138000\n王芳\t13800138001')
    expect(textOf(reading, '工作表“备用”')).toContain('11010519491231002X')
    expect(textOf(reading, '批注')).toContain('请勿外传')
    expect(kindsOf(reading)).toEqual(['comments', 'hidden-sheet'])
  })

  test('finds its shared strings without phonetic guides', async () => {
    const entries = xlsxEntries([{ name: 'a', rows: [] }]).filter((entry) => !entry.name.endsWith('sheet1.xml'))
    const reading = await read(
      zip([...entries, { name: 'xl/sharedStrings.xml', data: '<sst><si><t>甲</t><rPh><t>jia</t></rPh></si><si><r><t>乙</t></r><r><t>丙</t></r></si></sst>' }, { name: 'xl/worksheets/sheet1.xml', data: '<worksheet><sheetData><row hidden="1"><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row></sheetData><headerFooter><oddHeader>&amp;C机密</oddHeader></headerFooter></worksheet>' }]),
      'a.xlsx',
    )
    expect(textOf(reading, '工作表“a”')).toBe('乙丙\t甲')
    expect(textOf(reading, '工作表“a”（页眉页脚）')).toBe('机密')
    expect(kindsOf(reading)).toEqual(['hidden-cells'])
  })
})

describe('a PDF', () => {
  test('is read with its text, author, annotation and attachment', async () => {
    const reading = await read(textPdf('关于公示救助对象的通知\n身份证号：11010519491231002X', { author: '张伟', note: '请勿外传', attachment: '手机13800138000' }), '公示.pdf')
    expect(reading.kind).toBe('pdf')
    expect(textOf(reading, '第 1 页')).toBe('关于公示救助对象的通知\n身份证号：11010519491231002X')
    expect(textOf(reading, '文档属性')).toContain('作者：张伟')
    expect(textOf(reading, '第 1 页批注和表单')).toContain('请勿外传')
    expect(textOf(reading, '附件 a.txt')).toBe('手机13800138000')
    expect(kindsOf(reading)).toEqual(['author', 'comments', 'embedded-object'])
  })

  test.each([
    ['UniGB-UCS2-H', Buffer.from('机密★10年', 'utf16le').swap16().toString('hex')],
    ['UniGB-UTF16-H', Buffer.from('机密★10年', 'utf16le').swap16().toString('hex')],
    ['GBK-EUC-H', 'bbfac3dca1ef3130c4ea'],
    ['GB-EUC-V', 'bbfac3dca1ef3130c4ea'],
  ])('in the named encoding %s is read', async (encoding, hex) => {
    expect(textOf(await read(namedEncodingPdf(encoding, hex), 'a.pdf'), '第 1 页').replace(/\s/g, '')).toBe('机密★10年')
  })

  test('whose codes cannot be turned into words says that a person must look', async () => {
    expect(kindsOf(await read(namedEncodingPdf('Identity-H', '12341235'), 'a.pdf'))).toEqual(['no-text'])
  })

  test('without a text layer says that a person must look', async () => {
    const reading = await read(pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>']), '扫描件.pdf')
    expect(kindsOf(reading)).toEqual(['no-text'])
  })
})

describe('a picture', () => {
  test('tells its camera, place and thumbnail', async () => {
    const reading = await read(fullJpeg({ gps: true, thumbnail: true }), 'a.jpg')
    expect(kindsOf(reading)).toEqual(['image-gps', 'image-metadata', 'image-thumbnail'])
    expect(reading.facts.find((fact) => fact.kind === 'image-gps')?.value).toBe('117.225000, 31.800000')
    expect(textOf(reading, '图片（图片元数据）')).toContain('HUAWEI')
  })

  test('without metadata tells nothing', async () => {
    expect((await read(tinyJpeg(), 'b.jpg')).facts).toEqual([])
    expect((await read(png(), 'b.png')).facts).toEqual([])
  })
})

describe('a text', () => {
  test.each([
    ['UTF-8', Buffer.from('通知：机密★10年')],
    ['GB18030', Buffer.from('cda8d6aaa3babbfac3dca1ef3130c4ea', 'hex')],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('通知：机密★10年', 'utf16le')])],
  ])('in %s is decoded', async (_encoding, bytes) => {
    expect(textOf(await read(bytes, 'a.txt'), '全文').replace('\ufeff', '')).toBe('通知：机密★10年')
  })

  test('keeps the offsets of the file as read, byte order mark included', async () => {
    const source = '\ufeff身份证号11010519491231002X'
    const screened = await screenFile(Buffer.from(source), 'a.txt')
    const finding = screened.ok ? screened.value.findings[0] : undefined
    expect(source.slice(finding?.start, finding?.end)).toBe('11010519491231002X')
  })

  test('with a mark in its name is classified', async () => {
    expect(await screenFile(Buffer.from('正文'), '机密★关于某事的报告.txt')).toMatchObject({ ok: true, value: { classified: true } })
  })
})

describe('the worker', () => {
  const large = zip(docxEntries(Array.from({ length: 60_000 }, (_, i) => paragraph(`第${i}段，为进一步做好工作${i * 7919}`)).join('')))

  test('is killed when time is up', async () => {
    const before = performance.now()
    expect(await runInWorker('read-for-screening', { bytes: large, name: 'a.docx' }, { milliseconds: 40, megabytes: 512 })).toMatchObject({ ok: false, refusal: { why: 'timeout' } })
    expect(performance.now() - before).toBeLessThan(1000)
  })

  test('is killed when memory is used up, and the process lives on', async () => {
    expect(await runInWorker('read-for-screening', { bytes: large, name: 'a.docx' }, { milliseconds: 20_000, megabytes: 4 })).toMatchObject({ ok: false, refusal: { why: 'memory' } })
    expect((await read(Buffer.from('好'), 'a.txt')).kind).toBe('text')
  })

  test('reads many files at once, each with its own answer', async () => {
    const readings = await Promise.all(Array.from({ length: 8 }, (_, i) => read(Buffer.from(`第${i}件`), `${i}.txt`)))
    expect(readings.map((reading) => textOf(reading, '全文'))).toEqual(Array.from({ length: 8 }, (_, i) => `第${i}件`))
  })
})
