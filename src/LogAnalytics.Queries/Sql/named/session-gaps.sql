-- Question: In which sessions did nothing happen for long between two rows?
-- Grain: one pause between two rows of one session.
-- Columns: session_id, seconds, paused_at and resumed_at, the row before (event, data) and the row after, with their lines.
-- Parameters:
--   $seconds = 60: least length of the pause
--   $server = %: servers like this (LIKE)
WITH steps AS (
    SELECT
        server, service, session_id, session_split, sequence_number, time, event, data, file_id, line_number,
        lag(time) OVER session AS before_time, lag(event) OVER session AS before_event, lag(data) OVER session AS before_data
    FROM events
    WHERE server LIKE $server
    WINDOW session AS (PARTITION BY server, service, session_id, session_split ORDER BY sequence_number, time, line_number)
)
SELECT
    s.server, s.service, s.session_id, epoch_us(s.time - s.before_time) / 1e6 AS seconds, s.before_time AS paused_at, s.time AS resumed_at,
    s.before_event, s.before_data, s.event, s.data, f.path, s.line_number
FROM steps AS s
LEFT JOIN files AS f ON f.file_id = s.file_id
WHERE s.time - s.before_time >= to_seconds(CAST($seconds AS DOUBLE))
ORDER BY seconds DESC, s.server, s.session_id, s.sequence_number
