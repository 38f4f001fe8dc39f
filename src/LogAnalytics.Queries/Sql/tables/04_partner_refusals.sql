-- Attribution errors on connectors that deliver by MX: the fault of the partner that refuses.
-- Grain: one connector and recipient domain.
-- Columns: refused (recipients), accepted, first_at, last_at.
WITH answered AS (
    SELECT
        s.connector_id, r.recipient_domain, r.outcome, r.replied_at,
        coalesce(r.family IN (SELECT id FROM _attribution_families), FALSE) AS is_failed
    FROM _recipients AS r
    JOIN _session_relevance AS s USING (part_id, session_number)
    WHERE s.relay_role = 'mx_delivery'
)
SELECT
    connector_id AS connector,
    recipient_domain,
    count(*) FILTER (WHERE is_failed) AS refused,
    count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
    min(replied_at) FILTER (WHERE is_failed) AS first_at,
    max(replied_at) FILTER (WHERE is_failed) AS last_at
FROM answered
GROUP BY connector_id, recipient_domain
HAVING count(*) FILTER (WHERE is_failed) > 0
ORDER BY connector, recipient_domain;
