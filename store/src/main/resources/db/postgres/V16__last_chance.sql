-- Tasks that two servers died with are claimed one at a time; there are hardly ever any.
CREATE INDEX task_last_chance ON task (turn_at, subject) WHERE crashes = 2 AND place = 1;
