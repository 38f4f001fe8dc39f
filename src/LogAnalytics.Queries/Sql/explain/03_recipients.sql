-- How many recipients were refused for lack of attribution during the window? Each refusal counts, also of a retry.
-- Grain: one row.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad.
-- Columns: recipients_refused.
SELECT count(*) AS recipients_refused
FROM recipients AS r
JOIN incident_trials($from, $to, $series, $slice, $first_bad, $last_bad) AS t
    USING (server, service, session_id, session_split, message_index)
WHERE t.failed AND t.in_slice AND t.stage = 'during'
    AND r.family IN (SELECT id FROM reply_families WHERE class = 'A')
