-- The approvals of a project that wait for an answer, by execution. Tasks of other kinds are not in it, so it costs them nothing.
CREATE INDEX task_approval ON task (project, subject, step) WHERE kind = 'approval';
