-- Where logs are, hour by hour.
-- Grain: one server, service and hour between the first and the last row of that server and service.
-- Columns: rows (log rows in the hour, counted by the sessions that began in it), gap (quiet: no session began in the hour).
CREATE OR REPLACE TEMP VIEW coverage AS
WITH per_hour AS (
    SELECT server, service, date_trunc('hour', started_at) AS hour, CAST(sum(event_count) AS BIGINT) AS rows
    FROM _sessions
    GROUP BY server, service, date_trunc('hour', started_at)
),
spans AS (
    SELECT server, service, unnest(generate_series(min(hour), max(hour), INTERVAL 1 HOUR)) AS hour
    FROM per_hour
    GROUP BY server, service
)
SELECT s.server, s.service, s.hour, coalesce(p.rows, 0) AS rows, CASE WHEN p.rows IS NULL THEN 'quiet' END AS gap
FROM spans AS s
LEFT JOIN per_hour AS p USING (server, service, hour);
