-- Question: Which certificate went to which remote endpoint, and how did it fare?
-- Grain: one certificate (NULL: none was sent) and remote endpoint.
-- Columns: those of the view certificate_endpoints; failure_rate is failed / (attributed + failed) sessions.
-- Parameters:
--   $server = %: servers like this (LIKE)
SELECT
    sent_certificate_thumbprint, sent_certificate_subject, remote_endpoint, remote_host, servers, connectors,
    sessions, attributed, attribution_failed, failure_rate, first_seen, last_seen, first_failure, last_failure
FROM certificate_endpoints
WHERE len(list_filter(servers, name -> name LIKE $server)) > 0
ORDER BY attribution_failed DESC, sessions DESC, sent_certificate_thumbprint, remote_endpoint
