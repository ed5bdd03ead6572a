/** One figure: what the product reaches, what it should, and what the other tools reach on the same files. */
export type Row = {
  readonly group: string
  readonly name: string
  readonly value: number
  /** `≥` or `≤` a number; left out where nothing is demanded. */
  readonly goal?: readonly [sign: '≥' | '≤', bound: number]
  /** What the figure was measured beside: the price paid for it. */
  readonly note?: string
  readonly others?: Readonly<Record<string, number>>
}

/** Whether a figure reaches its goal; null where there is none or it was not measured. */
export function isReached({ value, goal }: Row): boolean | null {
  if (goal === undefined || Number.isNaN(value)) return null
  return goal[0] === '≥' ? value >= goal[1] : value <= goal[1]
}

/** The table as text: one line a figure, the other tools in columns of their own. */
export function tableOf(rows: readonly Row[], tools: readonly string[]): string {
  const head = ['项', '指标', '本产品', '目标', '', ...tools, '说明']
  const body = rows.map((row) => [
    row.group, row.name, shown(row.value), row.goal === undefined ? '' : row.goal.join(' '), { true: '达到', false: '未达到', null: '' }[String(isReached(row))]!,
    ...tools.map((tool) => (row.others?.[tool] === undefined ? '' : shown(row.others[tool]))), row.note ?? '',
  ])
  const widths = head.map((_, k) => Math.max(...[head, ...body].map((cells) => displayWidth(cells[k]!))))
  return [head, ...body].map((cells) => cells.map((cell, k) => cell + ' '.repeat(widths[k]! - displayWidth(cell))).join('  ').trimEnd()).join('\n')
}

function shown(value: number): string {
  return Number.isNaN(value) ? '未测' : String(Math.round(value * 100) / 100)
}

/** Columns a text takes on a terminal: Chinese takes two. */
function displayWidth(text: string): number {
  return [...text].reduce((sum, c) => sum + (/[\u2e80-\u9fff\uff00-\uff60]/.test(c) ? 2 : 1), 0)
}
