-- The executions of a project by time: what lists and statistics read. Without it a page of the list sorted all of a project's
-- history, or passed over everybody else's. Ids grow with time, so entries are added at the end.
CREATE INDEX execution_by_project ON execution (project, id);
