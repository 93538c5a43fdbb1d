-- Dropping keys whose window is over looks for them once a minute; without an index it would read them all.
CREATE INDEX dedupe_by_end ON dedupe (until);
