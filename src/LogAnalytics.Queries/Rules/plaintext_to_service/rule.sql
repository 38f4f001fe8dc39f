-- Id: plaintext_to_service
-- Title: Mail to the service without TLS
-- Level: medium
-- Description: Sessions carried mail to Exchange Online in plain text. Without TLS no certificate is shown, so such mail is attributed by
--   address alone. Set RequireTLS on the connector, after a look at why TLS was not used.
-- False positives: Connectors that are meant to work by address, without a certificate.
-- References: docs/causes/starttls_not_used.md; docs/causes/smtp_inspection.md
-- Parameters:
--   $least = 1: sessions
SELECT
    printf('%s sent mail to the service without TLS in %d of %d sessions of ''%s'', first at %s.', server, plain, sessions, connector_id,
        strftime(first_at, '%Y-%m-%d %H:%M:%SZ')) AS text,
    server, connector_id, plain, sessions, first_at, last_at, starttls_offered
FROM (
    SELECT
        server, connector_id, count(*) AS sessions, count(*) FILTER (WHERE is_plain) AS plain,
        min(started_at) FILTER (WHERE is_plain) AS first_at, max(started_at) FILTER (WHERE is_plain) AS last_at,
        count(*) FILTER (WHERE is_plain AND starttls_offered) AS starttls_offered
    FROM (SELECT *, tls_result = 'none' AND recipient_count > 0 AS is_plain FROM sessions WHERE remote_family = 'exchange_online' AND has_connect)
    GROUP BY server, connector_id
)
WHERE plain >= CAST($least AS BIGINT)
ORDER BY plain DESC, server, connector_id
