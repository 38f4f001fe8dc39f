-- Which conditions of the slice held already among successes before the onset, on the incident's servers.
-- Grain: one row.
-- Columns: one BOOLEAN per attribute: TRUE where a success before that proves attribution has the slice's value. Those that did not are what changed.
-- Parameters: $connector, $certificate, $public_address, $starttls, $tls_protocol, $local_address, $server.
SELECT
    coalesce(bool_or(list_contains(string_split($server, chr(31)), coalesce(server, chr(30)))), FALSE) AS server,
    coalesce(bool_or(list_contains(string_split($connector, chr(31)), coalesce(connector_id, chr(30)))), FALSE) AS connector,
    coalesce(bool_or(list_contains(string_split($certificate, chr(31)), coalesce(sent_certificate_thumbprint, chr(30)))), FALSE) AS certificate,
    coalesce(bool_or(list_contains(string_split($public_address, chr(31)), coalesce(public_address, chr(30)))), FALSE) AS public_address,
    coalesce(bool_or(list_contains(string_split($starttls, chr(31)), coalesce(starttls, chr(30)))), FALSE) AS starttls,
    coalesce(bool_or(list_contains(string_split($tls_protocol, chr(31)), coalesce(tls_protocol, chr(30)))), FALSE) AS tls_protocol,
    coalesce(bool_or(list_contains(string_split($local_address, chr(31)), coalesce(local_address, chr(30)))), FALSE) AS local_address
FROM scope
WHERE stage = 'before' AND proves AND is_attributed AND in_servers;
