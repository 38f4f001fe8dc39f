-- What an analysis has worked out about remotes and connectors, for another database over the same lake.
-- Grain: one remote address, domain of hosts, or connector.
-- Columns: kind (address, host, connector, role), subject, value (the family or role), evidence (of a role).
SELECT 'address' AS kind, remote_address AS subject, remote_family AS value, NULL AS evidence FROM _address_family
UNION ALL
SELECT 'host', host_domain, remote_family, NULL FROM _host_family
UNION ALL
SELECT 'connector', connector_id, remote_family, NULL FROM _connector_family
UNION ALL
SELECT 'role', connector_id, relay_role, relay_evidence FROM _connector_role
ORDER BY kind, subject;
