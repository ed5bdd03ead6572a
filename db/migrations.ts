import type Database from 'better-sqlite3'
import { firstSchema, keep } from '#db/first-schema'

/** One step of the schema. Steps are append-only: a released step never changes, a column never goes away (tests/store/schema). */
export type Migration = { version: number; zh: string; sql: string }

/** What `checking` says in an office that has set nothing yet, as RFC 8785 JSON. */
const nothingSet =
  '{"changed":null,"organisation":null,"region":{"city":"","county":"","province":""},"rules":{"disabled":[],"levels":{},"setting":"standard"},"spelling":null,"version":0}'

const lexicon = `
ALTER TABLE office ADD COLUMN checking TEXT NOT NULL DEFAULT '${nothingSet}';
CREATE TABLE lexicon (
  list TEXT NOT NULL,
  term TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (list, term)
) STRICT;
CREATE TABLE proposal (
  id TEXT NOT NULL PRIMARY KEY,
  word TEXT NOT NULL,
  article TEXT NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  settled TEXT
) STRICT;
${keep('proposal', 'DELETE')}
`

const remarks = `
CREATE TABLE thread (
  article TEXT NOT NULL,
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  span TEXT,
  category TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  stage TEXT,
  run INTEGER,
  exhibit TEXT NOT NULL,
  assigned TEXT,
  mentions TEXT NOT NULL,
  resolved TEXT,
  PRIMARY KEY (article, n)
) STRICT;
CREATE TABLE reply (
  article TEXT NOT NULL,
  thread INTEGER NOT NULL,
  n INTEGER NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  mentions TEXT NOT NULL,
  exhibit TEXT NOT NULL,
  PRIMARY KEY (article, thread, n)
) STRICT;
CREATE TABLE suggestion (
  article TEXT NOT NULL,
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  span TEXT NOT NULL,
  kind TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  stage TEXT,
  run INTEGER,
  exhibit TEXT NOT NULL,
  settled TEXT,
  PRIMARY KEY (article, n)
) STRICT;
CREATE TABLE addressed (
  article TEXT NOT NULL,
  thread INTEGER NOT NULL,
  person TEXT NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (article, thread, person)
) STRICT;
CREATE INDEX addressed_person ON addressed (person, at);
CREATE TABLE remarksRead (article TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (article, person)) STRICT;
${['thread', 'reply', 'suggestion'].map(table => keep(table, 'DELETE')).join('\n')}
`

const desk = `
ALTER TABLE article ADD COLUMN reminded TEXT;
CREATE TABLE consultation (
  article TEXT NOT NULL,
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  run INTEGER NOT NULL,
  stage TEXT NOT NULL,
  by TEXT NOT NULL,
  capacity TEXT,
  asked TEXT NOT NULL,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  question TEXT NOT NULL,
  replyBy TEXT,
  state TEXT NOT NULL,
  closedAt TEXT,
  answer TEXT,
  PRIMARY KEY (article, n)
) STRICT;
CREATE INDEX consultation_asked ON consultation (asked, state);
${keep('consultation', 'DELETE')}
CREATE TABLE notice (
  person TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  article TEXT NOT NULL,
  stage TEXT,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  exhibit TEXT,
  PRIMARY KEY (person, seq, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE noticeMark (
  person TEXT NOT NULL,
  notice TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (person, notice)
) STRICT, WITHOUT ROWID;
CREATE TABLE readMark (
  article TEXT NOT NULL,
  person TEXT NOT NULL,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (article, person)
) STRICT, WITHOUT ROWID;
`

/** Every pass moves an article in each index that knows its time: two do, the rest is filtered on the way through them. */
const fewerIndexes = `
DROP INDEX IF EXISTS article_updated;
DROP INDEX IF EXISTS article_phase;
DROP INDEX IF EXISTS article_section;
DROP INDEX IF EXISTS article_author;
DROP INDEX IF EXISTS article_author_phase;
CREATE INDEX article_updated ON article (updatedAt, n, phase, section, kind, grade);
CREATE INDEX article_author ON article (author, updatedAt, n, phase);
`

/** Looked for seldom, written by every command: by person, act and time entries are found in a table that is filled in batches of 32. */
const entryFacts = `
DROP INDEX IF EXISTS entry_act;
DROP INDEX IF EXISTS entry_actor;
DROP INDEX IF EXISTS entry_ts;
DROP INDEX IF EXISTS entry_handled;
CREATE TABLE entryFact (seq INTEGER PRIMARY KEY, act TEXT, actor TEXT, ts TEXT, obj TEXT) STRICT;
INSERT INTO entryFact (seq, act, actor, ts, obj)
  SELECT seq, act, actor, ts, obj FROM entry WHERE seq <= (SELECT max(seq) / 32 * 32 FROM entry) AND json_valid(body);
CREATE INDEX entryFact_act ON entryFact (act, seq);
CREATE INDEX entryFact_actor ON entryFact (actor, seq);
CREATE INDEX entryFact_ts ON entryFact (ts, seq);
CREATE INDEX entryFact_handled ON entryFact (actor, seq, obj)
  WHERE act IN ('stage-passed', 'stage-returned', 'stage-referred', 'article-withheld');
${keep('entryFact', 'UPDATE')}
${keep('entryFact', 'DELETE')}
`

/** 台账 lists what has left by the day it left for the first time. */
const firstReleases = `
DROP INDEX IF EXISTS release_first;
CREATE INDEX release_first ON release (at, article) WHERE n = 0;
`

export const migrations: readonly Migration[] = [
  { version: 1, zh: '建立数据库', sql: firstSchema },
  { version: 2, zh: '词库与校对规则', sql: lexicon },
  { version: 3, zh: '批注与修改建议', sql: remarks },
  { version: 4, zh: '征求意见、通知与催办', sql: desk },
  { version: 5, zh: '精简稿件索引', sql: fewerIndexes },
  { version: 6, zh: '审计记录分批编入查找表', sql: entryFacts },
  { version: 7, zh: '按首次发布时间列台账', sql: firstReleases },
]

/** What a database of this program says in `user_version`. */
export const schemaVersion = migrations.at(-1)!.version
/** `SHJT` in `application_id`: any other SQLite file is not an office's. */
export const applicationId = 0x53484a54

/** Brings a database from one version of the schema to another, step by step, inside the caller's transaction if there is one. */
export function applyMigrations(sqlite: Database.Database, from: number, to = schemaVersion): void {
  for (const step of migrations) if (step.version > from && step.version <= to) sqlite.exec(step.sql)
}
