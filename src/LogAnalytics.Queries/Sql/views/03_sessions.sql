-- Every SMTP session.
-- Grain: one session (server, service, session_id; session_split where a placeholder id is shared).
-- Columns: as in the contract; absent is NULL, lists are empty rather than NULL. remote_family is inferred from the address or the
--   connector where the session itself does not tell (remote_evidence says so); relay_role and relay_evidence are the connector's.
--   companion_family is the first reply of class B; clock_skew_ms is our row's time minus the receiver's (positive: our clock is ahead,
--   or the reply was slow), clock_source bracket or banner (whole seconds); receiver_session_id is the receiver's name for the session.
CREATE OR REPLACE TEMP VIEW _session_relevance AS
SELECT
    s.* EXCLUDE (remote_family, remote_evidence),
    CASE
        WHEN s.remote_evidence = 'given by the user' THEN s.remote_family
        WHEN s.remote_family = 'exchange_online' OR a.remote_family = 'exchange_online' OR h.remote_family IS NOT NULL THEN 'exchange_online'
        WHEN s.remote_family <> 'unknown' THEN s.remote_family
        ELSE coalesce(a.remote_family, f.remote_family, 'unknown')
    END AS remote_family,
    CASE
        WHEN s.remote_evidence = 'given by the user' OR s.remote_family = 'exchange_online' THEN s.remote_evidence
        WHEN a.remote_family = 'exchange_online' THEN 'inferred from the address'
        WHEN h.remote_family IS NOT NULL THEN 'inferred from the host''s domain'
        WHEN s.remote_family <> 'unknown' THEN s.remote_evidence
        WHEN a.remote_family IS NOT NULL THEN 'inferred from the address'
        WHEN f.remote_family IS NOT NULL THEN 'inferred from the connector'
    END AS remote_evidence,
    coalesce(r.relay_role, 'unknown') AS relay_role,
    r.relay_evidence
FROM _sessions AS s
LEFT JOIN _address_family AS a ON a.remote_address = s.remote_address
LEFT JOIN _host_family AS h ON h.host_domain = CASE WHEN strpos(s.remote_host, '.') = 0 THEN '' ELSE substr(s.remote_host, strpos(s.remote_host, '.') + 1) END
LEFT JOIN _connector_family AS f ON f.connector_id = s.connector_id
LEFT JOIN _connector_role AS r ON r.connector_id = s.connector_id;

CREATE OR REPLACE TEMP VIEW _session_totals AS
SELECT
    count(*) AS sessions,
    count(*) FILTER (WHERE remote_family = 'exchange_online') AS service_sessions,
    max(ended_at) AS last_at
FROM _session_relevance;

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
