-- Question: Where are sessions opened and never used for a message?
-- Grain: one server, connector and remote endpoint.
-- Columns: sessions, unused (no MAIL FROM, whatever the reason), of them connect_failed, tls_failed and opened (up, yet idle), share.
-- Parameters:
--   $server = %: servers like this (LIKE)
SELECT
    server, connector_id, remote_endpoint, count(*) AS sessions,
    count(*) FILTER (WHERE message_count = 0) AS unused,
    count(*) FILTER (WHERE outcome = 'connect_failed') AS connect_failed,
    count(*) FILTER (WHERE outcome = 'tls_failed') AS tls_failed,
    count(*) FILTER (WHERE outcome = 'no_relay') AS opened,
    count(*) FILTER (WHERE message_count = 0) / CAST(count(*) AS DOUBLE) AS share
FROM sessions
WHERE server LIKE $server
GROUP BY server, connector_id, remote_endpoint
HAVING unused > 0
ORDER BY unused DESC, server, connector_id, remote_endpoint
