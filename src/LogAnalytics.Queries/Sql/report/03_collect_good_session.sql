-- Keeps the session to set beside a bad one: the nearest that passed, of the same server, connector and remote as far as there is one.
-- Grain: one session, none where none passed.
-- Parameters: $incident, $server, $time (of the bad trial).
INSERT INTO report_sessions
WITH bad AS (SELECT * FROM scope WHERE server = $server AND decided_at = $time AND failed ORDER BY trial_id LIMIT 1),
passed AS (
    SELECT p.part_id, p.session_number
    FROM scope AS p, bad AS b
    WHERE p.proves AND p.is_attributed
    ORDER BY
        p.server IS DISTINCT FROM b.server, p.connector_id IS DISTINCT FROM b.connector_id, p.remote_endpoint IS DISTINCT FROM b.remote_endpoint,
        abs(epoch_us(p.decided_at) - epoch_us(b.decided_at)), p.trial_id
    LIMIT 1
)
SELECT $incident, 'good', s.session_id, s.part_id, s.session_number, NULL
FROM passed
JOIN _sessions AS s USING (part_id, session_number);
