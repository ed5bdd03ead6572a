import { createHash } from 'node:crypto'
import { deflateRawSync, deflateSync } from 'node:zlib'
import { fullJpeg, png, tinyJpeg } from './images.ts'
import { pdfOf, stream, textPdf } from './pdf.ts'
import { docxEntries, paragraph, wordPart, xlsxEntries, zip, type ZipEntry } from './zip.ts'

/** A file built to do harm or to pass for another; `why` lists the refusals that are right for it. */
export type HostileFile = { title: string; name: string; bytes: () => Uint8Array; why: readonly string[] }

const megabyte = 1024 * 1024
const ordinary = paragraph('关于做好有关工作的通知')
const document = (text: string): ZipEntry => ({ name: 'word/document.xml', data: text })
const wordOf = (inner: string, doctype = '') => `<?xml version="1.0"?>${doctype}<w:document xmlns:w="w"><w:body>${inner}</w:body></w:document>`
/** `times` deflate blocks of one megabyte of zeros, made without holding them. */
const zeros = (megabytes: number): Buffer => deflateRawSync(Buffer.alloc(megabytes * megabyte, 32))

/** Bytes that do not compress and are the same in every run. */
export const noise = (length: number): Buffer => {
  const pieces: Buffer[] = []
  for (let i = 0; i * 32 < length; i++) pieces.push(createHash('sha256').update(String(i)).digest())
  return Buffer.concat(pieces).subarray(0, length)
}

const archives: HostileFile[] = [
  { title: 'a document part of 200 MB in 200 KB', name: 'bomb.docx', why: ['bomb'], bytes: () => zip([...docxEntries(ordinary), { name: 'word/header1.xml', raw: zeros(200), declaredSize: 200 * megabyte }]) },
  { title: 'a document part of 60 MB that claims 5,000 bytes', name: 'lying.docx', why: ['bomb', 'damaged'], bytes: () => zip([...docxEntries(ordinary), { name: 'word/header1.xml', raw: zeros(60), declaredSize: 5000 }]) },
  { title: 'many parts that are each small but together 80 MB', name: 'sum.docx', why: ['bomb'], bytes: () => zip([...docxEntries(ordinary), ...Array.from({ length: 100 }, (_, i) => ({ name: `word/media/${i}.bin`, data: Buffer.alloc(0.8 * megabyte, i) }))]) },
  { title: 'a bomb in a part nobody reads', name: 'unread.docx', why: ['bomb'], bytes: () => zip([...docxEntries(ordinary), { name: 'word/vbaData.bin', raw: zeros(30), declaredSize: 30 * megabyte }]) },
  { title: '60,000 entries', name: 'many.docx', why: ['too-many-entries'], bytes: () => zip(Array.from({ length: 60_000 }, (_, i) => ({ name: `word/${i}.xml`, data: '', method: 0 }))) },
  { title: '3,000 entries with a directory that claims 3', name: 'hidden.docx', why: ['damaged', 'too-many-entries'], bytes: () => zip([...docxEntries(ordinary), ...Array.from({ length: 3000 }, (_, i) => ({ name: `x/${i}`, data: '', method: 0 }))], { declaredEntries: 3 }) },
  { title: 'a path that climbs out', name: 'climb.docx', why: ['unsafe-path'], bytes: () => zip(docxEntries(ordinary, [{ name: '../../evil.txt', data: 'x' }])) },
  { title: 'a climbing path in the middle', name: 'climb2.docx', why: ['unsafe-path'], bytes: () => zip(docxEntries(ordinary, [{ name: 'word/../../evil.txt', data: 'x' }])) },
  { title: 'an absolute path', name: 'absolute.docx', why: ['unsafe-path'], bytes: () => zip(docxEntries(ordinary, [{ name: '/etc/cron.d/evil', data: 'x' }])) },
  { title: 'a drive letter', name: 'drive.docx', why: ['unsafe-path'], bytes: () => zip(docxEntries(ordinary, [{ name: 'C:/windows/evil.dll', data: 'x' }])) },
  { title: 'a backslash path', name: 'backslash.docx', why: ['unsafe-path'], bytes: () => zip(docxEntries(ordinary, [{ name: '..\\evil.txt', data: 'x' }])) },
  { title: 'a name that reads backwards', name: 'rtl.docx', why: ['unsafe-path'], bytes: () => zip(docxEntries(ordinary, [{ name: 'word/media/photo\u202egpj.exe', data: 'x' }])) },
  { title: 'a symbolic link', name: 'link.docx', why: ['unsafe-path'], bytes: () => zip(docxEntries(ordinary, [{ name: 'word/media/link', data: '/etc/passwd', madeBy: 3, attributes: 0xa1ff0000 }])) },
  { title: 'two entries of one name', name: 'double.docx', why: ['damaged'], bytes: () => zip([...docxEntries(ordinary), document(wordOf(paragraph('另一份正文')))]) },
  { title: 'entries that share one block of data', name: 'overlap.docx', why: ['bomb'], bytes: () => zip([...docxEntries(ordinary), ...Array.from({ length: 500 }, (_, i) => ({ name: `word/o${i}.bin`, sameDataAs: 2 }))]) },
  { title: 'encrypted entries', name: 'locked.docx', why: ['encrypted'], bytes: () => zip(docxEntries(ordinary).map((entry) => ({ ...entry, flags: 1 }))) },
  { title: 'an unknown compression', name: 'method.docx', why: ['damaged'], bytes: () => zip(docxEntries(ordinary, [{ name: 'word/x.bin', raw: Buffer.from('abc'), declaredSize: 3, method: 14 }])) },
  { title: 'a wrong checksum of the deflate data', name: 'noise.docx', why: ['damaged'], bytes: () => zip(docxEntries(ordinary, [{ name: 'word/header1.xml', raw: noise(4000), declaredSize: 9000 }])) },
  { title: 'a file cut off in the middle', name: 'cut.docx', why: ['damaged'], bytes: () => zip(docxEntries(ordinary)).subarray(0, 600) },
  { title: 'a directory without its end', name: 'noend.docx', why: ['damaged'], bytes: () => zip(docxEntries(ordinary)).slice(0, -22) },
  { title: 'bytes behind the archive', name: 'tail.docx', why: ['damaged'], bytes: () => zip(docxEntries(ordinary), { after: Buffer.from('MZ\x90 evil') }) },
  { title: 'a program in front of the archive', name: 'front.docx', why: ['wrong-content', 'unknown-kind'], bytes: () => zip(docxEntries(ordinary), { before: Buffer.from('MZ\x90 evil') }) },
  { title: 'another local entry in front of the archive', name: 'front2.docx', why: ['mixed-kinds', 'damaged'], bytes: () => zip(docxEntries(ordinary), { before: zip([{ name: 'x', data: 'y' }]).subarray(0, 40) }) },
  { title: 'an archive of something else', name: 'other.docx', why: ['wrong-content'], bytes: () => zip([{ name: 'readme.txt', data: 'hello' }]) },
  { title: 'a plain ZIP', name: 'files.zip', why: ['unknown-kind'], bytes: () => zip([{ name: 'a/b.txt', data: 'hello' }]) },
  { title: 'an old Word file', name: 'old.docx', why: ['old-format'], bytes: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]) },
  { title: 'a nested archive that is a bomb', name: 'nested.docx', why: ['bomb'], bytes: () => zip(docxEntries(ordinary, [{ name: 'word/embeddings/inner.docx', data: zip([...docxEntries(ordinary), { name: 'word/header1.xml', raw: zeros(100), declaredSize: 100 * megabyte }]) }])) },
]

const entities = Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')

const xml: HostileFile[] = [
  { title: 'a DOCTYPE that reads a local file', name: 'xxe.docx', why: ['doctype'], bytes: () => zip(docxEntries('', [document(wordOf(paragraph('&x;'), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))])) },
  { title: 'a billion laughs', name: 'laughs.docx', why: ['doctype'], bytes: () => zip(docxEntries('', [document(wordOf(paragraph('&a12;'), `<!DOCTYPE d [<!ENTITY a0 "哈">${entities}]>`))])) },
  { title: 'a DOCTYPE in UTF-16', name: 'xxe16.docx', why: ['doctype'], bytes: () => zip(docxEntries('', [{ name: 'word/document.xml', data: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(wordOf(paragraph('&x;'), '<!DOCTYPE d SYSTEM "http://example.invalid/d">'), 'utf16le')]) }])) },
  { title: 'a DOCTYPE in a relationship part', name: 'xxerel.docx', why: ['doctype'], bytes: () => zip(docxEntries(ordinary, [{ name: 'word/_rels/document.xml.rels', data: '<!DOCTYPE x SYSTEM "http://example.invalid/"><Relationships/>' }])) },
  { title: '200,000 nested elements', name: 'deep.docx', why: ['bomb'], bytes: () => zip(docxEntries('<w:p>'.repeat(200_000))) },
  { title: 'XML that never ends', name: 'open.docx', why: ['damaged'], bytes: () => zip(docxEntries('', [document('<w:document xmlns:w="w"><w:body><w:p>')])) },
  { title: 'noise instead of XML', name: 'noise2.docx', why: ['damaged', 'doctype'], bytes: () => zip(docxEntries('', [{ name: 'word/document.xml', data: noise(50_000) }])) },
  { title: 'a workbook whose cells repeat one long text', name: 'cells.xlsx', why: ['bomb'], bytes: () => zip([...xlsxEntries([{ name: 'a', rows: [] }]).filter((entry) => !entry.name.includes('sheet1')), { name: 'xl/sharedStrings.xml', data: `<sst><si><t>${noise(300_000).toString('hex')}</t></si></sst>` }, { name: 'xl/worksheets/sheet1.xml', data: `<worksheet><sheetData>${Array.from({ length: 1000 }, (_, i) => `<row r="${i}"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`).join('')}</sheetData></worksheet>` }]) },
  { title: 'a workbook bomb', name: 'bomb.xlsx', why: ['bomb'], bytes: () => zip([...xlsxEntries([{ name: 'a', rows: [['b']] }]), { name: 'xl/sharedStrings.xml', raw: zeros(120), declaredSize: 120 * megabyte }]) },
  { title: 'a header with an entity', name: 'header.docx', why: ['doctype'], bytes: () => zip(docxEntries(ordinary, [{ name: 'word/header1.xml', data: `<!DOCTYPE hdr [<!ENTITY y "z">]>${wordPart('hdr', paragraph('&y;')).replace(/<\?xml[^>]*>/, '')}` }])) },
]

const pdfs: HostileFile[] = [
  { title: 'a PDF whose page is a 100 MB stream', name: 'bomb.pdf', why: ['bomb'], bytes: () => textPdf('', { content: stream(deflateSync(Buffer.alloc(100 * megabyte, 32)), '/Filter /FlateDecode') }) },
  { title: 'a PDF stream compressed twice', name: 'twice.pdf', why: ['bomb'], bytes: () => textPdf('', { content: stream(deflateSync(deflateSync(Buffer.alloc(100 * megabyte, 32))), '/Filter [/FlateDecode /FlateDecode]') }) },
  { title: 'a PDF bomb whose filter is named by reference', name: 'reference.pdf', why: ['bomb'], bytes: () => textPdf('', { content: stream(deflateSync(Buffer.alloc(100 * megabyte, 32)), '/Filter 12 0 R') }) },
  { title: 'a PDF bomb whose filter is written in escapes', name: 'escape.pdf', why: ['bomb'], bytes: () => textPdf('', { content: stream(deflateSync(Buffer.alloc(100 * megabyte, 32)), '/Filter /#46lateDecode') }) },
  { title: 'a PDF bomb under a layer of hexadecimal', name: 'hex.pdf', why: ['bomb'], bytes: () => textPdf('', { content: stream(Buffer.from(deflateSync(Buffer.alloc(100 * megabyte, 32)).toString('hex')), '/Filter [/ASCIIHexDecode /FlateDecode]') }) },
  { title: 'a PDF of noise', name: 'noise.pdf', why: ['damaged'], bytes: () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(20_000)]) },
  { title: 'a PDF cut off before its objects end', name: 'cut.pdf', why: ['damaged'], bytes: () => textPdf('正文').subarray(0, 60) },
  { title: 'a PDF with a cross-reference into nowhere and no objects', name: 'xref.pdf', why: ['damaged'], bytes: () => Buffer.from('%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer << /Size 9 /Root 99999 0 R /Prev 9 >>\nstartxref\n9\n%%EOF') },
  { title: 'a PDF page tree that contains itself', name: 'loop.pdf', why: ['damaged', 'bomb', 'timeout'], bytes: () => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4 >>']) },
  { title: 'a PDF that shows one page 20,000 times', name: 'pages.pdf', why: ['bomb'], bytes: () => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${'3 0 R '.repeat(20_000)}] /Count 20000 >>`, '<< /Type /Page /Parent 2 0 R >>']) },
  { title: 'a PDF locked with a password', name: 'locked.pdf', why: ['encrypted', 'damaged'], bytes: () => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R >>', `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`], '/Encrypt 4 0 R /ID [<00> <00>]') },
  { title: 'a PDF that is also an archive', name: 'both.pdf', why: ['mixed-kinds'], bytes: () => Buffer.concat([textPdf('正文'), zip([{ name: 'evil.js', data: 'x' }])]) },
  { title: 'a PDF that begins behind a script', name: 'late.pdf', why: ['wrong-content'], bytes: () => Buffer.concat([Buffer.from('#!/bin/sh\n'), textPdf('正文')]) },
  { title: 'a PDF called .docx', name: 'pdf.docx', why: ['wrong-content'], bytes: () => textPdf('正文') },
]

const pictures: HostileFile[] = [
  { title: 'a PNG of 4 billion pixels', name: 'huge.png', why: ['too-many-pixels'], bytes: () => png(65_535, 65_535) },
  { title: 'a JPEG of 60,000 × 60,000', name: 'huge.jpg', why: ['too-many-pixels'], bytes: () => { const bytes = Buffer.from(tinyJpeg()); const at = bytes.indexOf(Buffer.from([0xff, 0xc0])); bytes.writeUInt16BE(60_000, at + 5); bytes.writeUInt16BE(60_000, at + 7); return bytes } },
  { title: 'a huge picture inside a document', name: 'hugein.docx', why: ['too-many-pixels'], bytes: () => zip(docxEntries(ordinary, [{ name: 'word/media/image1.png', data: png(60_000, 60_000) }])) },
  { title: 'a JPEG with an archive behind it', name: 'both.jpg', why: ['mixed-kinds'], bytes: () => Buffer.concat([fullJpeg(), zip([{ name: 'x', data: 'y' }])]) },
  { title: 'a PNG with a page behind it', name: 'both.png', why: ['mixed-kinds'], bytes: () => Buffer.concat([png(), Buffer.from('<script>alert(1)</script>')]) },
  { title: 'a JPEG cut off in its scan', name: 'cut.jpg', why: ['damaged'], bytes: () => tinyJpeg().subarray(0, -2) },
  { title: 'a JPEG segment longer than the file', name: 'long.jpg', why: ['damaged'], bytes: () => Buffer.from('ffd8ffe1fffe45786966', 'hex') },
  { title: 'a PNG chunk longer than the file', name: 'long.png', why: ['damaged'], bytes: () => { const bytes = Buffer.from(png()); bytes.writeUInt32BE(0x7fffffff, 33); return bytes } },
  { title: 'a web page called .jpg', name: 'page.jpg', why: ['wrong-content'], bytes: () => Buffer.from('<html><script>alert(1)</script></html>') },
  { title: 'a program called .txt', name: 'program.txt', why: ['unknown-kind'], bytes: () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(200), noise(5000)]) },
  { title: 'a RAR called .txt', name: 'rar.txt', why: ['unknown-kind'], bytes: () => Buffer.from('Rar!\x1a\x07\x01\x00 data', 'latin1') },
  { title: 'an empty file', name: 'empty.docx', why: ['empty'], bytes: () => new Uint8Array() },
  { title: 'a file of 21 MB', name: 'large.txt', why: ['too-large'], bytes: () => Buffer.alloc(21 * megabyte, 65) },
]

/** Every hostile file. */
export const hostileFiles: readonly HostileFile[] = [...archives, ...xml, ...pdfs, ...pictures]
