-- How much each log and connector holds, hour by hour.
-- Grain: _session_hours one kind of session of a part and hour; _log_hours one server, service, connector and hour; both of those with
--   sessions.
-- Columns: sessions, rows (of the sessions that began then), holes (rows missing inside sessions), hole_sessions, first_start, last_start,
--   last_end, hole_from and hole_to (of the sessions with holes); of _log_hours also service_sessions (with Exchange Online).
CREATE OR REPLACE TEMP VIEW _session_hours AS
SELECT
    part_id, kind_number, date_trunc('hour', started_at) AS hour,
    count(*) AS sessions,
    CAST(sum(event_count) AS BIGINT) AS rows,
    CAST(sum(sequence_holes) AS BIGINT) AS holes,
    count(*) FILTER (WHERE sequence_holes > 0) AS hole_sessions,
    min(started_at) AS first_start, max(started_at) AS last_start, max(ended_at) AS last_end,
    min(started_at) FILTER (WHERE sequence_holes > 0) AS hole_from, max(ended_at) FILTER (WHERE sequence_holes > 0) AS hole_to
FROM _logged_sessions
GROUP BY part_id, kind_number, date_trunc('hour', started_at);

CREATE OR REPLACE TEMP VIEW _log_hours AS
SELECT
    k.server, k.service, k.connector_id, h.hour,
    CAST(sum(h.sessions) AS BIGINT) AS sessions,
    CAST(coalesce(sum(h.sessions) FILTER (WHERE k.remote_family = 'exchange_online'), 0) AS BIGINT) AS service_sessions,
    CAST(sum(h.rows) AS BIGINT) AS rows,
    CAST(sum(h.holes) AS BIGINT) AS holes,
    CAST(sum(h.hole_sessions) AS BIGINT) AS hole_sessions,
    min(h.first_start) AS first_start, max(h.last_end) AS last_end,
    min(h.hole_from) AS hole_from, max(h.hole_to) AS hole_to
FROM _session_hours AS h
JOIN _kinds AS k ON k.part_id = h.part_id AND k.kind_number = h.kind_number
GROUP BY k.server, k.service, k.connector_id, h.hour;
