import { deflateSync } from 'node:zlib'

/** Puts numbered objects into a PDF with a right cross-reference table. `trailer` is added to the trailer dictionary. */
export const pdfOf = (objects: readonly (string | Buffer)[], trailer = ''): Buffer => {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let at = 9
  objects.forEach((object, index) => {
    offsets.push(at)
    const piece = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')])
    pieces.push(piece)
    at += piece.length
  })
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
  return Buffer.concat([...pieces, Buffer.from(`${xref}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`)])
}

/** A stream object. */
export const stream = (data: Buffer, dictionary = ''): Buffer =>
  Buffer.concat([Buffer.from(`<< /Length ${data.length} ${dictionary} >>\nstream\n`), data, Buffer.from('\nendstream')])

const utf16 = (text: string): string => `<${Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]).toString('hex')}>`

/** A one-page PDF whose Chinese text is mapped by ToUnicode, as word processors export it; with author, annotation and attachment on request. */
export const textPdf = (text: string, options: { author?: string; note?: string; attachment?: string; content?: Buffer; pageExtra?: string; catalogExtra?: string } = {}): Buffer => {
  const characters = [...new Set(text)]
  const code = (character: string) => (characters.indexOf(character) + 1).toString(16).padStart(4, '0')
  const lines = text.split('\n').map((line) => `<${[...line].map(code).join('')}> Tj T*`)
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange ${characters.length} beginbfchar ${characters.map((c) => `<${code(c)}> <${Buffer.from(c, 'utf16le').swap16().toString('hex')}>`).join(' ')} endbfchar endcmap end end`
  const content = options.content ?? stream(deflateSync(Buffer.from(`BT /F1 12 Tf 14 TL 50 800 Td ${lines.join(' ')} ET`)), '/Filter /FlateDecode')
  const objects: (string | Buffer)[] = [
    `<< /Type /Catalog /Pages 2 0 R ${options.catalogExtra ?? ''} ${options.attachment ? `/Names << /EmbeddedFiles << /Names [(a.txt) 9 0 R] >> >>` : ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> ${options.note ? '/Annots [8 0 R]' : ''} ${options.pageExtra ?? ''} >>`,
    content,
    '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>',
    stream(Buffer.from(map)),
    `<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents ${utf16(options.note ?? '')} >>`,
    '<< /Type /Filespec /F (a.txt) /EF << /F 10 0 R >> >>',
    stream(Buffer.from(options.attachment ?? ''), '/Type /EmbeddedFile'),
    `<< /Author ${utf16(options.author ?? '')} >>`,
  ]
  return pdfOf(objects, options.author ? '/Info 11 0 R' : '')
}

/** A one-page PDF whose font names a Chinese encoding and carries no map of its own; `hex` are the codes of the text. */
export const namedEncodingPdf = (encoding: string, hex: string): Buffer =>
  pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    stream(Buffer.from(`BT /F1 12 Tf 50 800 Td <${hex}> Tj ET`)),
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${encoding} /DescendantFonts [6 0 R] >>`,
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>',
  ])
