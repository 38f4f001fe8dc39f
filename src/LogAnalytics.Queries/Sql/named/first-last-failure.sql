-- Question: When did each server and connector first and last fail for lack of attribution, and between which successes?
-- Grain: one server and connector with sessions that had an attribution error.
-- Columns: last_success_before and first_success_after (start of attributed sessions), failed and attributed sessions between the first
--   and the last failure, recovered.
-- Parameters:
--   $server = %: servers like this (LIKE)
WITH failures AS (
    SELECT server, connector_id, min(first_attribution_error_at) AS first_failure, max(first_attribution_error_at) AS last_failure, count(*) AS failed
    FROM sessions
    WHERE outcome = 'attribution_failed' AND server LIKE $server
    GROUP BY server, connector_id
)
SELECT
    f.server, f.connector_id,
    max(s.started_at) FILTER (WHERE s.started_at < f.first_failure) AS last_success_before, f.first_failure, f.last_failure,
    min(s.started_at) FILTER (WHERE s.started_at > f.last_failure) AS first_success_after, f.failed,
    count(s.started_at) FILTER (WHERE s.started_at BETWEEN f.first_failure AND f.last_failure) AS attributed_between,
    count(s.started_at) FILTER (WHERE s.started_at > f.last_failure) > 0 AS recovered
FROM failures AS f
LEFT JOIN sessions AS s ON s.server = f.server AND s.connector_id = f.connector_id AND s.outcome = 'attributed'
GROUP BY f.server, f.connector_id, f.first_failure, f.last_failure, f.failed
ORDER BY f.first_failure, f.server, f.connector_id
