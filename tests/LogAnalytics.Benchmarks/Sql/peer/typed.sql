-- Logs to Parquet with the columns given, since detection takes its time with every file; all else is left to the engine.
-- Output: events.parquet, nine flat columns.
SET threads = {threads};
COPY (
    SELECT * FROM read_csv('{logs}/**/*.LOG', header = false, skip = 5,
        columns = {'time': 'TIMESTAMP', 'connector_id': 'VARCHAR', 'session_id': 'VARCHAR', 'sequence_number': 'INTEGER',
            'local_endpoint': 'VARCHAR', 'remote_endpoint': 'VARCHAR', 'event': 'VARCHAR', 'data': 'VARCHAR', 'context': 'VARCHAR'})
) TO '{output}/events.parquet' (FORMAT parquet);
