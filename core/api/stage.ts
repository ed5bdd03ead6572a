import { changeArticle, corrected, notFound } from '#core/api/article'
import { deadlinesOf, exhibitOf, revisionOf, type Ask, type Handlers } from '#core/api/handler'
import type { Input } from '#core/api/contract'
import { plainText } from '#core/article/plain-text'
import { errorRate } from '#core/proofread/rate'
import { sentencesOf } from '#core/proofread/sentences'
import type { Content } from '#core/article/content'
import { currentRun, livePasses } from '#core/article/article'
import type { Checked, Disposition } from '#core/ports'
import type { Refusal } from '#core/refusal'
import { no, ok, type Result } from '#core/result'
import type { Exhibit, Revision } from '#core/store'
import { answerReferral, assign, claim, giveBack, pass, recall, refer, unclaim, withhold, type Corrected } from '#core/workflow/decide'
import { CLEARED, stageFacts } from '#core/workflow/stages'

type Names =
  | 'stage.claim' | 'stage.unclaim' | 'stage.assign' | 'stage.pass' | 'stage.return' | 'stage.refer' | 'stage.answerReferral'
  | 'stage.withhold' | 'signOff.recall'

/** Signing stages ask for the password again (RULEBOOK 3); it is checked before anything is decided. */
async function confirmed(ask: Ask, id: string, stage: string, password: string | undefined): Promise<Refusal | null> {
  const article = await ask.ports.store.article(id)
  const kind = (article && currentRun(article)?.road.find(s => s.id === stage)?.kind) ?? null
  if (!kind || !stageFacts[kind].signs) return null
  return ask.ports.sessions.confirm(ask.who.id, password ?? '')
}

/** The proofreader's text against the text they received, as a revision with its class and hunks. */
async function proofread(
  ask: Ask, id: string, saw: string, content: Content | undefined, salt: string,
): Promise<{ change: Corrected | null; revision?: Revision; exhibits: Exhibit[] }> {
  if (!content) return { change: null, exhibits: [] }
  const received = await ask.ports.store.content(id, saw)
  if (!received) return { change: null, exhibits: [] }
  const revision = revisionOf(ask.ports, content, salt)
  const { change, exhibits } = corrected(ask, salt, { hash: saw, content: received }, revision)
  return change.class === 'none' ? { change, exhibits } : { change, revision, exhibits }
}

type Proof = { perMillion: number; sentences: number }
const proofs = new WeakMap<object, Proof>()

/** 差错率 of the text as it is passed on, in its kept form, and how many sentences it has; worked out once for the findings of one text. */
function proofIn(text: Content, found: Checked['exhibit']): Proof {
  const known = proofs.get(found)
  if (known) return known
  const plain = plainText(text)
  const open = found.filter(finding => finding.source === 'proofread' && finding.disposed === null)
  const proof = { perMillion: Math.round(errorRate(open, plain.text).rate * 100), sentences: sentencesOf(plain).length }
  proofs.set(found, proof)
  return proof
}

/** 差错率 of the text as it is passed on, and that it was read to its end. Nobody has read more sentences than there are. */
function proofOf(text: Content, found: Checked['exhibit'], read: Input<'stage.pass'>['read']) {
  const { perMillion, sentences: of } = proofIn(text, found)
  return { perMillion, ...(read && of > 0 && { read: { ...read, sentences: Math.min(read.sentences, of), of } }) }
}

const plainFindings = new WeakMap<object, Exhibit>()

/** The findings as they are kept with a pass. Eight people who pass one text as it stands name one exhibit, written out once. */
function findingsExhibit(ports: Ask['ports'], salt: string, hash: string, checked: Checked, dispositions: readonly Disposition[]): Exhibit {
  const found = checked.exhibit
  const known = dispositions.length === 0 ? plainFindings.get(found) : undefined
  if (known) return known
  const exhibit = exhibitOf(ports, salt, { kind: 'findings', hash, found, fixed: dispositions.filter(d => d.act === 'fixed') })
  if (dispositions.length === 0) plainFindings.set(found, exhibit)
  return exhibit
}

async function passStage(ask: Ask, input: Input<'stage.pass'>) {
  const refused = await confirmed(ask, input.id, input.stage, input.password)
  return refused ? no(refused) : passConfirmed(ask, input)
}

/** One pass, after the password was asked for where the stage is signed. */
export async function passConfirmed(ask: Ask, input: Omit<Input<'stage.pass'>, 'password'>) {
  const { ports, office, who, moment } = ask
  const { id, stage, saw } = input
  const salt = await ports.store.salt(id)
  if (!salt) return notFound
  const { change, revision, exhibits } = await proofread(ask, id, saw, input.content, salt)
  const text = revision?.content ?? (await ports.store.content(id, saw))
  const checked = text && (await ports.checks.check(revision?.hash ?? saw, text, office, input.dispositions ?? []))
  const kept = checked && findingsExhibit(ports, salt, revision?.hash ?? saw, checked, input.dispositions ?? [])
  const checks = checked && kept && text ? { ...checked.summary, exhibit: kept.digest, ...proofOf(text, checked.exhibit, input.read) } : null
  const judgement = {
    stage, saw, opened: input.opened, capacity: input.capacity, opinion: input.opinion, answers: input.answers,
    corrected: change, checks, open: checked?.open ?? 0, blocked: checked?.blocked ?? 0,
  }
  const done = await changeArticle(
    ask, input,
    article => pass(article, office, who, judgement, moment, deadlinesOf(office, moment)),
    { ...(revision && { revision }), exhibits: kept ? [...exhibits, kept] : exhibits },
  )
  if (!done.ok) return done
  const given = livePasses(done.value).findLast(p => p.stage === stage)
  const next = done.value.phase === CLEARED ? null : done.value.stage
  return ok({ id, stage, hash: given?.released ?? done.value.hash, next })
}

async function returnArticle(ask: Ask, input: Input<'stage.return'>) {
  const { ports, office, who, moment } = ask
  const salt = await ports.store.salt(input.id)
  if (!salt) return notFound
  const { category, reason, passages, outcome, stage, saw, opened, capacity } = input
  const exhibit = exhibitOf(ports, salt, { kind: 'return', hash: saw, category, reason, passages })
  const judgement = { stage, saw, opened, capacity, category, exhibit: exhibit.digest, passages: passages.length, outcome }
  return plain(input.id, await changeArticle(ask, input, article => giveBack(article, office, who, judgement, moment), { exhibits: [exhibit] }))
}

const plain = (id: string, done: Result<unknown, Refusal>): Result<{ id: string }, Refusal> => (done.ok ? ok({ id }) : done)

export const stageHandlers: Handlers<Names> = {
  async 'stage.claim'(ask, input) {
    const { office, who, moment } = ask
    const until = new Date(Date.parse(moment.now) + office.settings.leaseMinutes * 60_000).toISOString()
    const done = await changeArticle(ask, input, article => claim(article, office, who, input.stage, until, moment))
    return done.ok ? ok({ until: done.value.claim?.until ?? until }) : done
  },
  async 'stage.unclaim'(ask, input) {
    const done = await changeArticle(ask, input, article => unclaim(article, ask.who, input.stage))
    return done.ok ? ok({}) : done
  },
  async 'stage.assign'(ask, input) {
    const { stage, person, reason } = input
    const done = await changeArticle(ask, input, article => assign(article, ask.office, ask.who, { stage, person, reason }, ask.moment))
    return done.ok ? ok({}) : done
  },
  'stage.pass': passStage,
  'stage.return': returnArticle,
  async 'stage.refer'(ask, input) {
    const { office, who, moment } = ask
    return plain(input.id, await changeArticle(ask, input, article => refer(article, office, who, input, moment)))
  },
  async 'stage.answerReferral'(ask, input) {
    const { office, who, moment } = ask
    const { stage, number, date, outcome, note } = input
    const answer = { stage, number, date, outcome, note }
    const deadlines = deadlinesOf(office, moment)
    return plain(input.id, await changeArticle(ask, input, article => answerReferral(article, office, who, answer, moment, deadlines)))
  },
  async 'stage.withhold'(ask, input) {
    const { office, who, moment } = ask
    const refused = await confirmed(ask, input.id, input.stage, input.password)
    if (refused) return no(refused)
    return plain(input.id, await changeArticle(ask, input, article => withhold(article, office, who, input, moment)))
  },
  async 'signOff.recall'(ask, input) {
    const { ports, office, who, moment } = ask
    const refused = await ports.sessions.confirm(who.id, input.password ?? '')
    if (refused) return no(refused)
    const { saw, to, reason } = input
    const deadlines = deadlinesOf(office, moment)
    return plain(input.id, await changeArticle(ask, input, article => recall(article, who, { saw, to, reason }, deadlines)))
  },
}
