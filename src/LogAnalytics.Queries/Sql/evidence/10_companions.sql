-- Replies that often have the same cause, in the day before the window and during it, on the incident's servers and towards the service.
-- Grain: one family; every family B of the table and throttling (family server_busy with a code 4.7.5xx), with zero counts too.
-- Parameters: $first_bad_at, $last_bad_at (TIMESTAMP).
-- Columns: family, before and during (sessions with such a reply), sessions_before, sessions_during (all sessions with the service).
WITH around AS (
    SELECT part_id, session_number, companion_family, started_at >= $first_bad_at AS is_during
    FROM _session_relevance
    WHERE started_at >= CAST($first_bad_at AS TIMESTAMP) - INTERVAL 1 DAY AND started_at <= $last_bad_at
        AND (remote_family = 'exchange_online' OR companion_family IS NOT NULL)
        AND server IN (SELECT server FROM scope_places WHERE in_servers)
),
replies AS (
    SELECT companion_family AS family, is_during FROM around WHERE companion_family IS NOT NULL
    UNION ALL
    SELECT 'server_busy', is_during
    FROM around
    SEMI JOIN (SELECT part_id, session_number FROM _recipients WHERE family = 'server_busy' AND enhanced_code LIKE '4.7.5__') USING (part_id, session_number)
),
families AS (
    SELECT DISTINCT id AS family FROM _reply_families WHERE class = 'B' OR id = 'server_busy'
)
SELECT
    f.family,
    count(r.family) FILTER (WHERE NOT r.is_during) AS before,
    count(r.family) FILTER (WHERE r.is_during) AS during,
    (SELECT count(*) FROM around WHERE NOT is_during) AS sessions_before,
    (SELECT count(*) FROM around WHERE is_during) AS sessions_during
FROM families AS f
LEFT JOIN replies AS r USING (family)
GROUP BY f.family
ORDER BY f.family;
