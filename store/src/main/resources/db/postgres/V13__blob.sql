-- Which large values the rows refer to, and with what they are dropped: owner is the id of an event or an execution. A use is
-- written with the row that refers to the blob. Retention marks it as dropped; it goes once the content is deleted.
CREATE TABLE blob_use (
  blob BIGINT PRIMARY KEY,
  owner BIGINT NOT NULL,
  dropped INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX blob_use_by_owner ON blob_use (owner);
CREATE INDEX blob_use_dropped ON blob_use (blob) WHERE dropped = 1;

-- The contents, where large values are kept in the database: in pieces, so that none has to be moved as a whole.
CREATE TABLE blob_chunk (
  blob BIGINT NOT NULL,
  no INTEGER NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (blob, no)
);

-- Rows of the queue live for milliseconds: vacuumed by number and at full speed, or claims read past the dead ones. Of the
-- history a fiftieth is dropped before a vacuum looks, where the default waits for a fifth; what is free at a table's end goes
-- back to the disk then.
ALTER TABLE task SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE execution SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_limit = 1000);
ALTER TABLE attempt SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_limit = 1000);
ALTER TABLE event SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_limit = 1000);
ALTER TABLE dedupe SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_limit = 1000);
ALTER TABLE blob_use SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_limit = 1000);
ALTER TABLE blob_chunk SET (autovacuum_vacuum_scale_factor = 0.02, toast.autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_limit = 1000);
