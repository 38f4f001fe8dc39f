-- After which instant what broke must have changed: so many passes before the window, on the first server to fail, need not rule it out.
-- Grain: one row.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad, $change_scope (slice of the passes that are asked), $last_good_at, $passes (those and the one before them).
-- Columns: time (of the last pass that does rule it out, or of the first one there is; without any, $last_good_at).
SELECT coalesce(min(decided_at), CAST($last_good_at AS TIMESTAMP)) AS time
FROM (
    SELECT t.decided_at
    FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad) AS t
    WHERE t.stage = 'before' AND t.proves AND t.is_attributed AND in_slice(t.attributes, $change_scope) AND t.decided_at <= $last_good_at
    ORDER BY t.trial_id DESC
    LIMIT $passes
)
