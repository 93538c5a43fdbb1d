-- The hot tables. Ids are 63-bit and sort by time, times are epoch microseconds, JSON is text.
-- No foreign keys and few secondary indexes here: every randomly ordered index costs about a page a row.

CREATE TABLE node (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  slot INTEGER NOT NULL UNIQUE,
  started_at INTEGER NOT NULL,
  lease_until INTEGER NOT NULL
);

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  project TEXT NOT NULL,
  type TEXT NOT NULL,
  source TEXT NOT NULL,
  time INTEGER NOT NULL,
  data TEXT NOT NULL,
  headers TEXT NOT NULL,
  outcome TEXT NOT NULL,
  trace TEXT NOT NULL
);
CREATE INDEX event_by_project ON event (project, id);

CREATE TABLE dedupe (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  event INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) WITHOUT ROWID;

CREATE TABLE execution (
  id INTEGER PRIMARY KEY,
  project TEXT NOT NULL,
  workflow TEXT NOT NULL,
  version INTEGER NOT NULL,
  event INTEGER NOT NULL,
  status TEXT NOT NULL,
  progress TEXT NOT NULL,
  failure TEXT,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
);
CREATE INDEX execution_by_workflow ON execution (project, workflow, id);
CREATE INDEX execution_open ON execution (project, id) WHERE status IN ('queued', 'running', 'waiting', 'cancelling');
CREATE INDEX execution_failed ON execution (project, id) WHERE status = 'failed';
CREATE INDEX execution_by_event ON execution (event);
CREATE INDEX execution_by_end ON execution (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE attempt (
  subject INTEGER NOT NULL,
  step TEXT NOT NULL,
  item INTEGER NOT NULL,
  no INTEGER NOT NULL,
  status TEXT NOT NULL,
  class TEXT,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  next_at INTEGER,
  input TEXT,
  exchanges TEXT,
  output TEXT,
  PRIMARY KEY (subject, step, item, no)
) WITHOUT ROWID;

-- place: 0 parked, 1 ready, 2 owned
CREATE TABLE task (
  subject INTEGER NOT NULL,
  step TEXT NOT NULL,
  item INTEGER NOT NULL,
  kind TEXT NOT NULL,
  project TEXT NOT NULL,
  place INTEGER NOT NULL,
  turn_at INTEGER NOT NULL,
  owner INTEGER,
  fence INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  spent INTEGER NOT NULL,
  crashes INTEGER NOT NULL,
  trace TEXT NOT NULL,
  PRIMARY KEY (subject, step, item)
) WITHOUT ROWID;
CREATE INDEX task_ready ON task (project, turn_at) WHERE place = 1;
CREATE INDEX task_owned ON task (owner) WHERE place = 2;

CREATE TABLE schedule (
  project TEXT NOT NULL,
  workflow TEXT NOT NULL,
  trigger_id TEXT NOT NULL,
  spec TEXT NOT NULL,
  next_at INTEGER,
  fires INTEGER NOT NULL,
  last_at INTEGER,
  PRIMARY KEY (project, workflow, trigger_id)
);
CREATE INDEX schedule_due ON schedule (next_at) WHERE next_at IS NOT NULL;
