import type { Phase } from '#core/article/article'
import type { Role } from '#core/people/roles'

/** A field of the input, or of the article, and what is wrong with it in Chinese. */
export type Issue = { field: string; zh: string }

/**
 * Every reason the office can say no: a code and the facts. Plain data, returned and never thrown.
 * `core/refusals.zh.ts` owns the Chinese sentence of each; a code without one does not compile.
 */
export type Refusal =
  // who is asking
  | { code: 'not-signed-in' }
  | { code: 'sign-in-failed' }
  | { code: 'locked-out'; seconds: number }
  | { code: 'password-wrong' }
  | { code: 'password-weak'; reason: string }
  | { code: 'password-must-change' }
  | { code: 'not-your-role'; needs: Role[] }
  | { code: 'person-disabled'; person: string }
  | { code: 'person-away'; person: string; until: string }
  // what was asked
  | { code: 'not-found'; what: string }
  | { code: 'invalid-input'; issues: Issue[] }
  | { code: 'no-such-call'; name: string }
  | { code: 'too-large'; limitMB: number }
  | { code: 'command-replayed'; by: string }
  | { code: 'internal'; incident: string }
  /** The disk or the file gives nothing back any more, or nothing that can be understood. */
  | { code: 'storage-damaged'; incident: string }
  | { code: 'outcome-unknown'; incident: string }
  | { code: 'disk-full' }
  // the department's server, seen from a desktop
  /** `why` is the server's own sentence, if it gave one; `kept` says when the text was put aside on this PC. */
  | { code: 'server-unreachable'; address: string; why?: string; kept?: string }
  | { code: 'server-certificate-changed'; address: string }
  | { code: 'server-not-confirmed'; address: string }
  | { code: 'not-on-this-pc'; what: string }
  // the floor
  | { code: 'template-breaks-floor'; rule: string; reason: string }
  | { code: 'no-template'; kind: string; grade: string }
  | { code: 'author-may-not-review'; person: string }
  | { code: 'changed-the-text'; stage: string; person: string }
  | { code: 'same-person-two-levels'; stage: string; held: string; person: string }
  | { code: 'same-level-must-not-change'; stage: string }
  | { code: 'administrators-hold-no-stage'; person: string }
  | { code: 'two-administrative-roles'; person: string }
  | { code: 'text-has-moved-on'; saw: string; now: string }
  | { code: 'stage-may-not-edit'; stage: string }
  | { code: 'substantive-change'; hunk: string; reason: string }
  | { code: 'custody-broken'; stage: string }
  | { code: 'hash-mismatch'; expected: string; got: string }
  | { code: 'not-cleared'; phase: Phase }
  /** The stages by their names on the template: there is no run yet to look ids up in. */
  | { code: 'no-one-left-for'; stages: string[] }
  // the road
  | { code: 'not-at-a-stage'; phase: Phase }
  | { code: 'stage-has-moved-on'; stage: string; now: string }
  | { code: 'claimed-by-other'; person: string; until: string }
  | { code: 'assigned-to-other'; person: string }
  | { code: 'other-section'; section: string }
  | { code: 'not-claimed' }
  | { code: 'unanswered'; questions: string[] }
  | { code: 'note-missing'; question: string }
  | { code: 'opinion-missing' }
  | { code: 'reason-missing' }
  | { code: 'passages-missing' }
  | { code: 'finding-open'; count: number }
  | { code: 'screening-block'; count: number }
  | { code: 'not-confidentiality-review'; stage: string }
  | { code: 'not-referred' }
  | { code: 'already-acted'; stage: string; person: string }
  | { code: 'not-author' }
  | { code: 'not-drafting'; phase: Phase }
  | { code: 'nothing-missing-but'; missing: Issue[] }
  | { code: 'recall-after-release' }
  | { code: 'not-the-signer'; signer: string }
  | { code: 'not-before'; time: string }
  | { code: 'channel-not-signed'; channel: string }
  | { code: 'copy-of-dead-text'; phase: Phase }
  | { code: 'copy-of-marked-text'; count: number }
  | { code: 'not-taking-part' }
  | { code: 'delegation-not-valid'; reason: string }
  /** A deputy for the same person and role on some of the same days, under an earlier delegation that still stands. */
  | { code: 'delegated-already'; principal: string; deputy: string; role: Role; from: string; to: string }
  | { code: 'would-be-reviewer'; person: string }
  // what is said of a text
  | { code: 'not-concerned' }
  | { code: 'person-not-concerned'; person: string }
  | { code: 'remarks-closed'; phase: Phase }
  | { code: 'remark-settled'; by: string }
  | { code: 'writer-may-not-resolve'; by: string }
  | { code: 'not-your-suggestion'; by: string }
  | { code: 'suggestion-unfit'; zh: string }
  /** `quote` is empty where a point is gone at which words were to be put in. */
  | { code: 'passage-changed'; quote: string }
  // asking, handing on, chasing, passing several
  | { code: 'asks-oneself' }
  | { code: 'asked-already'; person: string }
  | { code: 'reply-date-past'; date: string }
  | { code: 'not-asked'; person: string }
  | { code: 'request-closed'; state: string }
  | { code: 'hands-on-to-oneself' }
  | { code: 'may-not-remind' }
  | { code: 'reminds-oneself' }
  | { code: 'reminded-already'; by: string; at: string; again: string }
  | { code: 'nobody-to-remind'; stage: string }
  | { code: 'batch-forbidden'; stage: string }
  | { code: 'batch-not-allowed'; stage: string }
  | { code: 'not-opened' }
  // saving
  | { code: 'stale-base'; base: string; now: string; by: string; at: string }
  /** An administrator's save that would have gone over what somebody else saved since the screen read it. */
  | { code: 'saved-meanwhile'; what: string; by: string; at: string }
  | { code: 'nothing-changed' }
  | { code: 'import-refused'; zh: string }
  | { code: 'file-refused'; zh: string }
  // the office
  | { code: 'already-set-up' }
  | { code: 'not-set-up' }
  | { code: 'account-taken'; account: string }
  | { code: 'last-administrator' }
  /** The Chinese name of a check that may not be switched off. */
  | { code: 'check-not-optional'; check: string }
  | { code: 'calendar-missing'; year: number }
  | { code: 'site-facts-missing'; facts: string[] }
  | { code: 'plugin-refused'; zh: string }
  | { code: 'in-use'; what: string; by: string }
  | { code: 'backup-failed'; zh: string }
