import { describe, expect, test } from 'vitest'
import type { Refusal } from '#core/refusal'
import { refusalZh } from '#core/refusals.zh'

const hash = 'a'.repeat(64)
/** One refusal of every code, with facts as the office gives them. A new code does not compile without an example here. */
const examples: { [C in Refusal['code']]: Extract<Refusal, { code: C }> } = {
  'not-signed-in': { code: 'not-signed-in' },
  'sign-in-failed': { code: 'sign-in-failed' },
  'locked-out': { code: 'locked-out', seconds: 45 },
  'password-wrong': { code: 'password-wrong' },
  'password-weak': { code: 'password-weak', reason: '过于常见' },
  'password-must-change': { code: 'password-must-change' },
  'not-your-role': { code: 'not-your-role', needs: ['publisher', 'office-clerk'] },
  'person-disabled': { code: 'person-disabled', person: 'zhang' },
  'person-away': { code: 'person-away', person: 'zhang', until: '2026-11-30' },
  'not-found': { code: 'not-found', what: '稿件' },
  'invalid-input': { code: 'invalid-input', issues: [{ field: 'title', zh: '请填写标题' }] },
  'no-such-call': { code: 'no-such-call', name: 'article.fly' },
  'too-large': { code: 'too-large', limitMB: 20 },
  'command-replayed': { code: 'command-replayed', by: 'zhang' },
  internal: { code: 'internal', incident: '20261122-0001' },
  'storage-damaged': { code: 'storage-damaged', incident: '20261122-0001' },
  'outcome-unknown': { code: 'outcome-unknown', incident: '20261122-0001' },
  'disk-full': { code: 'disk-full' },
  'server-unreachable': {
    code: 'server-unreachable',
    address: '192.168.3.20:8787',
    why: '您的电脑不在允许连接的地址之内。',
  },
  'server-certificate-changed': { code: 'server-certificate-changed', address: '192.168.3.20:8787' },
  'server-not-confirmed': { code: 'server-not-confirmed', address: '192.168.3.20:8787' },
  'not-on-this-pc': { code: 'not-on-this-pc', what: '恢复备份' },
  'template-breaks-floor': { code: 'template-breaks-floor', rule: 'F1', reason: '缺少“初审”环节' },
  'no-template': { code: 'no-template', kind: 'notice', grade: 'sensitive' },
  'author-may-not-review': { code: 'author-may-not-review', person: 'zhang' },
  'changed-the-text': { code: 'changed-the-text', stage: 'first-proofread', person: 'zhang' },
  'same-person-two-levels': {
    code: 'same-person-two-levels',
    stage: 'second-review',
    held: 'first-review',
    person: 'zhang',
  },
  'same-level-must-not-change': { code: 'same-level-must-not-change', stage: 'first-proofread' },
  'administrators-hold-no-stage': { code: 'administrators-hold-no-stage', person: 'zhang' },
  'two-administrative-roles': { code: 'two-administrative-roles', person: 'zhang' },
  'text-has-moved-on': { code: 'text-has-moved-on', saw: hash, now: hash },
  'stage-may-not-edit': { code: 'stage-may-not-edit', stage: 'first-review' },
  'substantive-change': { code: 'substantive-change', hunk: '15→50', reason: '改动了数字' },
  'custody-broken': { code: 'custody-broken', stage: 'release' },
  'hash-mismatch': { code: 'hash-mismatch', expected: hash, got: hash },
  'not-cleared': { code: 'not-cleared', phase: 'reviewing' },
  'no-one-left-for': { code: 'no-one-left-for', stages: ['初审', '签发'] },
  'not-at-a-stage': { code: 'not-at-a-stage', phase: 'drafting' },
  'stage-has-moved-on': { code: 'stage-has-moved-on', stage: 'first-review', now: 'cleared' },
  'claimed-by-other': { code: 'claimed-by-other', person: 'zhang', until: '2026-11-22T01:05:00.000Z' },
  'assigned-to-other': { code: 'assigned-to-other', person: 'zhang' },
  'other-section': { code: 'other-section', section: 'office' },
  'not-claimed': { code: 'not-claimed' },
  unanswered: { code: 'unanswered', questions: ['facts', 'basis'] },
  'note-missing': { code: 'note-missing', question: '事实已经核对' },
  'opinion-missing': { code: 'opinion-missing' },
  'reason-missing': { code: 'reason-missing' },
  'passages-missing': { code: 'passages-missing' },
  'finding-open': { code: 'finding-open', count: 3 },
  'screening-block': { code: 'screening-block', count: 1 },
  'not-confidentiality-review': { code: 'not-confidentiality-review', stage: 'first-review' },
  'not-referred': { code: 'not-referred' },
  'already-acted': { code: 'already-acted', stage: 'confidentiality-review', person: 'zhang' },
  'not-author': { code: 'not-author' },
  'not-drafting': { code: 'not-drafting', phase: 'released' },
  'nothing-missing-but': { code: 'nothing-missing-but', missing: [{ field: 'issuer', zh: '发布机构' }] },
  'recall-after-release': { code: 'recall-after-release' },
  'not-the-signer': { code: 'not-the-signer', signer: 'zhang' },
  'copy-of-dead-text': { code: 'copy-of-dead-text', phase: 'withheld' },
  'copy-of-marked-text': { code: 'copy-of-marked-text', count: 2 },
  'not-taking-part': { code: 'not-taking-part' },
  'plugin-refused': { code: 'plugin-refused', zh: '模型不能运行：文件损坏、格式不对，或者太慢、占用内存太多，已停止，没有使用。' },
  'not-before': { code: 'not-before', time: '2026-12-01T00:00:00+08:00' },
  'channel-not-signed': { code: 'channel-not-signed', channel: 'wechat' },
  'delegation-not-valid': { code: 'delegation-not-valid', reason: '已过结束日期' },
  'delegated-already': { code: 'delegated-already', principal: 'zhang', deputy: 'zhang', role: 'first-reviewer', from: '2026-11-20', to: '2026-11-27' },
  'asks-oneself': { code: 'asks-oneself' },
  'asked-already': { code: 'asked-already', person: 'zhang' },
  'reply-date-past': { code: 'reply-date-past', date: '2026-11-20' },
  'not-asked': { code: 'not-asked', person: 'zhang' },
  'request-closed': { code: 'request-closed', state: 'lapsed' },
  'hands-on-to-oneself': { code: 'hands-on-to-oneself' },
  'may-not-remind': { code: 'may-not-remind' },
  'reminds-oneself': { code: 'reminds-oneself' },
  'reminded-already': { code: 'reminded-already', by: 'zhang', at: '2026-11-20T02:00:00.000Z', again: '2026-11-20T04:00:00.000Z' },
  'nobody-to-remind': { code: 'nobody-to-remind', stage: 'second-review' },
  'batch-forbidden': { code: 'batch-forbidden', stage: 'sign-off' },
  'batch-not-allowed': { code: 'batch-not-allowed', stage: 'second-review' },
  'not-opened': { code: 'not-opened' },
  'would-be-reviewer': { code: 'would-be-reviewer', person: 'zhang' },
  'not-concerned': { code: 'not-concerned' },
  'person-not-concerned': { code: 'person-not-concerned', person: 'zhang' },
  'remarks-closed': { code: 'remarks-closed', phase: 'released' },
  'remark-settled': { code: 'remark-settled', by: 'zhang' },
  'writer-may-not-resolve': { code: 'writer-may-not-resolve', by: 'zhang' },
  'not-your-suggestion': { code: 'not-your-suggestion', by: 'zhang' },
  'suggestion-unfit': { code: 'suggestion-unfit', zh: '建议的文字与原文相同' },
  'passage-changed': { code: 'passage-changed', quote: '办理时限为15个工作日' },
  'stale-base': { code: 'stale-base', base: hash, now: hash, by: 'zhang', at: '2026-11-22T01:05:00.000Z' },
  'saved-meanwhile': { code: 'saved-meanwhile', what: '设置', by: 'zhang', at: '2026-11-22T01:05:00.000Z' },
  'nothing-changed': { code: 'nothing-changed' },
  'import-refused': { code: 'import-refused', zh: '不是 Word 文档。' },
  'file-refused': { code: 'file-refused', zh: '附件超过上限。' },
  'already-set-up': { code: 'already-set-up' },
  'not-set-up': { code: 'not-set-up' },
  'account-taken': { code: 'account-taken', account: '登录名' },
  'last-administrator': { code: 'last-administrator' },
  'check-not-optional': { code: 'check-not-optional', check: '密级标志' },
  'calendar-missing': { code: 'calendar-missing', year: 2027 },
  'site-facts-missing': { code: 'site-facts-missing', facts: ['网站名称'] },
  'in-use': { code: 'in-use', what: '科室“综合科”', by: '' },
  'backup-failed': { code: 'backup-failed', zh: '磁盘已满。' },
}
const names = {
  person: (id: string) => ({ zhang: '张敏' })[id] ?? id,
  stage: (id: string) => ({ 'first-review': '初审', 'second-review': '复审' })[id] ?? '某环节',
}

describe('sentences of refusals', () => {
  test.each(Object.values(examples).map(refusal => [refusal.code, refusal] as const))(
    '%s is a whole Chinese sentence without code or id',
    (_, refusal) => {
      const sentence = refusalZh(refusal, names)
      expect(sentence).toMatch(/^[^\s].*。$/u)
      expect(sentence.replace(/F\d|Word|MB/g, '')).not.toMatch(/[A-Za-z]{2,}/)
    },
  )

  test('people and stages are called by their names', () => {
    expect(refusalZh(examples['same-person-two-levels'], names)).toBe(
      '张敏在本轮已办理“初审”，不能再办理“复审”。请由另一位有该岗位的人员办理。',
    )
  })

  test('without names the stages of the floor are known and people stay unnamed', () => {
    expect(refusalZh(examples['same-person-two-levels'])).toBe(
      '有关人员在本轮已办理“初审”，不能再办理“复审”。请由另一位有该岗位的人员办理。',
    )
  })

  test('times are told in Asia/Shanghai', () => {
    expect(refusalZh(examples['claimed-by-other'], names)).toContain('2026-11-22 09:05')
    expect(refusalZh(examples['not-before'], names)).toContain('2026-12-01 00:00')
  })

  test('what a library says in English is not passed on', () => {
    const issues = [
      { field: 'a', zh: 'Too small: expected string' },
      { field: 'b', zh: 'Invalid input' },
      { field: 'c', zh: '请填写标题' },
    ]
    expect(refusalZh({ code: 'invalid-input', issues })).toBe(
      '填写的内容有问题，没有保存：有一项不符合格式、请填写标题。请改正后再试。',
    )
  })

  test('what is missing is counted up in one sentence with one full stop', () => {
    const missing = [
      { field: 'body', zh: '正文是空的，请录入或导入正文。' },
      { field: 'publication.summary', zh: '请填写内容概述。' },
    ]
    expect(refusalZh({ code: 'nothing-missing-but', missing })).toBe(
      '还不能提交，缺少：正文是空的，请录入或导入正文；请填写内容概述。稿件已保存，请补齐后再提交。',
    )
  })
})
