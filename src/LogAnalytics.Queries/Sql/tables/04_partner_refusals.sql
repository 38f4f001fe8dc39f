-- Attribution errors on connectors that deliver by MX: the fault of the partner that refuses.
-- Grain: one connector and recipient domain.
-- Columns: refused (recipients), accepted, first_at, last_at.
SELECT
    s.connector_id AS connector,
    r.recipient_domain,
    count(*) FILTER (WHERE r.family IN ('tenant_attribution', 'attr36', 'attr35')) AS refused,
    count(*) FILTER (WHERE r.outcome = 'accepted') AS accepted,
    min(r.replied_at) FILTER (WHERE r.family IN ('tenant_attribution', 'attr36', 'attr35')) AS first_at,
    max(r.replied_at) FILTER (WHERE r.family IN ('tenant_attribution', 'attr36', 'attr35')) AS last_at
FROM recipients AS r
JOIN sessions AS s USING (server, service, session_id, session_split)
WHERE s.relay_role = 'mx_delivery'
GROUP BY s.connector_id, r.recipient_domain
HAVING count(*) FILTER (WHERE r.family IN ('tenant_attribution', 'attr36', 'attr35')) > 0
ORDER BY connector, recipient_domain;
