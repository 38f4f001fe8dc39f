-- Id: legacy_tls
-- Title: TLS older than 1.2 with the service
-- Level: medium
-- Description: Sessions with Exchange Online used SSL, TLS 1.0 or TLS 1.1, which the service has announced to refuse: mail will stop or go
--   out in plain text, without the certificate that attributes it. Enable TLS 1.2 on the server (SchannelProtocols, .NET strong cryptography).
-- False positives: None known.
-- References: docs/causes/tls_failure_fallback.md; RFC 8996 (deprecates TLS 1.0 and 1.1)
-- Parameters: none
SELECT
    printf('%s used %s with the service (sessions: %d, last at %s).', server, tls_protocol, sessions, strftime(last_at, '%Y-%m-%d %H:%M:%SZ')) AS text,
    server, connector_id, tls_protocol, sessions, first_at, last_at
FROM (
    SELECT server, connector_id, tls_protocol, count(*) AS sessions, min(started_at) AS first_at, max(started_at) AS last_at
    FROM sessions
    WHERE remote_family = 'exchange_online'
    GROUP BY server, connector_id, tls_protocol
)
WHERE regexp_matches(tls_protocol, 'SSL[23]|TLS_?1(_CLIENT|_SERVER|$)|TLS_?1[_.][01](_|$)')
ORDER BY sessions DESC, server, connector_id, tls_protocol
