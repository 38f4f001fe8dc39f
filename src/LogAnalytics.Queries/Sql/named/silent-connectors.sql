-- Question: Which connectors have gone silent, measured by their own rhythm?
-- Grain: one server and connector whose last session is further back than usual.
-- Columns: sessions, last_session, silent_hours up to the newest row of the lake, usual_hours (99th percentile of the hours between two
--   sessions), times (silent / usual).
-- Parameters:
--   $times = 10: least multiple of the usual pause
--   $sessions = 20: least number of sessions before
WITH newest AS (SELECT max(started_at) AS now FROM sessions),
pauses AS (
    SELECT
        server, connector_id, started_at,
        epoch_us(started_at - lag(started_at) OVER (PARTITION BY server, connector_id ORDER BY started_at)) / 3.6e9 AS hours
    FROM sessions
    WHERE connector_id IS NOT NULL
),
rhythms AS (
    SELECT server, connector_id, count(*) AS sessions, max(started_at) AS last_session, quantile_cont(hours, 0.99) AS usual_hours
    FROM pauses
    GROUP BY server, connector_id
)
SELECT
    r.server, r.connector_id, r.sessions, r.last_session, epoch_us(n.now - r.last_session) / 3.6e9 AS silent_hours, r.usual_hours,
    silent_hours / nullif(r.usual_hours, 0) AS times
FROM rhythms AS r
CROSS JOIN newest AS n
WHERE r.sessions >= CAST($sessions AS BIGINT) AND silent_hours > r.usual_hours * CAST($times AS DOUBLE)
ORDER BY times DESC, r.server, r.connector_id
