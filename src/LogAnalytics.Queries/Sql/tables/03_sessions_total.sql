-- How many sessions there are to look at, and until when.
-- Grain: one row.
-- Columns: sessions, service_sessions (with the service), last_at (newest row of a session).
SELECT
    count(*) AS sessions,
    count(*) FILTER (WHERE remote_family = 'exchange_online') AS service_sessions,
    max(ended_at) AS last_at
FROM _session_relevance;
