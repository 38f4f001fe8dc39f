-- Certificates by remote endpoint, those with failures first.
-- Grain: one sent_certificate_thumbprint (NULL: none was sent) and remote_endpoint.
-- Parameters: $most.
-- Columns: as in certificate_endpoints, and all_rows (how many rows there are).
SELECT *, count(*) OVER () AS all_rows
FROM certificate_endpoints
ORDER BY attribution_failed DESC, sessions DESC, sent_certificate_thumbprint, remote_endpoint
LIMIT $most;
