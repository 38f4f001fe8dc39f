-- Those trials in words.
-- Grain: one bound.
-- Inputs: _bounds.
-- Columns: bound, trial_id, time, session_started_at, server, service, session_id, file, line.
SELECT
    b.bound, b.trial_id, b.decided_at AS time, s.started_at AS session_started_at, c.server, c.service, s.session_id,
    (SELECT min(f.path) FROM files AS f WHERE f.file_id = p.file_id AND f.server = c.server AND f.service = c.service) AS file,
    m.line_number AS line
FROM _bounds AS b
JOIN places AS c USING (place)
JOIN _messages AS m USING (part_id, session_number, message_index)
JOIN _sessions AS s USING (part_id, session_number)
JOIN _part_files AS p ON p.part_id = m.part_id AND p.file_number = m.file_number
ORDER BY b.bound;
