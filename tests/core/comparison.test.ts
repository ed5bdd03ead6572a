import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalise } from '#core/article/canonical'
import { beginningOf, betweenOf, bySentence, type Comparison, comparisonOf, type Line, toldOf } from '#core/article/comparison'
import { type Block, type Content, emptyContent } from '#core/article/content'
import { read, unitsOf } from '#core/article/units'
import { randomBlock, randomContent } from './random-content.ts'

const p = (text: string, ...marks: ('bold' | 'italic')[]): Block => ({ type: 'paragraph', content: [{ type: 'text', text, ...(marks.length && { marks: marks.map(type => ({ type })) }) }] })
const says = (...lines: (string | Block)[]): Content => ({ ...emptyContent(), title: '通知', body: { type: 'doc', content: lines.map(line => (typeof line === 'string' ? p(line) : line)) } })
const table = (...rows: string[][]): Block => ({
  type: 'table',
  content: rows.map(cells => ({ type: 'tableRow', content: cells.map(words => ({ type: 'tableCell', content: [p(words)] })) })),
})
const words = (line: Line): string => line.segments.map(({ op, text }) => (op === 'equal' ? text : op === 'delete' ? `[-${text}]` : `[+${text}]`)).join('')
const told = ({ lines }: Comparison) => lines.map(line => `${line.state}${line.move ?? ''} ${words(line)}`)

/** The texts of a content, one for each thing a reader meets. */
function textsOf(content: Content): string[] {
  const { title, subtitle, body } = unitsOf(normalise(content))
  return [title.text, subtitle.text, ...body.map(unit => unit.text)]
}

/**
 * Turns the texts before into those after by the comparison alone: words that stayed are taken from the texts before,
 * only what was put in comes from the comparison.
 */
function applied(before: readonly string[], { lines }: Comparison): string[] {
  const rows = lines.filter(line => line.label === undefined)
  const sources = new Map<Line, string>()
  let next = rows.length > 1 && rows[1]!.before?.kind !== 'subtitle' && rows[1]!.after?.kind !== 'subtitle' ? [before[0]!, ...before.slice(2)] : [...before]
  const hadSubtitle = next.length === before.length
  for (const line of rows) if (line.before) sources.set(line, next.shift() ?? 'nothing left')
  next = next.filter(text => text !== '')
  if (next.length) return ['something left', ...next]
  const out = rows.flatMap(line => {
    if (!line.after) return []
    const source = line.state === 'moved-here' ? sources.get(lines[line.twin!]!)! : (sources.get(line) ?? '')
    let at = 0
    let text = ''
    for (const segment of line.segments) {
      if (segment.op === 'insert') text += segment.text
      else {
        if (segment.op === 'equal') text += source.slice(at, at + segment.text.length)
        if (source.slice(at, at + segment.text.length) !== segment.text) return ['not the words that were there']
        at += segment.text.length
      }
    }
    return at === source.length ? [text] : ['words forgotten']
  })
  return hadSubtitle ? out : [out[0]!, '', ...out.slice(1)]
}

/** The same content with blocks moved about, some taken out, some put in, and words changed. */
const edited = (content: Content): fc.Arbitrary<Content> =>
  fc
    .record({ order: fc.array(fc.nat(), { minLength: content.body.content.length, maxLength: content.body.content.length }), extra: fc.array(randomBlock, { maxLength: 2 }), title: fc.boolean(), drop: fc.boolean() })
    .map(({ order, extra, title, drop }) => {
      const blocks = content.body.content.map((block, i) => ({ block, at: order[i]! })).sort((x, y) => x.at - y.at).map(({ block }) => block)
      const body = [...extra, ...(drop ? blocks.slice(1) : blocks)]
      return { ...content, title: title ? `${content.title}的公告` : content.title, body: { type: 'doc' as const, content: body.length ? body : [p('只剩这一段')] } }
    })
const pair = randomContent.chain(before => fc.oneof(edited(before), randomContent).map(after => [before, after] as const))

describe('the comparison of two contents', () => {
  test('items of lists keep what stands before them on either side, and a new number alone is no change', () => {
    const item = (...content: Block[]) => ({ type: 'listItem' as const, content })
    const ordered = (...texts: string[]): Block => ({ type: 'orderedList', attrs: { start: 2 }, content: texts.map(text => item(p(text))) })
    const nested: Block = { type: 'bulletList', content: [item(p('外层'), p('外层第二段'), { type: 'bulletList', content: [item(p('里层'))] }), item(p('又一项'))] }
    const { lines } = comparisonOf(says(ordered('报送', '公开'), nested), says(ordered('报送', '核对', '公开'), nested, '完'))
    expect(lines.slice(1).map(({ state, before, after }) => [state, before?.marker, after?.marker])).toEqual([
      ['same', '2.', '2.'],
      ['added', undefined, '3.'],
      ['same', '3.', '4.'],
      ['same', '●', '●'],
      ['same', undefined, undefined],
      ['same', '○', '○'],
      ['same', '●', '●'],
      ['added', undefined, undefined],
    ])
  })

  test('applied to either gives the other, moves included', () => {
    let moves = 0
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const there = comparisonOf(before, after)
        const back = comparisonOf(after, before)
        moves += there.count.moved
        expect(applied(textsOf(before), there)).toEqual(textsOf(after))
        expect(applied(textsOf(after), back)).toEqual(textsOf(before))
      }),
      { numRuns: 500 },
    )
    expect(moves).toBeGreaterThan(100)
  })

  test('every move has two ends with one number, every change a place, and places are counted through', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const { lines, count } = comparisonOf(before, after)
        lines.forEach((line, i) => {
          if (line.twin === undefined) return
          expect([lines[line.twin]!.twin, lines[line.twin]!.move]).toEqual([i, line.move])
        })
        const places = lines.flatMap(line => [line.place, ...line.segments.map(({ place }) => place)]).filter(place => place !== null)
        expect([...new Set(places)].sort((x, y) => x - y)).toEqual(Array.from({ length: count.places }, (_, i) => i))
        expect(lines.filter(line => line.state !== 'same' && line.state !== 'moved-away' && line.place === null && line.segments.every(({ place }) => place === null))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('every line stands in the page once, in a table or by itself', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const { lines, parts } = comparisonOf(before, after)
        const shown = parts.flatMap(part => ('rows' in part ? part.rows.flatMap(({ cells }) => cells.flatMap(cell => cell.lines)) : [part.line]))
        expect(shown).toEqual(lines.map((_, i) => i))
      }),
      { numRuns: 300 },
    )
  })

  test('a paragraph moved as it was is a move, not words taken out and put in', () => {
    const was = says('一、加强组织领导,明确责任。', '二、做好宣传引导工作。', '三、严格督促检查。')
    const is = says('二、做好宣传引导工作。', '三、严格督促检查。', '一、加强组织领导,明确责任。')
    const compared = comparisonOf(was, is)
    expect(told(compared)).toEqual(['same 通知', 'moved-away1 一、加强组织领导,明确责任。', 'same 二、做好宣传引导工作。', 'same 三、严格督促检查。', 'moved-here1 一、加强组织领导,明确责任。'])
    expect(compared.count).toEqual({ places: 1, inserted: 0, deleted: 0, moved: 1 })
  })

  test('a paragraph moved and edited shows what was edited where it went', () => {
    const was = says('各单位要加强组织领导,明确责任分工,于15日前完成。', '做好宣传引导工作,及时回应关切。', '对落实不力的予以通报批评。')
    const is = says('做好宣传引导工作,及时回应关切。', '对落实不力的予以通报批评。', '各单位要加强组织领导,明确责任分工,于20日前完成。')
    const compared = comparisonOf(was, is)
    expect(told(compared).filter(line => line.startsWith('moved'))).toEqual([
      'moved-away1 各单位要加强组织领导,明确责任分工,于15日前完成。',
      'moved-here1 各单位要加强组织领导,明确责任分工,于[-15][+20]日前完成。',
    ])
    expect(compared.count).toEqual({ places: 2, inserted: 2, deleted: 2, moved: 1 })
  })

  test('white space is not counted as 字', () => {
    expect(comparisonOf(says('请各单位认真落实'), says('请 各单位 认真落实好')).count).toMatchObject({ inserted: 1, deleted: 0 })
  })

  test('a sentence that was rewritten is struck as a whole', () => {
    const shown = bySentence([
      { op: 'equal', text: '前一句不变。各' },
      { op: 'delete', text: '单位要加强' }, { op: 'insert', text: '街道应当抓好' }, { op: 'equal', text: '工' },
      { op: 'delete', text: '作领导' }, { op: 'insert', text: '程建设' }, { op: 'equal', text: '的' },
      { op: 'delete', text: '落实' }, { op: 'insert', text: '管理' }, { op: 'equal', text: '。后一句也不变。' },
    ])
    expect(shown.map(({ op, text }) => `${op} ${text}`)).toEqual([
      'equal 前一句不变。', 'delete 各单位要加强工作领导的落实。', 'insert 各街道应当抓好工程建设的管理。', 'equal 后一句也不变。',
    ])
  })

  test('a change of looks is marked at its words', () => {
    const was = says({ type: 'paragraph', content: [{ type: 'text', text: '请于月底前报送材料' }] })
    const is = says({ type: 'paragraph', content: [{ type: 'text', text: '请于' }, { type: 'text', text: '月底前', marks: [{ type: 'bold' }] }, { type: 'text', text: '报送材料' }] })
    const [, line] = comparisonOf(was, is).lines
    expect(line!.segments.map(({ text, dress, restyled }) => [text, [...dress], restyled])).toEqual([
      ['请于', [], null], ['月底前', ['bold'], '只改动了字体格式'], ['报送材料', [], null],
    ])
  })
})

describe('a table in a comparison', () => {
  const shape = (compared: Comparison) =>
    compared.parts.flatMap(part => ('rows' in part ? part.rows.map(row => `${row.state}: ${row.cells.map(cell => `${cell.state} ${cell.lines.map(i => words(compared.lines[i]!)).join('/')}`).join(' | ')}`) : []))

  test('a cell that changed is a changed cell in its row', () => {
    expect(shape(comparisonOf(says(table(['姓名', '金额'], ['张三', '15元'])), says(table(['姓名', '金额'], ['张三', '50元']))))).toEqual([
      'same: same 姓名 | same 金额', 'changed: same 张三 | changed [-15][+50]元',
    ])
  })

  test('a row that came is a row of its own', () => {
    expect(shape(comparisonOf(says(table(['姓名', '单位'], ['张三', '民政局'])), says(table(['姓名', '单位'], ['李四', '财政局'], ['张三', '民政局']))))).toEqual([
      'same: same 姓名 | same 单位', 'added: added [+李四] | added [+财政局]', 'same: same 张三 | same 民政局',
    ])
  })

  test('a column that went is a removed cell in every row', () => {
    expect(shape(comparisonOf(says(table(['序号', '姓名', '单位'], ['1', '张三', '民政局'])), says(table(['序号', '单位'], ['1', '民政局']))))).toEqual([
      'changed: same 序号 | removed [-姓名] | same 单位', 'changed: same 1 | removed [-张三] | same 民政局',
    ])
  })
})

describe('who changed what', () => {
  const one = says('各单位要加强组织领导,做好按装工作,于十五日前完成。', '落实情况另行通报。')
  const two = says('各单位要加强组织领导,做好安装工作,于十五日前完成。', '落实情况另行通报。')
  const three = says('各单位要加强组织领导,做好安装工作,于二十日前完成。', '落实情况另行通报。', '联系人另行通知。')
  const by = (compared: Comparison) => compared.lines.flatMap(line => line.segments.filter(({ op }) => op !== 'equal').map(segment => `${segment.by} ${segment.op} ${segment.text}`))

  test('each change is of whoever made it, over several texts', () => {
    const compared = comparisonOf(one, three, [{ content: two, by: '李四' }, { content: three, by: '王五' }])
    expect(by(compared)).toEqual(['李四 delete 按', '李四 insert 安', '王五 delete 十五', '王五 insert 二十', '王五 insert 联系人另行通知。'])
    expect(compared.people).toEqual(['李四', '王五'])
  })

  test('what one person put in and another took out again is nobody’s change', () => {
    const compared = comparisonOf(one, one, [{ content: three, by: '李四' }, { content: one, by: '王五' }])
    expect([by(compared), compared.people]).toEqual([[], []])
  })

  test('a move is of whoever moved, also when another edits the paragraph later', () => {
    const [a, b, c] = ['甲单位负责牵头组织实施本项工作。', '乙单位配合做好有关保障工作。', '丙单位负责监督检查和情况通报。']
    const moved = says(b, c, a)
    const corrected = says(b, c, a.replace('牵头', '统筹'))
    const compared = comparisonOf(says(a, b, c), corrected, [{ content: moved, by: '李四' }, { content: corrected, by: '王五' }])
    const line = compared.lines.find(({ state }) => state === 'moved-here')!
    expect(line.segments.filter(({ op }) => op !== 'equal').map(segment => segment.by)).toEqual(['王五', '王五'])
    expect(compared.lines.find(({ state }) => state === 'moved-away')!.by).toBe('李四')
  })

  test('a field of the metadata is of whoever changed it', () => {
    const publication = (issuer: string) => ({ ...one, publication: { ...one.publication, issuer } })
    const compared = comparisonOf(publication('甲'), publication('乙'), [{ content: publication('丙'), by: '李四' }, { content: publication('乙'), by: '王五' }])
    expect(compared.lines.find(({ label }) => label === '发布机构')).toMatchObject({ by: '王五' })
  })

  test('over random chains every change has an author of the chain', () => {
    fc.assert(
      fc.property(randomContent.chain(a => edited(a).chain(b => fc.tuple(fc.constant(a), fc.constant(b), edited(b)))), ([a, b, c]) => {
        const compared = comparisonOf(a, c, [{ content: b, by: '李四' }, { content: c, by: '王五' }])
        for (const line of compared.lines) for (const segment of line.segments) if (segment.by !== null) expect(['李四', '王五']).toContain(segment.by)
        const alone = comparisonOf(a, c, [{ content: c, by: '李四' }])
        expect(alone.lines.flatMap(line => line.segments).filter(({ op, by: who }) => op !== 'equal' && who !== '李四')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('the beginning of a comparison, which the screen shows first', () => {
  const cellsOf = (parts: Comparison['parts']): number[] => parts.flatMap(part => ('rows' in part ? part.rows.flatMap(row => row.cells.flatMap(cell => cell.lines)) : [part.line]))

  test('is the first lines of the whole as they stand there, and cuts no table', () => {
    let [begun, tables] = [0, 0]
    const texts = fc.tuple(randomContent, randomContent, randomContent, randomContent)
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 300 }), ([a, b, c, d], letters) => {
        const before = { ...a, body: { ...a.body, content: [...a.body.content, ...b.body.content, ...c.body.content] } }
        const after = { ...a, body: { ...a.body, content: [...a.body.content, ...d.body.content, ...c.body.content] } }
        const steps = [{ by: 'wangfang', content: after }]
        const between = () => betweenOf(read(before), read(after))
        const told = between()
        const beginning = beginningOf(told, steps, letters)
        const whole = toldOf(between(), steps)
        expect(toldOf(told, steps)).toEqual(whole)
        if (!beginning) return
        begun += 1
        const end = beginning.lines.length
        expect(beginning.lines).toEqual(whole.lines.slice(0, end))
        expect(end + beginning.left.length).toBe(whole.lines.length)
        expect(beginning.parts).toEqual(whole.parts.slice(0, beginning.parts.length))
        expect(cellsOf(beginning.parts)).toEqual(whole.lines.slice(0, end).map((_, i) => i))
        expect(beginning.people).toEqual(expect.arrayContaining(whole.people))
        if (beginning.parts.some(part => 'rows' in part)) tables += 1
      }),
    )
    expect(begun).toBeGreaterThan(20)
    expect(tables).toBeGreaterThan(0)
  })

  test('is not given where it would be most of the text, or where nothing differs', () => {
    const of = (...lines: string[]): Content => ({ ...emptyContent(), title: '标题', body: { type: 'doc', content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })) } })
    const long = Array.from({ length: 40 }, (_, i) => `第${i}项工作由责任单位牵头办理，按月报送。`)
    const between = (before: Content, after: Content) => betweenOf(read(before), read(after))
    expect(beginningOf(between(of(...long), of(...long)), [], 50)).toBeNull()
    const changed = between(of(...long), of(...long.slice(0, -1), '最后一项另行通知。'))
    expect(beginningOf(changed, [], 5000)).toBeNull()
    expect(beginningOf(changed, [], 50)?.lines.length).toBeLessThan(5)
  })
})
