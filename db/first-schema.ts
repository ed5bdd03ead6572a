const first = `
CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  signature TEXT,
  obj TEXT GENERATED ALWAYS AS (json_extract(body, '$.obj')) VIRTUAL,
  act TEXT GENERATED ALWAYS AS (json_extract(body, '$.act')) VIRTUAL,
  actor TEXT GENERATED ALWAYS AS (json_extract(body, '$.actor.uid')) VIRTUAL,
  ts TEXT GENERATED ALWAYS AS (json_extract(body, '$.ts')) VIRTUAL,
  cmd TEXT GENERATED ALWAYS AS (json_extract(body, '$.cmd')) VIRTUAL
) STRICT;
CREATE INDEX entry_obj ON entry (obj, seq);
CREATE INDEX entry_cmd ON entry (cmd, seq);
CREATE INDEX entry_act ON entry (act, seq);
CREATE INDEX entry_actor ON entry (actor, seq);
CREATE INDEX entry_ts ON entry (ts, seq);
CREATE INDEX entry_handled ON entry (actor, seq, obj)
  WHERE act IN ('stage-passed', 'stage-returned', 'stage-referred', 'article-withheld');

CREATE TABLE article (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  author TEXT NOT NULL,
  coauthors TEXT NOT NULL,
  wrote TEXT NOT NULL,
  section TEXT NOT NULL,
  kind TEXT NOT NULL,
  grade TEXT NOT NULL,
  urgent INTEGER NOT NULL,
  hash TEXT NOT NULL,
  phase TEXT NOT NULL,
  stage TEXT,
  since TEXT NOT NULL,
  due TEXT,
  claimPerson TEXT,
  claimUntil TEXT,
  assignee TEXT,
  withheldGround TEXT,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  title TEXT NOT NULL,
  documentNumber TEXT NOT NULL,
  stageName TEXT,
  passed INTEGER NOT NULL,
  roadLength INTEGER NOT NULL,
  waitsRole TEXT,
  waitsSection TEXT,
  returned TEXT,
  referral TEXT
) STRICT;
CREATE INDEX article_updated ON article (updatedAt, n);
CREATE INDEX article_phase ON article (phase, updatedAt, n);
CREATE INDEX article_section ON article (section, updatedAt, n);
CREATE INDEX article_author ON article (author, updatedAt, n);
CREATE INDEX article_author_phase ON article (author, phase, updatedAt, n);
CREATE INDEX article_title ON article (title, n);
CREATE INDEX article_due ON article (coalesce(due, '~'), n);
CREATE INDEX article_waits ON article (waitsRole, urgent DESC, coalesce(due, '~'), n) WHERE waitsRole IS NOT NULL;
CREATE INDEX article_assignee ON article (assignee, urgent DESC, coalesce(due, '~'), n) WHERE assignee IS NOT NULL;

CREATE TABLE run (
  article TEXT NOT NULL REFERENCES article (id),
  n INTEGER NOT NULL,
  submitted TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  template TEXT NOT NULL,
  road TEXT NOT NULL,
  switches TEXT NOT NULL,
  ended TEXT,
  PRIMARY KEY (article, n)
) STRICT;

CREATE TABLE pass (
  article TEXT NOT NULL REFERENCES article (id),
  n INTEGER NOT NULL,
  run INTEGER NOT NULL,
  stage TEXT NOT NULL,
  by TEXT NOT NULL,
  capacity TEXT,
  received TEXT NOT NULL,
  released TEXT NOT NULL,
  opinion TEXT NOT NULL,
  answers TEXT NOT NULL,
  opened TEXT NOT NULL,
  at TEXT NOT NULL,
  change TEXT NOT NULL,
  exhibit TEXT,
  checks TEXT,
  voided TEXT,
  PRIMARY KEY (article, n)
) STRICT;

CREATE TABLE correction (
  article TEXT NOT NULL REFERENCES article (id),
  n INTEGER NOT NULL,
  run INTEGER NOT NULL,
  stage TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  fromHash TEXT NOT NULL,
  toHash TEXT NOT NULL,
  exhibit TEXT,
  PRIMARY KEY (article, n)
) STRICT;

CREATE TABLE release (
  article TEXT NOT NULL REFERENCES article (id),
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  channel TEXT NOT NULL,
  hash TEXT NOT NULL,
  manifest TEXT NOT NULL,
  exporter TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  run INTEGER NOT NULL,
  PRIMARY KEY (article, n)
) STRICT;

CREATE TABLE coauthor (
  person TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES article (id),
  PRIMARY KEY (person, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX coauthor_article ON coauthor (article);

CREATE TABLE barred (
  article TEXT NOT NULL REFERENCES article (id),
  person TEXT NOT NULL,
  PRIMARY KEY (article, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE articleSalt (article TEXT NOT NULL PRIMARY KEY REFERENCES article (id), salt TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
  article TEXT NOT NULL REFERENCES article (id),
  hash TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  seq INTEGER NOT NULL,
  base TEXT,
  bytes BLOB NOT NULL,
  PRIMARY KEY (article, hash)
) STRICT;

CREATE TABLE exhibit (digest TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL) STRICT;

CREATE TABLE office (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  unitCode TEXT NOT NULL,
  demo INTEGER NOT NULL,
  foundedAt TEXT NOT NULL,
  settings TEXT NOT NULL,
  active TEXT NOT NULL
) STRICT;
CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  section TEXT NOT NULL,
  roles TEXT NOT NULL,
  disabled INTEGER NOT NULL,
  away TEXT NOT NULL,
  credential TEXT,
  mustChange INTEGER NOT NULL
) STRICT;
CREATE TABLE section (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, closed INTEGER NOT NULL) STRICT;
CREATE TABLE template (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  kinds TEXT NOT NULL,
  grades TEXT NOT NULL,
  stages TEXT NOT NULL,
  switches TEXT NOT NULL
) STRICT;
CREATE TABLE delegation (
  id TEXT NOT NULL PRIMARY KEY,
  principal TEXT NOT NULL,
  deputy TEXT NOT NULL,
  fromDay TEXT NOT NULL,
  toDay TEXT NOT NULL,
  roles TEXT NOT NULL,
  basis TEXT NOT NULL,
  grantedBy TEXT NOT NULL,
  ended TEXT
) STRICT;
CREATE TABLE counter (scope TEXT NOT NULL PRIMARY KEY, serial INTEGER NOT NULL) STRICT;
CREATE TABLE credential (person TEXT NOT NULL PRIMARY KEY, form TEXT NOT NULL) STRICT;

CREATE TABLE file (
  digest TEXT NOT NULL PRIMARY KEY,
  mediaType TEXT NOT NULL,
  size INTEGER NOT NULL,
  name TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE workingCopy (
  article TEXT NOT NULL,
  person TEXT NOT NULL,
  base TEXT NOT NULL,
  at TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (article, person)
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (text, number, people, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE TABLE searchTodo (n INTEGER PRIMARY KEY) STRICT;
`

/** Guards against slips, not against an administrator: those are found by verification. */
const guards = `
CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.seq IS NOT coalesce((SELECT max(seq) FROM entry), 0) + 1
  OR json_extract(NEW.body, '$.seq') IS NOT NEW.seq
  OR json_extract(NEW.body, '$.prev') IS NOT coalesce(
    (SELECT hash FROM entry ORDER BY seq DESC LIMIT 1),
    '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'entry: does not follow the head of the chain'); END;
${['entry', 'revision', 'exhibit', 'articleSalt', 'file'].map(table => keep(table, 'UPDATE')).join('\n')}
${['entry', 'revision', 'exhibit', 'articleSalt', 'file', 'article', 'run', 'pass', 'correction', 'release', 'office', 'person', 'section', 'template', 'delegation', 'counter', 'credential']
  .map(table => keep(table, 'DELETE'))
  .join('\n')}
CREATE TRIGGER revision_once BEFORE INSERT ON revision
WHEN EXISTS (SELECT 1 FROM revision WHERE article = NEW.article AND hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'revision: is kept already'); END;
CREATE TRIGGER exhibit_once BEFORE INSERT ON exhibit
WHEN EXISTS (SELECT 1 FROM exhibit WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'exhibit: is kept already'); END;
CREATE TRIGGER articleSalt_once BEFORE INSERT ON articleSalt
WHEN EXISTS (SELECT 1 FROM articleSalt WHERE article = NEW.article)
BEGIN SELECT RAISE(ABORT, 'articleSalt: is kept already'); END;
CREATE TRIGGER file_once BEFORE INSERT ON file
WHEN EXISTS (SELECT 1 FROM file WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'file: is kept already'); END;
`

/** A guard that lets no row of a table be changed, or none be taken out. */
export function keep(table: string, act: 'UPDATE' | 'DELETE'): string {
  return `CREATE TRIGGER ${table}_no_${act.toLowerCase()} BEFORE ${act} ON ${table} BEGIN SELECT RAISE(ABORT, '${table}: ${act} is not allowed'); END;`
}

/** The schema as it was first made. A released step: it never changes. */
export const firstSchema = first + guards
