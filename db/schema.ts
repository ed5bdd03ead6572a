import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { sql } from 'drizzle-orm'

const article = () => text().notNull()

/** Which chain this is: `log` its id, `epoch` (grows at a restore), and when the file was last opened for writing. */
export const metaTable = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() })

/** 审计记录. Append-only; the columns after `signature` are computed from the body and never stored. */
export const entryTable = sqliteTable(
  'entry',
  {
    seq: integer().primaryKey(),
    body: text().notNull(),
    hash: text().notNull(),
    signature: text(),
    obj: text().generatedAlwaysAs(sql`json_extract(body, '$.obj')`, { mode: 'virtual' }),
    act: text().generatedAlwaysAs(sql`json_extract(body, '$.act')`, { mode: 'virtual' }),
    actor: text().generatedAlwaysAs(sql`json_extract(body, '$.actor.uid')`, { mode: 'virtual' }),
    ts: text().generatedAlwaysAs(sql`json_extract(body, '$.ts')`, { mode: 'virtual' }),
    cmd: text().generatedAlwaysAs(sql`json_extract(body, '$.cmd')`, { mode: 'virtual' }),
  },
  t => [
    index('entry_obj').on(t.obj, t.seq),
    index('entry_cmd').on(t.cmd, t.seq),
  ],
)

/** What entries are looked for by, besides object and command: a copy of their computed columns, in full batches (db/entry-facts.ts). No evidence. */
export const entryFactTable = sqliteTable(
  'entryFact',
  { seq: integer().primaryKey(), act: text(), actor: text(), ts: text(), obj: text() },
  t => [
    index('entryFact_act').on(t.act, t.seq),
    index('entryFact_actor').on(t.actor, t.seq),
    index('entryFact_ts').on(t.ts, t.seq),
    index('entryFact_handled').on(t.actor, t.seq, t.obj),
  ],
)

/** 稿件 with the columns of lists (core/article/summary.ts). `n` is the seq of the entry that created it. */
export const articleTable = sqliteTable(
  'article',
  {
    n: integer().primaryKey(),
    id: text().notNull().unique(),
    author: text().notNull(),
    coauthors: text().notNull(),
    wrote: text().notNull(),
    section: text().notNull(),
    kind: text().notNull(),
    grade: text().notNull(),
    urgent: integer().notNull(),
    hash: text().notNull(),
    phase: text().notNull(),
    stage: text(),
    since: text().notNull(),
    due: text(),
    claimPerson: text(),
    claimUntil: text(),
    assignee: text(),
    withheldGround: text(),
    createdAt: text().notNull(),
    updatedAt: text().notNull(),
    title: text().notNull(),
    documentNumber: text().notNull(),
    stageName: text(),
    passed: integer().notNull(),
    roadLength: integer().notNull(),
    waitsRole: text(),
    waitsSection: text(),
    returned: text(),
    referral: text(),
    reminded: text(),
  },
  t => [
    index('article_updated').on(t.updatedAt, t.n, t.phase, t.section, t.kind, t.grade),
    index('article_author').on(t.author, t.updatedAt, t.n, t.phase),
    index('article_title').on(t.title, t.n),
    index('article_due').on(t.due, t.n),
    index('article_waits').on(t.waitsRole, t.urgent, t.due, t.n),
    index('article_assignee').on(t.assignee, t.urgent, t.due, t.n),
  ],
)

export const runTable = sqliteTable(
  'run',
  {
    article: article(),
    n: integer().notNull(),
    submitted: text().notNull(),
    by: text().notNull(),
    at: text().notNull(),
    template: text().notNull(),
    road: text().notNull(),
    switches: text().notNull(),
    ended: text(),
  },
  t => [primaryKey({ columns: [t.article, t.n] })],
)

export const passTable = sqliteTable(
  'pass',
  {
    article: article(),
    n: integer().notNull(),
    run: integer().notNull(),
    stage: text().notNull(),
    by: text().notNull(),
    capacity: text(),
    received: text().notNull(),
    released: text().notNull(),
    opinion: text().notNull(),
    answers: text().notNull(),
    opened: text().notNull(),
    at: text().notNull(),
    change: text().notNull(),
    exhibit: text(),
    checks: text(),
    voided: text(),
  },
  t => [primaryKey({ columns: [t.article, t.n] })],
)

export const correctionTable = sqliteTable(
  'correction',
  {
    article: article(),
    n: integer().notNull(),
    run: integer().notNull(),
    stage: text().notNull(),
    by: text().notNull(),
    at: text().notNull(),
    fromHash: text().notNull(),
    toHash: text().notNull(),
    exhibit: text(),
  },
  t => [primaryKey({ columns: [t.article, t.n] })],
)

export const releaseTable = sqliteTable(
  'release',
  {
    article: article(),
    n: integer().notNull(),
    id: text().notNull(),
    channel: text().notNull(),
    hash: text().notNull(),
    manifest: text().notNull(),
    exporter: text().notNull(),
    by: text().notNull(),
    at: text().notNull(),
    run: integer().notNull(),
  },
  t => [primaryKey({ columns: [t.article, t.n] }), index('release_first').on(t.at, t.article)],
)

/** 征求意见: questions to colleagues, which hold no stage. */
export const consultationTable = sqliteTable(
  'consultation',
  {
    article: article(),
    n: integer().notNull(),
    id: text().notNull(),
    run: integer().notNull(),
    stage: text().notNull(),
    by: text().notNull(),
    capacity: text(),
    asked: text().notNull(),
    hash: text().notNull(),
    at: text().notNull(),
    question: text().notNull(),
    replyBy: text(),
    state: text().notNull(),
    closedAt: text(),
    answer: text(),
  },
  t => [primaryKey({ columns: [t.article, t.n] }), index('consultation_asked').on(t.asked, t.state)],
)

/** Co-authors, for lists of 我的稿件 (the author is in `article`). */
export const coauthorTable = sqliteTable('coauthor', { person: text().notNull(), article: article() }, t => [
  primaryKey({ columns: [t.person, t.article] }),
  index('coauthor_article').on(t.article),
])
/** People F2 and F3 keep from the stage an article waits at (core/workflow/rules.ts). */
export const barredTable = sqliteTable('barred', { article: article(), person: text().notNull() }, t => [
  primaryKey({ columns: [t.article, t.person] }),
])

/** 批注. `n` counts the threads of one article from 0; lists and records are JSON. */
export const threadTable = sqliteTable(
  'thread',
  {
    article: article(),
    n: integer().notNull(),
    id: text().notNull(),
    hash: text().notNull(),
    span: text(),
    category: text().notNull(),
    by: text().notNull(),
    at: text().notNull(),
    stage: text(),
    run: integer(),
    exhibit: text().notNull(),
    assigned: text(),
    mentions: text().notNull(),
    resolved: text(),
  },
  t => [primaryKey({ columns: [t.article, t.n] })],
)

/** Answers in a thread, `thread` being its `n`. */
export const replyTable = sqliteTable(
  'reply',
  {
    article: article(),
    thread: integer().notNull(),
    n: integer().notNull(),
    by: text().notNull(),
    at: text().notNull(),
    mentions: text().notNull(),
    exhibit: text().notNull(),
  },
  t => [primaryKey({ columns: [t.article, t.thread, t.n] })],
)

/** 建议修改. */
export const suggestionTable = sqliteTable(
  'suggestion',
  {
    article: article(),
    n: integer().notNull(),
    id: text().notNull(),
    hash: text().notNull(),
    span: text().notNull(),
    kind: text().notNull(),
    by: text().notNull(),
    at: text().notNull(),
    stage: text(),
    run: integer(),
    exhibit: text().notNull(),
    settled: text(),
  },
  t => [primaryKey({ columns: [t.article, t.n] })],
)

/** Whom open threads wait for (core/article/remarks.ts). */
export const addressedTable = sqliteTable(
  'addressed',
  { article: article(), thread: integer().notNull(), person: text().notNull(), why: text().notNull(), at: text().notNull() },
  t => [primaryKey({ columns: [t.article, t.thread, t.person] }), index('addressed_person').on(t.person, t.at)],
)

/** Enters every hashed text of an article; kept apart so that it can be destroyed with a secret. */
export const saltTable = sqliteTable('articleSalt', { article: text().primaryKey(), salt: text().notNull() })

/** 版本: the canonical bytes, deflated with the text `base` (an earlier revision of the article) as dictionary. */
export const revisionTable = sqliteTable(
  'revision',
  {
    article: article(),
    hash: text().notNull(),
    by: text().notNull(),
    at: text().notNull(),
    seq: integer().notNull(),
    base: text(),
    bytes: blob({ mode: 'buffer' }).notNull(),
  },
  t => [primaryKey({ columns: [t.article, t.hash] })],
)

/** Words that belong to events, deflated, by the digest of their bytes. */
export const exhibitTable = sqliteTable('exhibit', {
  digest: text().primaryKey(),
  bytes: blob({ mode: 'buffer' }).notNull(),
})

/** The office itself: one row. */
export const officeTable = sqliteTable('office', {
  one: integer().primaryKey(),
  name: text().notNull(),
  region: text().notNull(),
  unitCode: text().notNull(),
  demo: integer().notNull(),
  foundedAt: text().notNull(),
  settings: text().notNull(),
  active: text().notNull(),
  checking: text().notNull(),
})

export const personTable = sqliteTable('person', {
  id: text().primaryKey(),
  account: text().notNull(),
  name: text().notNull(),
  title: text().notNull(),
  section: text().notNull(),
  roles: text().notNull(),
  disabled: integer().notNull(),
  away: text().notNull(),
  credential: text(),
  mustChange: integer().notNull(),
})

export const sectionTable = sqliteTable('section', {
  id: text().primaryKey(),
  name: text().notNull(),
  closed: integer().notNull(),
})

export const templateTable = sqliteTable('template', {
  id: text().primaryKey(),
  version: integer().notNull(),
  name: text().notNull(),
  kinds: text().notNull(),
  grades: text().notNull(),
  stages: text().notNull(),
  switches: text().notNull(),
})

export const delegationTable = sqliteTable('delegation', {
  id: text().primaryKey(),
  principal: text().notNull(),
  deputy: text().notNull(),
  fromDay: text().notNull(),
  toDay: text().notNull(),
  roles: text().notNull(),
  basis: text().notNull(),
  grantedBy: text().notNull(),
  ended: text(),
})

export const counterTable = sqliteTable('counter', { scope: text().primaryKey(), serial: integer().notNull() })

/** 词库: one entry of one of the office's own lists, by its key. */
export const lexiconTable = sqliteTable('lexicon', { list: text().notNull(), term: text().notNull(), entry: text().notNull() }, t => [
  primaryKey({ columns: [t.list, t.term] }),
])

/** 忽略此词: words proposed for the lexicon, and what became of them. */
export const proposalTable = sqliteTable('proposal', {
  id: text().primaryKey(),
  word: text().notNull(),
  article: text().notNull(),
  rule: text().notNull(),
  reason: text().notNull(),
  by: text().notNull(),
  at: text().notNull(),
  settled: text(),
})

/** The stored form of a password; its SHA-256 is in `person.credential` and on the chain. */
export const credentialTable = sqliteTable('credential', { person: text().primaryKey(), form: text().notNull() })

/** Pictures and attachments by digest. `name` and `mediaType` are as first uploaded; what is signed stands in the content. */
export const fileTable = sqliteTable('file', {
  digest: text().primaryKey(),
  mediaType: text().notNull(),
  size: integer().notNull(),
  name: text().notNull(),
  bytes: blob({ mode: 'buffer' }).notNull(),
})
