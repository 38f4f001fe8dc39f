-- Connectors to the service whose sessions stopped against their own rhythm, while the servers that used them went on.
-- Grain: one silence.
-- Columns: connector, last_at (last row before), resumed_at (first session after; NULL: none), hours, due (sessions at least), rhythm,
--   certificate_missing (sessions within an hour of the last one whose certificate could not be found, 454 4.7.5).
WITH users AS (SELECT DISTINCT connector_id, server FROM _log_hours)
SELECT
    s.connector_id AS connector, s.silent_from AS last_at, CASE WHEN NOT s.is_at_end THEN s.silent_to END AS resumed_at, s.hours, s.due, s.rhythm,
    (
        SELECT count(*)
        FROM _sessions AS c
        WHERE c.companion_family = 'certificate_not_found' AND c.connector_id = s.connector_id
            AND c.started_at BETWEEN s.silent_from - INTERVAL 1 HOUR AND s.silent_from + INTERVAL 1 HOUR
    ) AS certificate_missing
FROM _silences AS s
WHERE s.connector_id IS NOT NULL AND NOT s.is_at_start
    AND (
        SELECT coalesce(sum(h.sessions), 0)
        FROM _log_hours AS h
        JOIN users AS u ON u.server = h.server AND u.connector_id = s.connector_id
        WHERE h.hour >= s.from_hour AND h.hour < s.to_hour
    ) >= 20
ORDER BY last_at, connector;
