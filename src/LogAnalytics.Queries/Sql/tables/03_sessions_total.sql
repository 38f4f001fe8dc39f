-- Sessions by what they can say.
-- Grain: one row.
-- Columns: sessions, service_sessions (with the service), relay_sessions (on connectors that relay, or may), failed_sessions.
SELECT
    count(*) AS sessions,
    count(*) FILTER (WHERE remote_family = 'exchange_online') AS service_sessions,
    count(*) FILTER (WHERE remote_family = 'exchange_online' AND relay_role IN ('relay', 'unknown')) AS relay_sessions,
    count(*) FILTER (WHERE outcome = 'attribution_failed') AS failed_sessions,
    min(started_at) AS first_at,
    max(ended_at) AS last_at
FROM sessions;
