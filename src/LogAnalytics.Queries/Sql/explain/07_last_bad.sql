-- The last message of the window that failed.
-- Grain: one row; none where there is none.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad.
-- Columns: time (of the deciding reply), session_started_at, server, session_id, file, line.
SELECT
    t.decided_at AS time, t.session_started_at, t.server, t.session_id,
    (SELECT min(f.path) FROM files AS f WHERE f.file_id = t.file_id AND f.server = t.server AND f.service = t.service) AS file,
    t.line_number AS line
FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad) AS t
WHERE t.stage = 'during' AND t.failed AND t.in_slice
ORDER BY t.trial_id DESC
LIMIT 1
