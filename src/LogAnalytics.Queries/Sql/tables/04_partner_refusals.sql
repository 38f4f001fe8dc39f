-- Attribution errors on connectors that deliver by MX: the fault of the partner that refuses.
-- Grain: one connector and recipient domain.
-- Columns: refused (recipients), accepted, first_at, last_at.
WITH answered AS (
    SELECT
        c.connector_id, d.recipient_domain, d.recipients, d.outcome, d.first_at, d.last_at,
        coalesce(d.family IN (SELECT id FROM _attribution_families), FALSE) AS is_failed
    FROM _connector_domains AS d
    JOIN _connector_role AS c ON c.connector_id IS NOT DISTINCT FROM d.connector_id
    WHERE c.relay_role = 'mx_delivery'
)
SELECT
    connector_id AS connector,
    recipient_domain,
    CAST(sum(recipients) FILTER (WHERE is_failed) AS BIGINT) AS refused,
    CAST(coalesce(sum(recipients) FILTER (WHERE outcome = 'accepted'), 0) AS BIGINT) AS accepted,
    min(first_at) FILTER (WHERE is_failed) AS first_at,
    max(last_at) FILTER (WHERE is_failed) AS last_at
FROM answered
GROUP BY connector_id, recipient_domain
HAVING bool_or(is_failed)
ORDER BY connector, recipient_domain;
