-- Where each server stands: the table that an engineer looks for first.
-- Grain: one server, connector and certificate of the group; where the slice is certain senders' mail, of that mail.
-- Columns: last_good, first_bad, last_bad, passed_during, failed_during (retries collapsed).
SELECT
    server,
    connector_id AS connector,
    sent_certificate_thumbprint AS certificate,
    max(last_at) FILTER (WHERE proves) AS last_good,
    min(first_at) FILTER (WHERE failed AND in_slice AND stage = 'during') AS first_bad,
    max(last_at) FILTER (WHERE failed AND in_slice AND stage = 'during') AS last_bad,
    CAST(coalesce(sum(trials) FILTER (WHERE stage = 'during' AND proves AND NOT is_retry), 0) AS BIGINT) AS passed_during,
    CAST(coalesce(sum(trials) FILTER (WHERE stage = 'during' AND failed AND NOT is_retry), 0) AS BIGINT) AS failed_during
FROM scope_cells
WHERE stage IN ('before', 'during') AND is_concerned
GROUP BY server, connector_id, sent_certificate_thumbprint
ORDER BY server, connector, certificate;
