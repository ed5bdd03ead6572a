import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// What is no evidence: scratch of one person, and what can be made anew from the entries. Verification does not ask about it.

const article = () => text().notNull()

/** 工作副本: scratch of one person, no evidence. */
export const workingCopyTable = sqliteTable(
  'workingCopy',
  {
    article: article(),
    person: text().notNull(),
    base: text().notNull(),
    at: text().notNull(),
    content: text().notNull(),
  },
  t => [primaryKey({ columns: [t.article, t.person] })],
)

/** Until when a person has read the comments of an article: scratch, no evidence. */
export const remarksReadTable = sqliteTable('remarksRead', { article: article(), person: text().notNull(), at: text().notNull() }, t => [
  primaryKey({ columns: [t.article, t.person] }),
])

/** 通知: what reached whom, derived from the entry `seq`; a reading aid that can be made anew from the chain, no evidence. */
export const noticeTable = sqliteTable(
  'notice',
  {
    person: text().notNull(),
    seq: integer().notNull(),
    kind: text().notNull(),
    article: article(),
    stage: text(),
    by: text().notNull(),
    at: text().notNull(),
    exhibit: text(),
  },
  t => [primaryKey({ columns: [t.person, t.seq, t.kind] })],
)

/** What a person has seen of their notices, by the notice's id: scratch of one person. */
export const noticeMarkTable = sqliteTable('noticeMark', { person: text().notNull(), notice: text().notNull(), at: text().notNull() }, t => [
  primaryKey({ columns: [t.person, t.notice] }),
])

/** Which text of an article the office last laid before a person at a stage that may be passed in a batch, and when first. */
export const readMarkTable = sqliteTable(
  'readMark',
  { article: article(), person: text().notNull(), hash: text().notNull(), at: text().notNull() },
  t => [primaryKey({ columns: [t.article, t.person] })],
)

/** Articles whose words changed since they were last put into the search index; `n` as in `article`. */
export const searchTodoTable = sqliteTable('searchTodo', { n: integer().primaryKey() })
