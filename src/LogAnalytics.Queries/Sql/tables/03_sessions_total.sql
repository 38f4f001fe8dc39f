-- How many sessions there are, how many of them with the service, and when the last one ended.
-- Grain: one row.
-- Columns: sessions, service_sessions, last_at (NULL: there is none).
SELECT
    CAST(coalesce(sum(k.sessions), 0) AS BIGINT) AS sessions,
    CAST(coalesce(sum(k.sessions) FILTER (WHERE r.remote_family = 'exchange_online'), 0) AS BIGINT) AS service_sessions,
    max(k.last_ended_at) AS last_at
FROM _kinds AS k
JOIN _kind_relevance AS r USING (part_id, kind_number);
