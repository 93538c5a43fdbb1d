-- Which entry of the journal holds the newest result of a call, and until when it may be reused: call is a digest of what the
-- calls that are the same have in common. No result and no input is here. Steps without a cache write nothing to it.
CREATE TABLE cached_result (
  call TEXT PRIMARY KEY,
  project TEXT NOT NULL,
  connection TEXT,
  execution BIGINT NOT NULL,
  step TEXT NOT NULL,
  item INTEGER NOT NULL,
  no INTEGER NOT NULL,
  until BIGINT NOT NULL
);
CREATE INDEX cached_result_until ON cached_result (until);
CREATE INDEX cached_result_origin ON cached_result (project, connection);

-- What is over goes in one sweep, and would else lie there until a fifth of the table is dead.
ALTER TABLE cached_result SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_limit = 1000);
