-- Logs to Parquet as one types it first: everything is left to the engine.
-- Output: events.parquet, the columns as they are detected.
SET threads = {threads};
COPY (SELECT * FROM read_csv('{logs}/**/*.LOG')) TO '{output}/events.parquet' (FORMAT parquet);
