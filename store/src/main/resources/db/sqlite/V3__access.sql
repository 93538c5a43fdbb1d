-- Who and what belongs to an installation. Small tables, read often and written by people.

CREATE TABLE project (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revision INTEGER NOT NULL
);

-- Counts the changes of one subject ('connection', 'variable') in a project, so that caches know when to read again.
CREATE TABLE project_revision (
  project TEXT NOT NULL,
  subject TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (project, subject)
);

-- secrets: a JSON object of base64 ciphertexts by name.
CREATE TABLE connection (
  project TEXT NOT NULL,
  id TEXT NOT NULL,
  tool TEXT NOT NULL,
  kind TEXT NOT NULL,
  config TEXT NOT NULL,
  secrets TEXT NOT NULL,
  health TEXT NOT NULL,
  health_at INTEGER,
  health_message TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (project, id)
);

-- content: the JSON value, or the base64 ciphertext of a secret one.
CREATE TABLE variable (
  project TEXT NOT NULL,
  name TEXT NOT NULL,
  secret INTEGER NOT NULL,
  content TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (project, name)
);

-- One row: the data keys, encrypted with the master key.
CREATE TABLE keyset (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL,
  wrapped TEXT NOT NULL
);

CREATE TABLE user_account (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE TABLE api_token (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  expires_at INTEGER
);

CREATE TABLE session (
  hash TEXT PRIMARY KEY,
  user_account INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL
);
CREATE INDEX session_by_user ON session (user_account);
