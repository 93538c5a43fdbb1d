-- What led to an execution: how many others in turn, and the step that called its workflow. Nothing looks executions up by it, so
-- there is no index, and an execution that was started from outside keeps nulls only.
ALTER TABLE execution ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE execution ADD COLUMN parent BIGINT;
ALTER TABLE execution ADD COLUMN parent_step TEXT;
ALTER TABLE execution ADD COLUMN parent_try INTEGER;

-- Where polls stand: one row for each poll trigger of an enabled workflow. seen holds the newest ids, as a JSON array.
CREATE TABLE poll (
  project TEXT NOT NULL,
  workflow TEXT NOT NULL,
  trigger_id TEXT NOT NULL,
  spec TEXT NOT NULL,
  turn_at BIGINT NOT NULL,
  started INTEGER NOT NULL,
  position TEXT NOT NULL,
  seen TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_at BIGINT,
  last_error TEXT NOT NULL,
  events BIGINT NOT NULL,
  PRIMARY KEY (project, workflow, trigger_id)
);
CREATE INDEX poll_due ON poll (turn_at);
