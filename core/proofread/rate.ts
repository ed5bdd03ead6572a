import type { Finding } from './finding.ts'

/** Findings per 10,000 characters (white space not counted). `passes` holds the mark of 图书质量管理规定: at most 1 in 10,000. */
export type ErrorRate = {
  characters: number
  perTenThousand: { error: number; warning: number; info: number }
  /** Errors and warnings together, as 差错率 counts them. */
  rate: number
  passLine: number
  passes: boolean
  basis: string
}

/** The pass line of 图书质量管理规定 (2004): an error rate of at most 1 in 10,000. */
export const passLinePerTenThousand = 1

/** 差错率 of a text. One mistake that recurs counts at most four times, marks and spaces a tenth each, as the trade counts them. */
export function errorRate(findings: readonly Finding[], text: string): ErrorRate {
  const characters = countCharacters(text)
  const counted = { error: 0, warning: 0, info: 0 }
  const byRule = new Map<string, number>()
  for (const { rule, level, family } of findings) {
    const times = (byRule.get(rule) ?? 0) + 1
    byRule.set(rule, times)
    if (times <= recurrenceCap) counted[level] += lightFamilies.has(family) ? 0.1 : 1
  }
  const per = (n: number) => (characters === 0 ? 0 : Math.round((n * 1_000_000) / characters) / 100)
  const rate = per(counted.error + counted.warning)
  return {
    characters,
    perTenThousand: { error: per(counted.error), warning: per(counted.warning), info: per(counted.info) },
    rate,
    passLine: passLinePerTenThousand,
    passes: rate <= passLinePerTenThousand,
    basis: '《图书质量管理规定》（2004年）：编校差错率不超过万分之一为合格。计数约定：同一规则的差错最多计4次；标点、全半角、空格每处计0.1个',
  }
}

/** A rate as people read it: two decimals like every other beside it, and none where there is no error. */
export const perTenThousandZh = (rate: number): string => (rate === 0 ? '0' : rate.toFixed(2))

const recurrenceCap = 4
const lightFamilies: ReadonlySet<string> = new Set(['punctuation', 'width', 'spacing', 'pairs'])

function countCharacters(text: string): number {
  let n = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c > 32 && c !== 0x3000 && c !== 0xa0 && c !== 0xfeff && (c < 0xdc00 || c > 0xdfff)) n++
  }
  return n
}
