import type { CheckSummary } from '#core/article/events'
import { passLinePerTenThousand, perTenThousandZh } from '#core/proofread/rate'
import { timeZh } from '../ui/time.tsx'

/** 差错率 as the record holds it: per 10,000 characters, against the pass line. */
export const rateZh = (perMillion: number): string =>
  `差错率 ${perTenThousandZh(perMillion / 100)}/万字（合格线 ${passLinePerTenThousand}，${perMillion <= passLinePerTenThousand * 100 ? '合格' : '未达合格线'}）`

/**
 * What a pass leaves behind beside its opinion: what the machine found and what was done about it, and that the text was read to its end.
 * 差错率 is the proofreaders' measure: at the other stages it says nothing about what was judged.
 */
export function evidenceZh({ errors, warnings, fixed, dismissed, perMillion, read }: CheckSummary, proofread: boolean): string[] {
  const found = errors + warnings + fixed > 0 ? [`机检：错误 ${errors}，警告 ${warnings}，改正 ${fixed}，注明理由保留 ${dismissed}`] : []
  const rate = perMillion === undefined || !proofread ? [] : [rateZh(perMillion)]
  if (!read) return [...found, ...rate]
  const all = read.sentences < read.of ? `${read.sentences}/${read.of}` : String(read.of)
  const how = `${read.aloud ? '，有朗读' : ''}${read.correctedAfter ? '，通读后又有改动' : ''}`
  return [...found, ...rate, `逐句通读 ${all} 句，${timeZh(read.from)} 至 ${timeZh(read.to).slice(-5)}${how}`]
}
