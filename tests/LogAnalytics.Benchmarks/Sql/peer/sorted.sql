-- The same work: the rows of a session together and in order, and a table of sessions. Tuned as the flat conversion is.
-- Output: events.parquet in session order; sessions.parquet, one row per session.
SET threads = {threads};
SET temp_directory = '{output}/spill';
COPY (
    SELECT * FROM read_csv('{logs}/**/*.LOG', header = false, skip = 5, auto_detect = false, delim = ',', quote = '"', escape = '"',
        buffer_size = 4194304, null_padding = false, ignore_errors = true,
        columns = {'time': 'TIMESTAMP', 'connector_id': 'VARCHAR', 'session_id': 'VARCHAR', 'sequence_number': 'INTEGER',
            'local_endpoint': 'VARCHAR', 'remote_endpoint': 'VARCHAR', 'event': 'VARCHAR', 'data': 'VARCHAR', 'context': 'VARCHAR'})
    ORDER BY session_id, sequence_number
) TO '{output}/events.parquet' (FORMAT parquet, COMPRESSION zstd);
SET preserve_insertion_order = false;
COPY (
    SELECT
        session_id,
        any_value(connector_id) AS connector_id,
        min(time) AS started_at,
        max(time) AS ended_at,
        max(local_endpoint) AS local_endpoint,
        any_value(remote_endpoint) AS remote_endpoint,
        max(regexp_extract(data, '\b[0-9A-F]{40}\b')) FILTER (context LIKE 'Sending certificate%') AS sent_certificate_thumbprint,
        count(*) FILTER (data LIKE '550 5.7.64%') AS attribution_errors,
        min(time) FILTER (data LIKE '550 5.7.64%') AS first_attribution_error_at,
        bool_or(event = '+') AS has_connect,
        bool_or(event = '-') AS has_disconnect,
        count(*) AS events
    FROM read_parquet('{output}/events.parquet')
    GROUP BY session_id
) TO '{output}/sessions.parquet' (FORMAT parquet, COMPRESSION zstd);
