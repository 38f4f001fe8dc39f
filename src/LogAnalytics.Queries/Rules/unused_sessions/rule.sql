-- Id: unused_sessions
-- Title: Sessions opened and never used
-- Level: low
-- Description: A server opens most of its sessions to an endpoint and sends nothing through them. Each holds a connection slot at the
--   receiver, which may throttle. Look at the session (loganalytics session ID) for what comes last before it is closed.
-- False positives: Monitoring that probes the connector; a day on which nearly nothing was sent.
-- References: CSS-Exchange issue 891 (microsoft/CSS-Exchange on GitHub)
-- Parameters:
--   $least = 20: unused sessions a day
--   $share = 0.5: of all sessions of the day that reached the endpoint
SELECT
    printf('%s opened %d of %d sessions to %s on %s without sending a message.', server, unused, sessions, remote_endpoint, day) AS text,
    server, connector_id, remote_endpoint, day, sessions, unused, first_at, last_at, session_id
FROM (
    SELECT
        server, connector_id, remote_endpoint, CAST(started_at AS DATE) AS day, count(*) AS sessions,
        count(*) FILTER (WHERE outcome = 'no_relay') AS unused,
        min(started_at) FILTER (WHERE outcome = 'no_relay') AS first_at, max(started_at) FILTER (WHERE outcome = 'no_relay') AS last_at,
        arg_min(session_id, (started_at, session_id)) FILTER (WHERE outcome = 'no_relay') AS session_id
    FROM sessions
    WHERE outcome <> 'connect_failed'
    GROUP BY server, connector_id, remote_endpoint, CAST(started_at AS DATE)
)
WHERE unused >= CAST($least AS BIGINT) AND unused >= CAST($share AS DOUBLE) * sessions
ORDER BY unused DESC, server, connector_id, remote_endpoint, day
