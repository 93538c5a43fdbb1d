-- What a foreach step goes over: its items in round 0, later which of them are to be done again; up to 1,000 in a row.
CREATE TABLE chunk (
  execution INTEGER NOT NULL,
  step TEXT NOT NULL,
  round INTEGER NOT NULL,
  no INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (execution, step, round, no)
) WITHOUT ROWID;
