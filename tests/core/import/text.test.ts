import { expect, test } from 'vitest'
import { textToBody } from '#core/import/text'
import { hintsOf, takeTitle } from '#core/import/title'
import { outline } from '#tests/core/import/outline'

test('a text file: title suggested from its first line, headings by number, residue and half-width marks left alone', () => {
  const { body, title, report } = textToBody(
    '\ufeff某县关于印发工作要点的通知\r\n字号:\r\n大 中 小\r\n各乡镇,县直各部门:\r\n　　一、总体要求\r\n　　认真贯彻落实,    确保实效。\r\n\r\n(此件公开发布)\f附件\r\n',
  )
  expect(title).toBe('某县关于印发工作要点的通知')
  expect(outline(body)).toEqual([
    'paragraph {"firstLine":false}: 某县关于印发工作要点的通知',
    'paragraph {"firstLine":false}: 字号:',
    'paragraph {"firstLine":false}: 大 中 小',
    'paragraph {"firstLine":false}: 各乡镇,县直各部门:',
    'heading {"level":1}: 一、总体要求',
    'paragraph: 认真贯彻落实,    确保实效。',
    'paragraph {"firstLine":false}: (此件公开发布)',
    'pageBreak',
    'paragraph {"firstLine":false}: 附件',
  ])
  expect(report.dropped).toEqual([
    { what: '不可见字符（方向符、零宽字符等）', count: 1 },
    { what: '空段落', count: 1 },
    { what: '段首空格（改由首行缩进表示）', count: 2 },
  ])
})

test('a sentence, a salutation, a number and a date are no titles', () => {
  for (const line of [
    '为进一步推进政务公开工作,制定本方案。',
    '各街道办事处:',
    '一、指导思想',
    '青政发〔2026〕3号',
    '2026年1月5日',
    '青石县人民政府文件',
  ]) {
    expect(textToBody(`${line}\n正文内容在这里。`).title).toBeUndefined()
  }
})

test('a title in two lines is joined and taken out of the body; number, date and issuer are read off', () => {
  const { body } = textToBody(
    '青石县人民政府办公室\n关于做好防汛工作的通知\n青政办发〔2026〕8号\n各乡镇：\n请认真落实。\n青石县人民政府办公室\n2026年6月1日',
  )
  const taken = takeTitle(body)
  expect(taken.title).toBe('青石县人民政府办公室关于做好防汛工作的通知')
  expect(outline(taken.body)[0]).toBe('paragraph: 青政办发〔2026〕8号')
  expect(hintsOf(taken.body)).toEqual({
    documentNumber: '青政办发〔2026〕8号',
    formedOn: '2026-06-01',
    issuer: '青石县人民政府办公室',
  })
})

test('a title that the source names is found although it is broken over two lines', () => {
  const line = [
    { type: 'text' as const, text: '关于印发' },
    { type: 'hardBreak' as const },
    { type: 'text' as const, text: '工作要点的通知' },
  ]
  const body = {
    type: 'doc' as const,
    content: [
      { type: 'paragraph' as const, content: line },
      { type: 'paragraph' as const, content: [line[0]!] },
    ],
  }
  expect(takeTitle(body, '关于印发工作要点的通知')).toEqual({
    title: '关于印发工作要点的通知',
    body: { type: 'doc', content: [body.content[1]] },
  })
})
