-- How much each log and connector holds, hour by hour.
-- Grain: one server, service, connector and hour with sessions.
-- Columns: service_sessions (with Exchange Online), rows (of the sessions that began then), holes (rows missing inside sessions),
--   hole_sessions, first_start, last_end, hole_from and hole_to (of the sessions with holes).
CREATE OR REPLACE TEMP VIEW _log_hours AS
SELECT
    server, service, connector_id, date_trunc('hour', started_at) AS hour,
    count(*) AS sessions,
    count(*) FILTER (WHERE remote_family = 'exchange_online') AS service_sessions,
    CAST(sum(event_count) AS BIGINT) AS rows,
    CAST(sum(sequence_holes) AS BIGINT) AS holes,
    count(*) FILTER (WHERE sequence_holes > 0) AS hole_sessions,
    min(started_at) AS first_start, max(ended_at) AS last_end,
    min(started_at) FILTER (WHERE sequence_holes > 0) AS hole_from, max(ended_at) FILTER (WHERE sequence_holes > 0) AS hole_to
FROM _sessions
GROUP BY server, service, connector_id, date_trunc('hour', started_at);
