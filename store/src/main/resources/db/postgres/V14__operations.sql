-- What people see of nodes and tell them, and which numbers of gone nodes rest until they are given to another one.
ALTER TABLE node ADD COLUMN version TEXT NOT NULL DEFAULT '';
ALTER TABLE node ADD COLUMN capacity INTEGER NOT NULL DEFAULT 0;
ALTER TABLE node ADD COLUMN busy INTEGER NOT NULL DEFAULT 0;
ALTER TABLE node ADD COLUMN draining INTEGER NOT NULL DEFAULT 0;

CREATE TABLE node_number (
  slot INTEGER PRIMARY KEY,
  freed_at BIGINT NOT NULL
);

-- How long a project keeps its history, in days; the configuration's where it says nothing.
ALTER TABLE project ADD COLUMN retention_days INTEGER;
ALTER TABLE project ADD COLUMN event_retention_days INTEGER;

-- Slots that the policy for missed times left out.
ALTER TABLE schedule ADD COLUMN skipped BIGINT NOT NULL DEFAULT 0;

-- Which slots of a schedule have fired. Events of other kinds are not in it, so it costs them nothing.
CREATE INDEX event_slot ON event (project, source, time) WHERE type = 'schedule';
