-- Where the rows of cited sessions stand in the logs.
-- Grain: one row of one session, in order of its sequence number.
-- Parameters: $session_ids (ids, parted by chr(31)).
-- Columns: server, service, session_id, started_at, path (the first of the file's), file_id, line_number, byte_offset.
WITH cited AS (
    SELECT part_id, session_number, server, service, session_id, started_at
    FROM _sessions
    WHERE list_contains(string_split($session_ids, chr(31)), session_id)
)
SELECT
    s.server, s.service, s.session_id, s.started_at,
    (SELECT min(f.path) FROM files AS f WHERE f.file_id = p.file_id AND f.server = s.server AND f.service = s.service) AS path,
    p.file_id, r.line_number, r.byte_offset
FROM cited AS s
JOIN _events AS r ON r.part_id = s.part_id AND r.session_number = s.session_number
JOIN _part_files AS p ON p.part_id = r.part_id AND p.file_number = r.file_number
ORDER BY s.server, s.service, s.started_at, s.session_id, r.sequence_number, p.file_id, r.line_number;
