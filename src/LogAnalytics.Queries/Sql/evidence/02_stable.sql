-- Which conditions of the slice held already among successes before the onset, on the incident's servers.
-- Grain: one row.
-- Columns: one BOOLEAN per attribute: TRUE where a success before that proves attribution has the slice's value. Those that did not are what changed.
-- Parameters: per attribute $<name>, as $any_<name> in evidence/scope.
SELECT
    coalesce(bool_or(_is_one_of(server, $server)), FALSE) AS server,
    coalesce(bool_or(_is_one_of(connector_id, $connector)), FALSE) AS connector,
    coalesce(bool_or(_is_one_of(sent_certificate_thumbprint, $certificate)), FALSE) AS certificate,
    coalesce(bool_or(_is_one_of(public_address, $public_address)), FALSE) AS public_address,
    coalesce(bool_or(_is_one_of(starttls, $starttls)), FALSE) AS starttls,
    coalesce(bool_or(_is_one_of(tls_protocol, $tls_protocol)), FALSE) AS tls_protocol,
    coalesce(bool_or(_is_one_of(local_address, $local_address)), FALSE) AS local_address,
    coalesce(bool_or(_is_one_of(sender_slice, $sender_domain)), FALSE) AS sender_domain,
    coalesce(bool_or(_is_one_of(recipient_slice, $recipient_domain)), FALSE) AS recipient_domain
FROM scope_cells
WHERE stage = 'before' AND proves AND is_attributed AND in_servers;
