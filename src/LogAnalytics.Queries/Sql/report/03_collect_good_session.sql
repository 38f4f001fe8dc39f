-- Keeps the session to set beside a bad one: the nearest that passed, of the same server, connector and remote as far as there is one.
-- Grain: one session, none where none passed.
-- Parameters: $incident, $server, $time (of the bad trial).
INSERT INTO report_sessions
WITH bad AS (
    SELECT f.decided_at, p.server, p.connector_id, p.remote_endpoint
    FROM failures AS f
    JOIN scope_places AS p USING (place)
    WHERE p.server = $server AND f.decided_at = $time
    ORDER BY f.trial_id
    LIMIT 1
),
places AS (
    SELECT
        p.place, b.decided_at,
        p.server IS DISTINCT FROM b.server AS is_other_server, p.connector_id IS DISTINCT FROM b.connector_id AS is_other_connector,
        p.remote_endpoint IS DISTINCT FROM b.remote_endpoint AS is_other_remote
    FROM scope_places AS p, bad AS b
    WHERE p.is_attributed
),
passed AS (
    SELECT n.part_id, n.session_number
    FROM _numbered AS n
    JOIN places AS p USING (place)
    JOIN scope_sets AS s ON s.domain_set = n.accepted_set
    WHERE NOT n.failed AND s.proves
    ORDER BY p.is_other_server, p.is_other_connector, p.is_other_remote, abs(epoch_us(n.decided_at) - epoch_us(p.decided_at)), n.trial_id
    LIMIT 1
)
SELECT $incident, 'good', s.session_id, s.part_id, s.session_number, NULL
FROM passed
JOIN _sessions AS s USING (part_id, session_number);
