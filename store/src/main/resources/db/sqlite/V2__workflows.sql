-- Workflows, their immutable versions, what a version uses, and the triggers of the published ones.
-- A deleted workflow keeps its row, so that its revisions and version numbers go on when the id is used again.

CREATE TABLE workflow (
  project TEXT NOT NULL,
  id TEXT NOT NULL,
  hidden INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  tags TEXT NOT NULL,
  kind TEXT NOT NULL,
  search TEXT NOT NULL,
  text TEXT NOT NULL,
  revision INTEGER NOT NULL,
  version INTEGER,
  published_revision INTEGER,
  last_version INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY (project, id)
) WITHOUT ROWID;

CREATE TABLE workflow_version (
  project TEXT NOT NULL,
  workflow TEXT NOT NULL,
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  published_by TEXT NOT NULL,
  PRIMARY KEY (project, workflow, version)
);

CREATE TABLE workflow_use (
  project TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  workflow TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (project, kind, name, workflow, version)
) WITHOUT ROWID;
CREATE INDEX workflow_use_by_version ON workflow_use (project, workflow, version);

CREATE TABLE route (
  project TEXT NOT NULL,
  workflow TEXT NOT NULL,
  trigger_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  path TEXT NOT NULL,
  verify TEXT NOT NULL,
  PRIMARY KEY (project, workflow, trigger_id)
) WITHOUT ROWID;
CREATE INDEX route_webhook ON route (project, path) WHERE kind = 'webhook';

-- One row. Whoever changes a route increments it first, which also makes them wait for one another.
CREATE TABLE routing (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  revision INTEGER NOT NULL
);
INSERT INTO routing (one, revision) VALUES (1, 0);
