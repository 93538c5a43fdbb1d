-- Who and what belongs to an installation. Small tables, read often and written by people.
-- Columns that lists are ordered by compare byte by byte ("C"), as the code does, whatever the locale of the database.

CREATE TABLE project (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  revision BIGINT NOT NULL
);

-- Counts the changes of one subject ('connection', 'variable') in a project, so that caches know when to read again.
CREATE TABLE project_revision (
  project TEXT NOT NULL,
  subject TEXT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (project, subject)
);

-- secrets: a JSON object of base64 ciphertexts by name.
CREATE TABLE connection (
  project TEXT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  tool TEXT NOT NULL,
  kind TEXT NOT NULL,
  config TEXT NOT NULL,
  secrets TEXT NOT NULL,
  health TEXT NOT NULL,
  health_at BIGINT,
  health_message TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (project, id)
);

-- content: the JSON value, or the base64 ciphertext of a secret one.
CREATE TABLE variable (
  project TEXT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  secret INTEGER NOT NULL,
  content TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (project, name)
);

-- One row: the data keys, encrypted with the master key.
CREATE TABLE keyset (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  revision BIGINT NOT NULL,
  wrapped TEXT NOT NULL
);

CREATE TABLE user_account (
  id BIGINT PRIMARY KEY,
  email TEXT COLLATE "C" NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE api_token (
  id BIGINT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT,
  expires_at BIGINT
);

CREATE TABLE session (
  hash TEXT PRIMARY KEY,
  user_account BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL
);
CREATE INDEX session_by_user ON session (user_account);
