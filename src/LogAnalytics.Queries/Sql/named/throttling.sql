-- Question: When and where did the service slow us down?
-- Grain: one hour (UTC), server, connector and family of throttling replies (server busy, out-of-date server, tenant thresholds).
-- Columns: recipients put off or refused, sessions, codes (enhanced status codes), the hour's recipients, share.
-- Parameters:
--   $server = %: servers like this (LIKE)
WITH hours AS (
    SELECT r.*, s.connector_id, time_bucket(INTERVAL 1 HOUR, r.replied_at) AS hour
    FROM recipients AS r
    JOIN sessions AS s ON s.server = r.server AND s.service = r.service AND s.session_id = r.session_id AND s.session_split = r.session_split
    WHERE r.server LIKE $server
),
totals AS (SELECT hour, server, connector_id, count(*) AS recipients FROM hours GROUP BY hour, server, connector_id)
SELECT
    h.hour, h.server, h.connector_id, h.family, count(*) AS throttled, count(DISTINCT h.session_id) AS sessions,
    list_sort(list(DISTINCT h.enhanced_code)) AS codes, any_value(t.recipients) AS recipients,
    count(*) / CAST(any_value(t.recipients) AS DOUBLE) AS share
FROM hours AS h
JOIN totals AS t ON t.hour = h.hour AND t.server = h.server AND t.connector_id = h.connector_id
WHERE h.family IN ('server_busy', 'out_of_date_server', 'tenant_threshold', 'tenant_recipient_limit', 'too_many_recipients')
GROUP BY h.hour, h.server, h.connector_id, h.family
ORDER BY h.hour, h.server, h.connector_id, h.family
