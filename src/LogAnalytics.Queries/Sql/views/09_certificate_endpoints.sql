-- Which certificate went to which remote endpoint, and how it fared.
-- Grain: one sent_certificate_thumbprint (NULL: none was sent) and remote_endpoint.
-- Inputs: _kinds; no session is read, however many there are.
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
    CAST(sum(sessions) AS BIGINT) AS sessions,
    CAST(sum(CASE WHEN outcome = 'attributed' THEN sessions ELSE 0 END) AS BIGINT) AS attributed,
    CAST(sum(CASE WHEN outcome = 'attribution_failed' THEN sessions ELSE 0 END) AS BIGINT) AS attribution_failed,
    sum(CASE WHEN outcome = 'attribution_failed' THEN sessions ELSE 0 END)
        / nullif(CAST(sum(CASE WHEN outcome IN ('attributed', 'attribution_failed') THEN sessions ELSE 0 END) AS DOUBLE), 0) AS failure_rate,
    min(first_started_at) AS first_seen,
    max(last_started_at) AS last_seen,
    min(first_attribution_error_at) AS first_failure,
    max(last_attribution_error_at) AS last_failure
FROM _kinds
GROUP BY sent_certificate_thumbprint, remote_endpoint;
