-- Which certificate went to which remote endpoint, and how did it fare?
-- Grain: one sent_certificate_thumbprint (NULL: none was sent) and remote_endpoint.
-- Parameters: $server, $from, $to (of the sessions' starts; NULL = any; $to is exclusive).
-- Columns: as in views/certificate_endpoints.
SELECT
    sent_certificate_thumbprint, max(sent_certificate_subject) AS sent_certificate_subject, remote_endpoint, max(remote_host) AS remote_host,
    list_sort(list(DISTINCT server)) AS servers,
    list_sort(list(DISTINCT connector_id)) AS connectors,
    count(*) AS sessions,
    count(*) FILTER (WHERE outcome = 'attributed') AS attributed,
    count(*) FILTER (WHERE outcome = 'attribution_failed') AS attribution_failed,
    count(*) FILTER (WHERE outcome = 'attribution_failed')
        / nullif(CAST(count(*) FILTER (WHERE outcome IN ('attributed', 'attribution_failed')) AS DOUBLE), 0) AS failure_rate,
    min(started_at) AS first_seen, max(started_at) AS last_seen,
    min(first_attribution_error_at) AS first_failure, max(first_attribution_error_at) AS last_failure
FROM sessions
WHERE ($server IS NULL OR lower(server) = lower($server)) AND ($from IS NULL OR started_at >= $from) AND ($to IS NULL OR started_at < $to)
GROUP BY sent_certificate_thumbprint, remote_endpoint
ORDER BY failure_rate DESC NULLS LAST, attribution_failed DESC, sessions DESC, sent_certificate_thumbprint, remote_endpoint
