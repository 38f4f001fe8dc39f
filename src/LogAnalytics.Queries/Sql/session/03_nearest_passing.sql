-- The passing session that a session compares with best: what they share first, then how near in time they are.
-- Grain: one row; none where no session of the connector has passed.
-- Parameters: $server, $connector, $remote_endpoint, $remote_host, $started_at; $part_id and $session_number of the session itself.
-- Columns: as in find, and shared (server_remote, server_host, server, remote, connector: what is the same beside the connector).
SELECT
    server, service, date AS day, part_id, session_number, session_id, connector_id AS connector, remote_endpoint, remote_host, started_at, outcome,
    event_count,
    CASE
        WHEN server = $server AND remote_endpoint = $remote_endpoint THEN 'server_remote'
        WHEN server = $server AND remote_host = $remote_host THEN 'server_host'
        WHEN server = $server THEN 'server'
        WHEN remote_endpoint = $remote_endpoint THEN 'remote'
        ELSE 'connector'
    END AS shared
FROM _sessions
WHERE outcome = 'attributed' AND connector_id IS NOT DISTINCT FROM $connector AND NOT (part_id = $part_id AND session_number = $session_number)
ORDER BY
    list_position(['server_remote', 'server_host', 'server', 'remote', 'connector'], shared),
    abs(epoch_us(started_at) - epoch_us(CAST($started_at AS TIMESTAMP))), started_at, server, service, part_id, session_number
LIMIT 1;
