-- Which large values the rows refer to, and with what they are dropped: owner is the id of an event or an execution. A use is
-- written with the row that refers to the blob. Retention marks it as dropped; it goes once the content is deleted.
CREATE TABLE blob_use (
  blob INTEGER PRIMARY KEY,
  owner INTEGER NOT NULL,
  dropped INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX blob_use_by_owner ON blob_use (owner);
CREATE INDEX blob_use_dropped ON blob_use (blob) WHERE dropped = 1;

-- The contents, where large values are kept in the database: in pieces, so that none has to be moved as a whole.
CREATE TABLE blob_chunk (
  blob INTEGER NOT NULL,
  no INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (blob, no)
);
