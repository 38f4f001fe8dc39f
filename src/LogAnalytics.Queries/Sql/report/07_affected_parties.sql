-- Whose mail an incident refused, those with most first.
-- Grain: one incident and sender, or recipient domain.
-- Parameters: $most (rows of each kind and incident).
-- Columns: incident, kind (sender, recipient_domain), value ('' is the null sender), recipients, later_delivered, first_at, last_at,
--   all_rows (how many values there are).
WITH parties AS (
    SELECT incident, 'sender' AS kind, coalesce(sender, '') AS value, later_delivered, first_refused_at, last_refused_at FROM affected_messages
    UNION ALL
    SELECT incident, 'recipient_domain', coalesce(split_part(recipient, '@', -1), ''), later_delivered, first_refused_at, last_refused_at FROM affected_messages
)
SELECT
    incident, kind, value,
    count(*) AS recipients,
    count(*) FILTER (WHERE later_delivered) AS later_delivered,
    min(first_refused_at) AS first_at, max(last_refused_at) AS last_at,
    count(*) OVER (PARTITION BY incident, kind) AS all_rows
FROM parties
GROUP BY incident, kind, value
QUALIFY row_number() OVER (PARTITION BY incident, kind ORDER BY count(*) DESC, value) <= $most
ORDER BY incident, kind, recipients DESC, value;
