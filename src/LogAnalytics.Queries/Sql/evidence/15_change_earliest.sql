-- After which instant what broke must have changed: so many passes before the window, on the first server to fail, need not rule it out.
-- Grain: one row.
-- Parameters: $last_good_at (TIMESTAMP), $passes (those and the one before them); per attribute $<name>, as $any_<name> in evidence/scope, of the passes asked.
-- Columns: time (of the last pass that does rule it out, or of the first one there is; without any, $last_good_at).
SELECT coalesce(min(decided_at), CAST($last_good_at AS TIMESTAMP)) AS time
FROM (
    SELECT n.decided_at
    FROM _numbered AS n
    JOIN scope_places AS p USING (place)
    JOIN scope_sets AS s ON s.domain_set = n.accepted_set
    LEFT JOIN senders AS m USING (sender)
    LEFT JOIN refused_domains AS r USING (recipient)
    WHERE n.trial_id < $first_bad AND NOT n.failed AND s.proves AND p.is_attributed AND n.decided_at <= $last_good_at
        AND ($any_server OR _is_one_of(p.server, $server))
        AND ($any_connector OR _is_one_of(p.connector_id, $connector))
        AND ($any_certificate OR _is_one_of(p.sent_certificate_thumbprint, $certificate))
        AND ($any_public_address OR _is_one_of(p.public_address, $public_address))
        AND ($any_starttls OR _is_one_of(p.starttls, $starttls))
        AND ($any_tls_protocol OR _is_one_of(p.tls_protocol, $tls_protocol))
        AND ($any_local_address OR _is_one_of(p.local_address, $local_address))
        AND ($any_sender_domain OR _is_one_of(coalesce(m.sender_slice, ''), $sender_domain))
        AND ($any_recipient_domain OR _is_one_of(CASE WHEN s.recipient = 0 THEN '' ELSE r.domain END, $recipient_domain))
    ORDER BY n.trial_id DESC
    LIMIT $passes
);
