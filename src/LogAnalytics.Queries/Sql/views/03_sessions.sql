-- Every SMTP session.
-- Grain: one session (server, service, session_id; session_split where a placeholder id is shared).
-- Columns: as in the contract; absent is NULL, lists are empty rather than NULL. remote_family is inferred from the address or the
--   connector where the session itself does not tell (remote_evidence says so); relay_role and relay_evidence are the connector's.
--   companion_family is the first reply of class B; clock_skew_ms is our row's time minus the receiver's (positive: our clock is ahead,
--   or the reply was slow), clock_source bracket or banner (whole seconds); receiver_session_id is the receiver's name for the session.
CREATE OR REPLACE TEMP VIEW _session_relevance AS
SELECT s.* EXCLUDE (remote_family, remote_evidence), k.remote_family, k.remote_evidence, k.relay_role, k.relay_evidence, k.starttls, k.part_number
FROM _sessions AS s
JOIN _kind_relevance AS k ON k.part_id = s.part_id AND k.kind_number = s.kind_number;

CREATE OR REPLACE TEMP VIEW sessions AS
SELECT
    s.server, s.service, s.session_id, s.connector_id, s.started_at, s.ended_at,
    s.local_address, s.local_port, s.remote_address, s.remote_port, s.remote_endpoint, s.remote_host,
    s.helo_name, s.public_address, s.banner_masked, s.starttls_offered, s.starttls_used,
    s.tls_result, s.tls_protocol, s.tls_cipher, s.tls_error,
    s.sent_certificate_thumbprint, s.sent_certificate_subject, s.sent_certificate_issuer, s.sent_certificate_serial,
    CASE WHEN s.sent_certificate_names IS NULL THEN CAST([] AS VARCHAR[]) ELSE string_split(s.sent_certificate_names, ';') END
        AS sent_certificate_names,
    s.sent_certificate_not_before, s.sent_certificate_not_after,
    s.remote_certificate_thumbprint, s.remote_certificate_subject, s.remote_certificate_issuer,
    s.message_count, s.recipient_count, s.accepted_count, s.refused_count, s.transient_count,
    s.attribution_error_count, s.first_attribution_error_at, s.attribution_family, s.companion_family, s.outcome,
    s.remote_family, s.remote_evidence, s.relay_role, s.relay_evidence,
    s.clock_skew_ms, s.clock_source, s.receiver_session_id,
    s.close_reason, s.has_connect, s.has_disconnect, s.is_complete, s.sequence_holes, s.event_count,
    p.file_id AS first_file_id, s.first_line_number, s.session_split
FROM _session_relevance AS s
JOIN _part_files AS p ON p.part_id = s.part_id AND p.file_number = s.first_file_number;
