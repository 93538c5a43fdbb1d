-- What the catcher caught. The body stands last, so that the other columns are read without it.

CREATE TABLE caught (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project TEXT NOT NULL,
  name TEXT NOT NULL,
  time INTEGER NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  query TEXT NOT NULL,
  headers TEXT NOT NULL,
  truncated INTEGER NOT NULL,
  remote TEXT NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX caught_by_name ON caught (project, name, id);
