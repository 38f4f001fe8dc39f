-- TLS negotiations with the service that failed on the incident's servers.
-- Grain: one error.
-- Parameters: $first_bad_at (TIMESTAMP).
-- Columns: error, failed_before, failed_since, first_at.
SELECT
    tls_error AS error,
    count(*) FILTER (WHERE started_at < $first_bad_at - INTERVAL 1 HOUR) AS failed_before,
    count(*) FILTER (WHERE started_at >= $first_bad_at - INTERVAL 1 HOUR) AS failed_since,
    min(started_at) AS first_at
FROM _sessions
WHERE tls_error IS NOT NULL
    AND server IN (SELECT server FROM scope_cells WHERE in_servers)
    AND connector_id IN (SELECT connector_id FROM scope_cells WHERE in_servers)
GROUP BY tls_error
ORDER BY first_at, error;
