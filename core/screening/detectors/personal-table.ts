import type { Detector, Hit, Line } from '../finding.ts'
import { isName } from '../names.ts'
import { hasIdShape, passesLuhn } from '../numbers.ts'

const sensitive = /身份证|证件号|公民身份号码|手机|电话|联系方式|住址|家庭地址|银行卡|卡号|账号|帐号|出生(?:日期|年月)|病种|疾病|残疾(?:类别|等级)|民族|户籍|监护人|金额/
const cellBreak = /\t|\s?[|｜]\s?|\s{2,}|,(?=\S)|、(?=\d)/

const idCell = /^\d{17}[\dXx]$/
const mobileCell = /^1[3-9]\d{9}$/
const cardCell = /^\d{16,19}$/

type Row = { line: Line; named: boolean; strong: boolean; masked: boolean }

const readRow = (line: Line): Row => {
  const tokens = line.text.slice(0, 400).split(/[\s|｜,、;:\t]+/)
  const plain = tokens.map((token) => token.replace(/[-·]/g, ''))
  const strong = plain.some((token) => (idCell.test(token) && hasIdShape(token)) || mobileCell.test(token) || (cardCell.test(token) && passesLuhn(token)))
  const masked = tokens.some((token) => /^\d{2,6}[*×x]{3,}\d{0,4}[\dXx]?$/.test(token))
  return { line, named: tokens.some((token) => token.length >= 2 && token.length <= 4 && isName(token)), strong, masked }
}

/** Runs of neighbouring rows that hold for `keep`, with at most two other lines between them. */
const runsOf = (rows: readonly Row[], keep: (row: Row) => boolean): Row[][] => {
  const runs: Row[][] = []
  let gap = 99
  for (const row of rows) {
    if (keep(row)) {
      const last = runs[runs.length - 1]
      if (last && gap <= 2) last.push(row)
      else runs.push([row])
      gap = 0
    } else gap++
  }
  return runs
}

const spanOf = (run: readonly Row[]) => ({ start: run[0]?.line.start ?? 0, end: run[run.length - 1]?.line.end ?? 0 })

/** Lists and tables that join many people's records: names with numbers row by row, or a table head of 姓名 with a sensitive column. */
export const personalTable: Detector = {
  id: 'personal-table',
  zh: '成批的个人信息',
  family: 'aggregation',
  action: 'block',
  basis: '《中华人民共和国保守国家秘密法》第三十六条、《实施条例》第四十三条（汇聚、关联）；《个人信息保护法》第二十五条、第二十八条',
  hits: [
    '序号 姓名 手机\n1 张伟 13800138001\n2 王芳 13800138002\n3 李强 13800138003',
    '姓名\t家庭地址\t低保金额\n张伟\t东村3组\t520元\n王芳\t西村1组\t480元\n李强\t南村2组\t460元',
    '张伟，13800138001\n王芳，13800138002\n李强，13800138003',
  ],
  misses: ['序号\t单位\t电话\n1\t办公室\t0551-62601234\n2\t财务科\t0551-62601235\n3\t人事科\t0551-62601236', '姓名、性别、年龄、身份证号码等信息应当保密。', '张伟 王芳 李强 赵敏'],
  detect(text, { lines }) {
    const hits: Hit[] = []
    const rows = lines.map(readRow)
    for (const run of runsOf(rows, (row) => row.strong && (row.named || row.line.text.length < 400))) {
      if (run.length < 3) continue
      const named = run.filter((row) => row.named).length
      if (named < 3 && run.length < 5) continue
      const block = run.length >= 10
      hits.push({ ...spanOf(run), message: `连续 ${run.length} 行成批列出个人号码${named >= 3 ? '和姓名' : ''}`, action: block ? 'block' : 'warn', confidence: 0.9 })
    }
    lines.forEach((line, index) => {
      const cells = line.text.slice(0, 300).split(cellBreak).map((cell) => cell.trim())
      if (cells.length < 2 || cells.length > 30 || !cells.some((cell) => /^(?:学生|家长|户主|申请人|患者|儿童|救助对象|受助人)?姓\s?名$/.test(cell)) || !cells.some((cell) => cell.length <= 12 && sensitive.test(cell))) return
      const body = rows.slice(index + 1, index + 2001).filter((row) => row.named)
      const near = runsOf(rows.slice(index + 1, index + 2001), (row) => row.named)[0] ?? []
      if (near.length < 3 || hits.some((hit) => hit.start <= (near[0]?.line.start ?? 0) && hit.end >= (near[0]?.line.end ?? 0))) return
      const last = near[near.length - 1]
      hits.push({ start: line.start, end: last?.line.end ?? line.end, message: `表格成批列出 ${body.length} 人的姓名和${cells.filter((cell) => sensitive.test(cell)).join('、')}，请删去非必要栏目`, action: 'warn', confidence: 0.8 })
    })
    return hits
  },
}
