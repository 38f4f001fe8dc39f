-- Where does each server stand?
-- Grain: one server, connector and certificate of the series; where the slice is certain senders' mail, of that mail.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad.
-- Columns: last_good, first_bad, last_bad, passed_during, failed_during (retries apart), rate_during (NULL without mail).
SELECT
    server, connector_id AS connector, sent_certificate_thumbprint AS certificate,
    max(decided_at) FILTER (WHERE proves) AS last_good,
    min(decided_at) FILTER (WHERE failed AND in_slice AND stage = 'during') AS first_bad,
    max(decided_at) FILTER (WHERE failed AND in_slice AND stage = 'during') AS last_bad,
    count(*) FILTER (WHERE stage = 'during' AND proves AND NOT is_retry) AS passed_during,
    count(*) FILTER (WHERE stage = 'during' AND failed AND NOT is_retry) AS failed_during,
    failed_during / nullif(CAST(passed_during + failed_during AS DOUBLE), 0) AS rate_during
FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad)
WHERE stage IN ('before', 'during') AND is_concerned
GROUP BY server, connector_id, sent_certificate_thumbprint
ORDER BY server, connector, certificate
