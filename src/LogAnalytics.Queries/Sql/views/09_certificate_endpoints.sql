-- Which certificate went to which remote endpoint, and how it fared.
-- Grain: one sent_certificate_thumbprint (NULL: none was sent) and remote_endpoint.
-- Columns: failure_rate = attribution_failed / (attributed + attribution_failed) sessions, NULL where neither occurred.
--   The failures are told by replies: the first attribution error of the first and of the last session that had one.
CREATE OR REPLACE TEMP VIEW certificate_endpoints AS
SELECT
    sent_certificate_thumbprint,
    max(sent_certificate_subject) AS sent_certificate_subject,
    remote_endpoint,
    max(remote_host) AS remote_host,
    list_sort(list(DISTINCT server)) AS servers,
    list_sort(list(DISTINCT connector_id)) AS connectors,
    count(*) AS sessions,
    count(*) FILTER (WHERE outcome = 'attributed') AS attributed,
    count(*) FILTER (WHERE outcome = 'attribution_failed') AS attribution_failed,
    count(*) FILTER (WHERE outcome = 'attribution_failed')
        / nullif(CAST(count(*) FILTER (WHERE outcome IN ('attributed', 'attribution_failed')) AS DOUBLE), 0) AS failure_rate,
    min(started_at) AS first_seen,
    max(started_at) AS last_seen,
    min(first_attribution_error_at) AS first_failure,
    max(first_attribution_error_at) AS last_failure
FROM _sessions
GROUP BY sent_certificate_thumbprint, remote_endpoint;
