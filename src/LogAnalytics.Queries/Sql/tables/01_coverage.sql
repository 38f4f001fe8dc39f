-- What the lake holds of each server and service.
-- Grain: one server and service.
-- Columns: first, last (rows), files, rows, sessions.
WITH counted AS (SELECT server, service, count(*) AS sessions FROM _sessions GROUP BY server, service)
SELECT
    f.server, f.service, min(f.first_time) AS first, max(f.last_time) AS last, count(*) AS files, CAST(sum(f.event_lines) AS BIGINT) AS rows,
    coalesce(any_value(c.sessions), 0) AS sessions
FROM files AS f
LEFT JOIN counted AS c USING (server, service)
WHERE f.status <> 'skipped' AND f.first_time IS NOT NULL
GROUP BY f.server, f.service
ORDER BY f.server, f.service;
