-- The revision of the execution that recorded an attempt: what tells the order of recording, and what is new since. Attempts of
-- before are numbered in the order of their ends, which comes to no more than the revision their execution has by now.
ALTER TABLE attempt ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
UPDATE attempt SET revision = ranked.place FROM (
  SELECT subject, step, item, no,
    ROW_NUMBER() OVER (PARTITION BY subject ORDER BY finished_at, step, item, no) AS place
  FROM attempt
) AS ranked
WHERE attempt.subject = ranked.subject AND attempt.step = ranked.step AND attempt.item = ranked.item
  AND attempt.no = ranked.no;
