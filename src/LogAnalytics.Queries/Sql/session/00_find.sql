-- The sessions that have an id; one server's counter may come back to it, and masked ids are shared.
-- Grain: one session.
-- Parameters: $id; $server (NULL: any).
-- Columns: server, service, day (of its partition), part_id, session_number, session_id, connector, remote_endpoint, remote_host, started_at,
--   outcome, event_count.
SELECT
    server, service, date AS day, part_id, session_number, session_id, connector_id AS connector, remote_endpoint, remote_host, started_at, outcome,
    event_count
FROM _sessions
WHERE session_id IN ($id, upper($id)) AND ($server IS NULL OR lower(server) = lower($server))
ORDER BY started_at, server, service, part_id, session_number;
