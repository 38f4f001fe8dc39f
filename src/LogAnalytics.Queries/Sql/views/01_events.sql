-- Every row of every Send log.
-- Grain: one log row.
-- Columns: server, service, connector_id, session_id, sequence_number, time (UTC), local_endpoint, remote_endpoint,
--   event (+ - > < *), data (invalid UTF-8 shows as U+FFFD), context, data_raw (the bytes where data is not exact),
--   file_id, line_number (1-based), byte_offset; session_split tells sessions apart that share a placeholder id.
CREATE OR REPLACE TEMP VIEW events AS
SELECT
    server, service, connector_id, session_id, sequence_number, time, local_endpoint, remote_endpoint, event, data, context,
    data_raw, file_id, line_number, byte_offset, session_split
FROM _events;
