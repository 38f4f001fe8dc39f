-- Every row of every Send log.
-- Grain: one log row.
-- Columns: server, service, connector_id, session_id, sequence_number, time (UTC), local_endpoint, remote_endpoint,
--   event (+ - > < *), data (invalid UTF-8 shows as U+FFFD), context, data_raw (the bytes where data is not exact),
--   file_id, line_number (1-based), byte_offset; session_split tells sessions apart that share a placeholder id.
CREATE OR REPLACE TEMP VIEW events AS
SELECT
    s.server, s.service,
    coalesce(e.connector_id_override, s.connector_id, '') AS connector_id,
    s.session_id, e.sequence_number, e.time,
    -- Empty until the connection stands.
    coalesce(e.local_endpoint_override, CASE WHEN e.sequence_number >= s.local_from_sequence THEN s.local_endpoint END, '') AS local_endpoint,
    coalesce(e.remote_endpoint_override, s.remote_endpoint, '') AS remote_endpoint,
    e.event, e.data, e.context, e.data_raw, f.file_id, e.line_number, e.byte_offset, s.session_split
FROM _events AS e
JOIN _sessions AS s ON s.part_id = e.part_id AND s.session_number = e.session_number
JOIN _part_files AS f ON f.part_id = e.part_id AND f.file_number = e.file_number;
