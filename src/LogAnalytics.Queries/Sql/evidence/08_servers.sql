-- Where each server stands: the table that an engineer looks for first.
-- Grain: one server, connector and certificate of the group.
-- Columns: last_good, first_bad, last_bad, passed_during, failed_during (retries collapsed).
SELECT
    server,
    connector_id AS connector,
    sent_certificate_thumbprint AS certificate,
    max(decided_at) FILTER (WHERE proves) AS last_good,
    min(decided_at) FILTER (WHERE failed AND in_slice AND stage = 'during') AS first_bad,
    max(decided_at) FILTER (WHERE failed AND in_slice AND stage = 'during') AS last_bad,
    count(*) FILTER (WHERE stage = 'during' AND proves AND NOT is_retry) AS passed_during,
    count(*) FILTER (WHERE stage = 'during' AND failed AND NOT is_retry) AS failed_during
FROM scope
WHERE stage IN ('before', 'during')
GROUP BY server, connector_id, sent_certificate_thumbprint
ORDER BY server, connector, certificate;
