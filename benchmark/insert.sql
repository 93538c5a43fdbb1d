-- One durable row of 1 KiB per transaction, for pgbench; the table is made once by insert-table.sql.
INSERT INTO benchmark_row (payload) VALUES (repeat('x', 1024));
