import { expect, test } from 'vitest'
import { csv } from '../../renderer/ui/csv.ts'

test('cells that a spreadsheet would run are made text', () => {
  const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '关于=的说明']
  expect(csv([cells])).toBe('\uFEFF"\'=1+1","\'+1","\'-1","\'@SUM(A1)","\'\tx","\'\rx","关于=的说明"\r\n')
})

test('quotation marks, commas and line ends stay inside their cell', () => {
  expect(
    csv([
      ['他说"好"', 'a,b', '一\n二'],
      ['', 'x', ''],
    ]),
  ).toBe('\uFEFF"他说""好""","a,b","一\n二"\r\n"","x",""\r\n')
})
