-- What a lane has learned of the tool's own limit, and since when its credentials are refused; null where there is nothing.
ALTER TABLE lane ADD COLUMN learned TEXT;
ALTER TABLE lane ADD COLUMN refused_at BIGINT;
