-- Question: Which sender and recipient domains were refused most, and by which reply?
-- Grain: one sender domain, recipient domain and reply family.
-- Columns: recipients, accepted, refused, transient, refused_share, first_refused, last_refused.
-- Parameters:
--   $limit = 50: rows
--   $server = %: servers like this (LIKE)
WITH pairs AS (
    SELECT sender_domain, recipient_domain, count(*) AS recipients, count(*) FILTER (WHERE outcome = 'accepted') AS accepted
    FROM recipients
    WHERE server LIKE $server
    GROUP BY sender_domain, recipient_domain
)
SELECT
    r.sender_domain, r.recipient_domain, r.family, any_value(p.recipients) AS recipients, any_value(p.accepted) AS accepted,
    count(*) FILTER (WHERE r.outcome = 'refused') AS refused, count(*) FILTER (WHERE r.outcome = 'transient') AS transient,
    count(*) FILTER (WHERE r.outcome = 'refused') / CAST(any_value(p.recipients) AS DOUBLE) AS refused_share,
    min(r.replied_at) AS first_refused, max(r.replied_at) AS last_refused
FROM recipients AS r
JOIN pairs AS p ON p.sender_domain IS NOT DISTINCT FROM r.sender_domain AND p.recipient_domain IS NOT DISTINCT FROM r.recipient_domain
WHERE r.outcome IN ('refused', 'transient') AND r.server LIKE $server
GROUP BY r.sender_domain, r.recipient_domain, r.family
ORDER BY refused DESC, transient DESC, r.sender_domain, r.recipient_domain, r.family
LIMIT CAST($limit AS BIGINT)
