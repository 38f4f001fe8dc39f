-- What the lake holds of each server and service.
-- Grain: one server and service.
-- Columns: first, last (rows), files, rows, sessions, rhythm (own, others or none: what silence can be judged by).
SELECT
    f.server, f.service, min(f.first_time) AS first, max(f.last_time) AS last, count(*) AS files, CAST(sum(f.event_lines) AS BIGINT) AS rows,
    coalesce(any_value(r.sessions), 0) AS sessions, coalesce(any_value(r.rhythm), 'none') AS rhythm
FROM files AS f
LEFT JOIN _log_rhythm AS r USING (server, service)
WHERE f.status IN ('converted', 'open') AND f.first_time IS NOT NULL
GROUP BY f.server, f.service
ORDER BY f.server, f.service;
