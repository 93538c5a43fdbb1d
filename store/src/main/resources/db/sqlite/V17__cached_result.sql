-- Which entry of the journal holds the newest result of a call, and until when it may be reused: call is a digest of what the
-- calls that are the same have in common. No result and no input is here. Steps without a cache write nothing to it.
CREATE TABLE cached_result (
  call TEXT PRIMARY KEY,
  project TEXT NOT NULL,
  connection TEXT,
  execution INTEGER NOT NULL,
  step TEXT NOT NULL,
  item INTEGER NOT NULL,
  no INTEGER NOT NULL,
  until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX cached_result_until ON cached_result (until);
CREATE INDEX cached_result_origin ON cached_result (project, connection);
