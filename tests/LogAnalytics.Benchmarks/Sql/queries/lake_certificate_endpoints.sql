-- Which certificate went to which remote endpoint, and when it began to fail.
-- Grain: one thumbprint (NULL: none was sent) and remote endpoint.
SELECT sent_certificate_thumbprint, remote_endpoint, sessions, first_seen, last_seen, first_failure, last_failure
FROM certificate_endpoints
ORDER BY sent_certificate_thumbprint, remote_endpoint
