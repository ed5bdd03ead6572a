import fc from 'fast-check'
import { makeDiff } from '@sanity/diff-match-patch'
import { describe, expect, test } from 'vitest'
import { normalise } from '#core/article/canonical'
import { type Block, type Content, emptyContent } from '#core/article/content'
import { type BlockDiff, diffBlocks, diffText, type Edit } from '#core/article/diff'
import { editsOf } from '#core/article/diff-text'
import { bigramsOf, bigramTable, likeness, mostLikeness } from '#core/article/likeness'
import { plainText } from '#core/article/plain-text'
import { randomContent } from './random-content.ts'

const before = (edits: Edit[]) => edits.map(e => (e.op === 'insert' ? '' : e.text)).join('')
const after = (edits: Edit[]) => edits.map(e => (e.op === 'delete' ? '' : e.text)).join('')
const shown = (edits: Edit[]) =>
  edits.map(e => (e.op === 'equal' ? e.text : e.op === 'delete' ? `[-${e.text}]` : `[+${e.text}]`)).join('')
const p = (text: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const says = (...lines: string[]): Content => ({
  ...emptyContent(),
  title: '通知',
  body: { type: 'doc', content: lines.map(p) },
})
const table = (...rows: string[][]): Content => ({
  ...says(),
  body: {
    type: 'doc',
    content: [
      {
        type: 'table',
        content: rows.map(cells => ({
          type: 'tableRow',
          content: cells.map(words => ({ type: 'tableCell', content: [p(words)] })),
        })),
      },
    ],
  },
})
const states = (lines: BlockDiff[]) => lines.map(line => `${line.state} ${shown(line.edits)}`)

/** Texts near each other and far from each other, with letters beyond the basic plane that share a half. */
const text = fc
  .array(fc.constantFrom('政', '务', '公', '开', '𠮷', '𠮸', '👍', '1', '5', ' ', '。', '\ud842', '\udfb7', '\ue000'), {
    maxLength: 60,
  })
  .map(a => a.join(''))

describe('the difference of two texts', () => {
  test.each([
    ['请做好按装工作', '请做好安装工作', '请做好[-按][+安]装工作'],
    ['共15人', '共50人', '共[-15][+50]人'],
    ['增长1.5%', '增长15%', '增长[-1.5][+15]%'],
    ['使用App办理', '使用APP办理', '使用[-App][+APP]办理'],
    ['工作工作要求', '工作要求', '[-工作]工作要求'],
    ['同样', '同样', '同样'],
    ['', '新', '[+新]'],
    ['旧', '', '[-旧]'],
    ['𠮷祥', '𠮸祥', '[-𠮷][+𠮸]祥'],
    ['👨‍👩', '👨‍👧', '👨‍[-👩][+👧]'],
  ])('%s → %s', (was, is, expected) => {
    expect(shown(diffText(was, is))).toBe(expected)
  })

  test('applied to the one it gives the other, and it never goes through a character', () => {
    fc.assert(
      fc.property(text, text, (was, is) => {
        for (const edits of [editsOf(was, is), diffText(was, is)]) {
          expect([before(edits), after(edits)]).toEqual([was, is])
          const whole = was.isWellFormed() && is.isWellFormed()
          if (whole) expect(edits.filter(e => !e.text.isWellFormed())).toEqual([])
          expect(edits.filter((e, i) => e.text === '' || e.op === edits[i - 1]?.op)).toEqual([])
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('words replaced without a letter of theirs are found without looking, and are what the library finds', () => {
    const [some, others] = [fc.string({ unit: fc.constantFrom('区', '政', '府'), maxLength: 12 }), fc.string({ unit: fc.constantFrom('公', '开', '。'), maxLength: 12 })]
    fc.assert(
      fc.property(some, some, others, some, (head, gone, come, tail) => {
        const [before, after] = [`${head}${gone}${tail}`, `${head}${come}${tail}`]
        const library = makeDiff(before, after, { checkLines: false }).map(([op, text]) => ({ op: op === 0 ? 'equal' : op < 0 ? 'delete' : 'insert', text }))
        expect(editsOf(before, after)).toEqual(library)
      }),
    )
  })

  test('no two texts are more alike than their lengths allow', () => {
    const letters = fc.string({ unit: fc.constantFrom('区', '政', '府', '公'), maxLength: 20 })
    fc.assert(
      fc.property(letters, letters, (x, y) => {
        const size = bigramTable(20)
        expect(likeness(bigramsOf(x, size), bigramsOf(y, size))).toBeLessThanOrEqual(mostLikeness(x, y) + 1e-9)
      }),
    )
  })

  test('texts with nothing in common are replaced, not shredded', () => {
    const was = '为进一步推进政务公开工作，现将有关事项通知如下，请认真贯彻执行。'
    const is = '本届政府任期内财政收入连年增长，各级领导干部深入基层调查研究。'
    expect(editsOf(was, is).length).toBeLessThanOrEqual(3)
  })
})

describe('two contents side by side', () => {
  test('what stays, changes, comes and goes', () => {
    const was = says('一、加强组织领导，明确责任分工。', '二、请做好按装工作。', '三、本条删去，不再执行有关规定。')
    const is = says('一、加强组织领导，明确责任分工。', '二、请做好安装工作。', '四、另行通知的事项以公告为准。')
    expect(states(diffBlocks(was, is))).toEqual([
      'same 通知',
      'same 一、加强组织领导，明确责任分工。',
      'changed 二、请做好[-按][+安]装工作。',
      'removed [-三、本条删去，不再执行有关规定。]',
      'added [+四、另行通知的事项以公告为准。]',
    ])
  })

  test('a moved paragraph is shown as moved, and each of the two places knows the other', () => {
    const lines = diffBlocks(
      says('甲单位负责。', '乙单位配合。', '丙单位监督。'),
      says('乙单位配合。', '丙单位监督。', '甲单位负责。'),
    )
    expect(lines.map(({ state, twin }) => [state, twin])).toEqual([
      ['same', undefined],
      ['moved-away', 4],
      ['same', undefined],
      ['same', undefined],
      ['moved-here', 1],
    ])
  })

  test('a row put in shows its cells as added and leaves the others alone', () => {
    const lines = diffBlocks(
      table(['姓名', '单位'], ['张三', '民政局']),
      table(['姓名', '单位'], ['李四', '财政局'], ['张三', '民政局']),
    )
    expect(states(lines)).toEqual([
      'same 通知',
      'same 姓名',
      'same 单位',
      'added [+李四]',
      'added [+财政局]',
      'same 张三',
      'same 民政局',
    ])
    expect(lines[5]).toMatchObject({ before: { cell: { row: 1, column: 0 } }, after: { cell: { row: 2, column: 0 } } })
  })

  test('pictures, looks and places are remarked on', () => {
    const was: Content = {
      ...says(),
      body: {
        type: 'doc',
        content: [{ type: 'image', attrs: { digest: '1'.repeat(64), caption: '现场' } }, p('要求')],
      },
    }
    const is: Content = {
      ...says(),
      body: {
        type: 'doc',
        content: [
          { type: 'image', attrs: { digest: '2'.repeat(64), caption: '现场' } },
          {
            type: 'heading',
            attrs: { level: 1, textAlign: 'center' },
            content: [{ type: 'text', text: '要求', marks: [{ type: 'bold' }] }],
          },
        ],
      },
    }
    expect(diffBlocks(was, is).map(line => [line.state, ...line.remarks])).toEqual([
      ['same'],
      ['changed', '换了图片'],
      ['changed', '改动了标题层级或列表结构', '改动了对齐、缩进或列宽', '只改动了字体格式'],
    ])
  })

  test('fields that differ come last, with their names', () => {
    const was = says('正文')
    const is = { ...was, publication: { ...was.publication, documentNumber: '榕民发〔2026〕1号' } }
    expect(diffBlocks(was, is).at(-1)).toMatchObject({
      label: '发文字号',
      state: 'changed',
      edits: [
        { op: 'delete', text: '（空）' },
        { op: 'insert', text: '榕民发〔2026〕1号' },
      ],
    })
  })

  test('both texts are there in full, in order, each line once', () => {
    fc.assert(
      fc.property(randomContent, randomContent, (a, b) => {
        const lines = diffBlocks(a, b).filter(line => !line.label)
        for (const [pick, content] of [
          ['before', a],
          ['after', b],
        ] as const) {
          const sides = lines.flatMap(line => line[pick] ?? [])
          const plain = plainText(normalise(content)).text
          expect(sides.map(s => plain.slice(s.start, s.end))).toEqual(sides.map(s => s.text))
          expect(
            sides
              .map(s => s.text)
              .join('')
              .replace(/\s/g, ''),
          ).toBe(plain.replace(/\s/g, ''))
        }
        for (const line of lines) {
          expect(before(line.edits)).toBe(line.before?.text ?? '')
          expect(after(line.edits)).toBe(line.after?.text ?? '')
        }
      }),
      { numRuns: 300 },
    )
  })
})
