-- Which certificate did the servers send, from when to when? The lanes of the report's chart.
-- Grain: one run of one certificate on one server and connector (NULL: TLS without one).
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad, $chart_from, $chart_to (TIMESTAMP).
-- Columns: server, connector, certificate, first_seen, last_seen, sessions.
WITH seen AS (SELECT server, connector_id, in_servers FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad))
SELECT server, connector_id AS connector, value AS certificate, first_seen, last_seen, sessions
FROM lineage
WHERE attribute = 'certificate' AND first_seen < $chart_to AND last_seen >= $chart_from
    AND server IN (SELECT server FROM seen)
    AND connector_id IN (SELECT connector_id FROM seen WHERE in_servers)
ORDER BY server, first_seen, connector, certificate
