-- How much room a caught request takes, so that the catcher can keep to a number of bytes of a project. The index holds all that
-- the adding up asks for.
ALTER TABLE caught ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
UPDATE caught SET bytes = length(body) + length(path) + length(query) + length(headers);
CREATE INDEX caught_by_age ON caught (project, id, bytes);
