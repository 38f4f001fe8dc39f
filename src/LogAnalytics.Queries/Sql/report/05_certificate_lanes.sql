-- Which certificate the servers of an incident sent, from when to when.
-- Grain: one run of one certificate on one server and connector (NULL: TLS without one).
-- Parameters: $from, $to (TIMESTAMP).
-- Columns: server, connector, certificate, first_seen, last_seen, sessions.
SELECT server, connector_id AS connector, value AS certificate, first_seen, last_seen, sessions
FROM lineage
WHERE attribute = 'certificate' AND first_seen < $to AND last_seen >= $from
    AND server IN (SELECT server FROM scope_cells)
    AND connector_id IN (SELECT connector_id FROM scope_cells WHERE in_servers)
ORDER BY server, first_seen, connector_id, certificate;
