import { expect, test } from 'vitest'
import type { Body } from '#core/article/content'
import { plainText } from '#core/article/plain-text'
import { screenArticle } from '#core/screening/article'
import { refusesImport, screen } from '#core/screening/index'

const row = (...cells: string[]) => ({ type: 'tableRow' as const, content: cells.map((text) => ({ type: 'tableCell' as const, attrs: { colspan: 1, rowspan: 1, colwidth: null }, content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }] })) })
const article = (...rows: ReturnType<typeof row>[]) => plainText({ title: '关于发放救助金的公示', subtitle: '', body: { type: 'doc', content: [{ type: 'table', content: rows }] } as unknown as Body })

test('a table of names and telephone numbers is seen as a list, row by row, with exact offsets', () => {
  const plain = article(row('姓名', '手机', '金额'), row('张伟', '13800138001', '520'), row('王芳', '13800138002', '480'), row('李强', '13800138003', '460'))
  const findings = screenArticle(plain)
  expect(findings.map((finding) => finding.rule).toSorted()).toEqual(['mobile', 'mobile', 'mobile', 'personal-table'])
  for (const finding of findings) expect(finding.text).toBe(plain.text.slice(finding.start, finding.end))
  expect(findings.find((finding) => finding.rule === 'personal-table')?.text).toBe('张伟\n13800138001\n520\n王芳\n13800138002\n480\n李强\n13800138003\n460')
})

test('a field and its value in two cells are one field', () => {
  expect(screenArticle(article(row('密级', '机密'), row('标题', '方案')))).toMatchObject([{ rule: 'classification-label', action: 'block' }])
})

test('a table about levels is not marked by them', () => {
  const findings = screenArticle(article(row('密级', '最长保密期限'), row('绝密', '三十年'), row('机密', '二十年'), row('秘密', '十年')))
  expect(findings.filter((finding) => finding.action !== 'info')).toEqual([])
})

test('a level in a header, a property or a file name is a mark wherever it stands apart', () => {
  expect(screen('机密-工作方案', { place: 'metadata' })).toMatchObject([{ rule: 'classification-line', action: 'block' }])
  expect(screen('某市文件 · 秘密 · 第1页', { place: 'margin' })).toMatchObject([{ rule: 'classification-line', action: 'block' }])
  expect(screen('国家秘密宣传手册', { place: 'metadata' })).toEqual([])
})

test('the office sets how much of a number stays, switches detectors off and clears its own numbers', () => {
  const text = '身份证号11010519491231002X,电话13800138000'
  expect(screen(text).map((finding) => finding.mask)).toEqual(['110*************2X', '138****8000'])
  expect(screen(text, { mask: { idHead: 6, idTail: 4, phoneTail: 0 } }).map((finding) => finding.mask)).toEqual(['110105********002X', '138********'])
  expect(screen(text, { mask: { idHead: 20 } })[0]?.mask).toBe('*'.repeat(18))
  expect(screen(text, { off: ['mobile'] }).map((finding) => finding.rule)).toEqual(['resident-id'])
  expect(screen(text, { allowed: ['13800138000'] }).map((finding) => finding.rule)).toEqual(['resident-id'])
})

test('only a state-secret mark refuses a file', () => {
  expect(refusesImport(screen('机密★10年'))).toBe(true)
  expect(refusesImport(screen('工作秘密★5年\n（此件不公开）\n身份证号11010519491231002X'))).toBe(false)
})
