-- Flow control. A row of lane exists only for what is limited; tasks and executions that nothing limits name none.
CREATE TABLE lane (
  id TEXT PRIMARY KEY,
  slots INTEGER,
  held INTEGER NOT NULL,
  rate_limit INTEGER,
  rate_period INTEGER,
  starts TEXT NOT NULL,
  hold_until INTEGER,
  breaker TEXT NOT NULL,
  pending TEXT,
  wake_at INTEGER,
  shut INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX lane_wake ON lane (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX lane_shut ON lane (id) WHERE shut = 1;

ALTER TABLE execution ADD COLUMN lane TEXT;
CREATE INDEX execution_lane ON execution (lane)
  WHERE lane IS NOT NULL AND status IN ('queued', 'running', 'waiting', 'cancelling');

ALTER TABLE task ADD COLUMN lane TEXT;
CREATE INDEX task_lane ON task (lane, place, turn_at, subject) WHERE lane IS NOT NULL;

ALTER TABLE connection ADD COLUMN slots INTEGER;
ALTER TABLE connection ADD COLUMN rate_limit INTEGER;
ALTER TABLE connection ADD COLUMN rate_period INTEGER;
