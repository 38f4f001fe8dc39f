-- Question: Which remote endpoints could not be reached or failed TLS, and when?
-- Grain: one server, connector, remote endpoint and outcome (connect_failed, tls_failed).
-- Columns: sessions, first_failed, last_failed, errors (TLS errors or reasons of the close), other_sessions (to the same endpoint).
-- Parameters:
--   $server = %: servers like this (LIKE)
WITH endpoints AS (SELECT server, connector_id, remote_endpoint, count(*) AS sessions FROM sessions GROUP BY server, connector_id, remote_endpoint)
SELECT
    s.server, s.connector_id, s.remote_endpoint, s.outcome, count(*) AS sessions, min(s.started_at) AS first_failed, max(s.started_at) AS last_failed,
    coalesce(list_sort(list(DISTINCT coalesce(s.tls_error, s.close_reason)) FILTER (WHERE coalesce(s.tls_error, s.close_reason) IS NOT NULL)), []) AS errors, any_value(e.sessions) - count(*) AS other_sessions
FROM sessions AS s
JOIN endpoints AS e
    ON e.server = s.server AND e.connector_id IS NOT DISTINCT FROM s.connector_id AND e.remote_endpoint IS NOT DISTINCT FROM s.remote_endpoint
WHERE s.outcome IN ('connect_failed', 'tls_failed') AND s.server LIKE $server
GROUP BY s.server, s.connector_id, s.remote_endpoint, s.outcome
ORDER BY sessions DESC, s.server, s.connector_id, s.remote_endpoint, s.outcome
