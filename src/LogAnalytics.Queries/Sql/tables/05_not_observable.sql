-- Connectors to the tenant only: lost attribution never shows there, so a clean result says nothing.
-- Grain: one connector.
-- Columns: connector, sessions, relay_evidence.
SELECT connector_id AS connector, CAST(sum(sessions) AS BIGINT) AS sessions, max(r.relay_evidence) AS relay_evidence
FROM _kinds
JOIN _connector_role AS r USING (connector_id)
WHERE r.relay_role = 'tenant_only'
GROUP BY connector_id
ORDER BY connector;
