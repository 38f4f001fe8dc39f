-- Logs to Parquet as fast as the engine can: no order kept, schema given, larger buffers, errors skipped.
-- Output: events.parquet, nine flat columns.
SET threads = {threads};
SET preserve_insertion_order = false;
COPY (
    SELECT * FROM read_csv('{logs}/**/*.LOG', header = false, skip = 5, auto_detect = false, delim = ',', quote = '"', escape = '"',
        buffer_size = 4194304, null_padding = false, ignore_errors = true,
        columns = {'time': 'TIMESTAMP', 'connector_id': 'VARCHAR', 'session_id': 'VARCHAR', 'sequence_number': 'INTEGER',
            'local_endpoint': 'VARCHAR', 'remote_endpoint': 'VARCHAR', 'event': 'VARCHAR', 'data': 'VARCHAR', 'context': 'VARCHAR'})
) TO '{output}/events.parquet' (FORMAT parquet, COMPRESSION zstd);
