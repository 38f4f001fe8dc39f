-- Which certificates were seen, ours and the remotes', and how the mail fared that ours went with?
-- Grain: one role (sent, remote) and thumbprint.
-- Parameters: $server, $from, $to (of the sessions' starts; NULL = any; $to is exclusive).
-- Columns: as in views/certificates, and sessions, attributed and attribution_failed (sessions) of those that were sent.
WITH chosen AS (
    SELECT *
    FROM sessions
    WHERE ($server IS NULL OR lower(server) = lower($server)) AND ($from IS NULL OR started_at >= $from) AND ($to IS NULL OR started_at < $to)
),
seen AS (
    SELECT
        'sent' AS role, sent_certificate_thumbprint AS thumbprint, sent_certificate_subject AS subject, sent_certificate_names AS names,
        sent_certificate_issuer AS issuer, sent_certificate_not_before AS not_before, sent_certificate_not_after AS not_after, server, started_at, outcome
    FROM chosen
    UNION ALL
    SELECT
        'remote', s.remote_certificate_thumbprint, s.remote_certificate_subject, NULL, s.remote_certificate_issuer, NULL, NULL, s.server, s.started_at, NULL
    FROM chosen AS s
)
SELECT
    s.role, s.thumbprint, max(s.subject) AS subject,
    coalesce(max(s.names) FILTER (WHERE len(s.names) > 0), any_value(c.names)) AS names,
    max(s.issuer) AS issuer,
    coalesce(max(s.not_before), any_value(c.not_before)) AS not_before,
    coalesce(max(s.not_after), any_value(c.not_after)) AS not_after,
    list_sort(list(DISTINCT s.server)) AS servers,
    count(*) AS sessions,
    CASE WHEN s.role = 'sent' THEN count(*) FILTER (WHERE s.outcome = 'attributed') END AS attributed,
    CASE WHEN s.role = 'sent' THEN count(*) FILTER (WHERE s.outcome = 'attribution_failed') END AS attribution_failed,
    min(s.started_at) AS first_seen, max(s.started_at) AS last_seen
FROM seen AS s
LEFT JOIN certificates AS c ON c.thumbprint = s.thumbprint AND c.role = s.role
WHERE s.thumbprint IS NOT NULL
GROUP BY s.role, s.thumbprint
ORDER BY s.role DESC, first_seen, s.thumbprint
