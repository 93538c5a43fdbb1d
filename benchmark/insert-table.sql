CREATE TABLE IF NOT EXISTS benchmark_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload text NOT NULL);
TRUNCATE benchmark_row;
SHOW fsync;
SHOW synchronous_commit;
