-- Which conditions of the slice held already among successes before the onset, on the incident's servers.
-- Grain: one row.
-- Columns: one BOOLEAN per attribute: TRUE where a success before that proves attribution has the slice's value. Those that did not are what changed.
-- Parameters: $connector, $certificate, $public_address, $starttls, $tls_protocol, $local_address, $server.
SELECT
    coalesce(bool_or(server IS NOT DISTINCT FROM $server), FALSE) AS server,
    coalesce(bool_or(connector_id IS NOT DISTINCT FROM $connector), FALSE) AS connector,
    coalesce(bool_or(sent_certificate_thumbprint IS NOT DISTINCT FROM $certificate), FALSE) AS certificate,
    coalesce(bool_or(public_address IS NOT DISTINCT FROM $public_address), FALSE) AS public_address,
    coalesce(bool_or(starttls IS NOT DISTINCT FROM $starttls), FALSE) AS starttls,
    coalesce(bool_or(tls_protocol IS NOT DISTINCT FROM $tls_protocol), FALSE) AS tls_protocol,
    coalesce(bool_or(local_address IS NOT DISTINCT FROM $local_address), FALSE) AS local_address
FROM scope
WHERE stage = 'before' AND proves AND is_attributed AND in_servers;
