-- The first message after the window that proves attribution again, on the same servers and under the same conditions.
-- Grain: one row; none where there is none.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad, $comparable_after (conditions of the slice that held before; none where the failing value is gone).
-- Columns: time (of the deciding reply), session_started_at, server, session_id, file, line.
SELECT
    t.decided_at AS time, t.session_started_at, t.server, t.session_id,
    (SELECT min(f.path) FROM files AS f WHERE f.file_id = t.file_id AND f.server = t.server AND f.service = t.service) AS file,
    t.line_number AS line
FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad) AS t
WHERE t.stage = 'after' AND t.proves AND t.in_servers AND t.is_concerned AND in_slice(t.attributes, $comparable_after)
ORDER BY t.trial_id
LIMIT 1
