import type { TextBlock } from '#core/article/plain-text'
import { createProofreader, rulesetVersion } from '#core/proofread/index'
import { emptyProfile } from '#core/proofread/profile'
import { screenArticle } from '#core/screening/article'
import { screeningVersion } from '#core/screening/index'
import type { Found } from './findings.ts'

export type CheckRequest = { n: number; text: string; blocks: TextBlock[]; names: string[] }
export type CheckReply = { n: number; findings: Found[]; ruleset: string }

let names = ''
let proofreader = createProofreader({ level: 'standard' })

self.onmessage = ({ data }: MessageEvent<CheckRequest>) => {
  const { n, text, blocks } = data
  if (data.names.join() !== names) {
    names = data.names.join()
    proofreader = createProofreader({ level: 'standard', profile: { ...emptyProfile, exceptions: data.names } })
  }
  const found: Found[] = [
    ...proofreader.check(text, blocks).map(finding => ({ ...finding, source: 'proofread' as const, blocks: finding.level === 'error' })),
    ...screenArticle({ text, blocks }).map(finding => ({ ...finding, source: 'screening' as const, blocks: finding.action === 'block' })),
  ]
  const reply: CheckReply = { n, findings: found, ruleset: `校对 ${rulesetVersion} · 筛查 ${screeningVersion}` }
  self.postMessage(reply)
}
