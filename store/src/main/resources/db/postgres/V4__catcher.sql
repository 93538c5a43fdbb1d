-- What the catcher caught. The body stands last, so that the other columns are read without it.

CREATE TABLE caught (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project TEXT NOT NULL,
  name TEXT NOT NULL,
  time BIGINT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  query TEXT NOT NULL,
  headers TEXT NOT NULL,
  truncated INTEGER NOT NULL,
  remote TEXT NOT NULL,
  body BYTEA NOT NULL
);
CREATE INDEX caught_by_name ON caught (project, name, id);
