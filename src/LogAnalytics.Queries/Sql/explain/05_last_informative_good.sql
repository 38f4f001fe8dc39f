-- The same, of the successes alone that prove attribution.
-- Grain: one row; none where there is none.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad, $comparable (conditions of the slice that held before), $any_server (no server of the window had passed before).
-- Columns: time (of the deciding reply), session_started_at, server, session_id, file, line.
SELECT
    t.decided_at AS time, t.session_started_at, t.server, t.session_id,
    (SELECT min(f.path) FROM files AS f WHERE f.file_id = t.file_id AND f.server = t.server AND f.service = t.service) AS file,
    t.line_number AS line
FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad) AS t
WHERE t.stage = 'before' AND t.proves AND t.is_attributed
    AND in_slice(t.attributes, $comparable) AND (t.in_servers OR $any_server)
ORDER BY t.trial_id DESC
LIMIT 1
