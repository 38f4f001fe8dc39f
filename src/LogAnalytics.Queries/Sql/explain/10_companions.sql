-- Which replies that often have the same cause stand beside it, in the day before the window and during it?
-- Grain: one family with any such session.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad, $first_bad_at, $last_bad_at (the window in time).
-- Columns: family, before and during (sessions with such a reply), sessions_before, sessions_during (all sessions with the service).
WITH around AS (
    SELECT server, service, session_id, session_split, companion_family, started_at >= $first_bad_at AS is_during
    FROM sessions
    WHERE started_at >= CAST($first_bad_at AS TIMESTAMP) - INTERVAL 1 DAY AND started_at <= $last_bad_at
        AND (remote_family = 'exchange_online' OR companion_family IS NOT NULL)
        AND server IN (SELECT server FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad) WHERE in_servers)
),
replies AS (
    SELECT companion_family AS family, is_during FROM around WHERE companion_family IS NOT NULL
    UNION ALL
    SELECT 'server_busy', a.is_during
    FROM around AS a
    SEMI JOIN (
        SELECT server, service, session_id, session_split FROM recipients WHERE family = 'server_busy' AND enhanced_code LIKE '4.7.5__'
    ) USING (server, service, session_id, session_split)
)
SELECT
    family,
    count(*) FILTER (WHERE NOT is_during) AS before,
    count(*) FILTER (WHERE is_during) AS during,
    (SELECT count(*) FROM around WHERE NOT is_during) AS sessions_before,
    (SELECT count(*) FROM around WHERE is_during) AS sessions_during
FROM replies
WHERE family = 'server_busy' OR family IN (SELECT id FROM reply_families WHERE class = 'B')
GROUP BY family
ORDER BY family
