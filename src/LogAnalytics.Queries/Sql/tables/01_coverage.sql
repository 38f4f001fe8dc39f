-- What the lake holds of each server and service.
-- Grain: one server and service.
-- Columns: first, last (rows), files, rows.
SELECT
    server, service, min(first_time) AS first, max(last_time) AS last, count(*) AS files, CAST(sum(event_lines) AS BIGINT) AS rows
FROM files
WHERE status <> 'skipped' AND first_time IS NOT NULL
GROUP BY server, service
ORDER BY server, service;
