-- Which certificate went to which remote endpoint, and when it began to fail.
-- Grain: one thumbprint (NULL: none was sent) and remote endpoint.
-- Inputs: logs, nine flat columns; a session's certificate and errors must be gathered from its rows first.
WITH session AS (
    SELECT
        any_value(remote_endpoint) AS remote_endpoint,
        min(time) AS started_at,
        max(regexp_extract(data, '\b[0-9A-F]{40}\b')) FILTER (context LIKE 'Sending certificate%') AS thumbprint,
        min(time) FILTER (data LIKE '550 5.7.64%') AS failed_at
    FROM logs
    GROUP BY session_id
)
SELECT
    thumbprint, remote_endpoint, count(*) AS sessions, min(started_at) AS first_seen, max(started_at) AS last_seen,
    min(failed_at) AS first_failure, max(failed_at) AS last_failure
FROM session
GROUP BY thumbprint, remote_endpoint
ORDER BY thumbprint, remote_endpoint
