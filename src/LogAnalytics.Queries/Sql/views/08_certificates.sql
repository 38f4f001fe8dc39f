-- Every certificate that was seen, ours and the remotes'.
-- Grain: one thumbprint and role.
-- Columns: role sent or remote; names are the subject alternate names as logged; servers that saw it.
CREATE OR REPLACE TEMP VIEW certificates AS
WITH seen AS (
    SELECT
        sent_certificate_thumbprint AS thumbprint, 'sent' AS role, sent_certificate_subject AS subject, sent_certificate_issuer AS issuer,
        sent_certificate_serial AS serial, sent_certificate_names AS names, sent_certificate_not_before AS not_before,
        sent_certificate_not_after AS not_after, started_at, server
    FROM _sessions
    UNION ALL
    SELECT
        remote_certificate_thumbprint, 'remote', remote_certificate_subject, remote_certificate_issuer, remote_certificate_serial,
        remote_certificate_names, remote_certificate_not_before, remote_certificate_not_after, started_at, server
    FROM _sessions
)
SELECT
    thumbprint, role, max(subject) AS subject, max(issuer) AS issuer, max(serial) AS serial,
    CASE WHEN max(names) IS NULL THEN CAST([] AS VARCHAR[]) ELSE string_split(max(names), ';') END AS names,
    max(not_before) AS not_before, max(not_after) AS not_after,
    min(started_at) AS first_seen, max(started_at) AS last_seen,
    list_sort(list(DISTINCT server)) AS servers
FROM seen
WHERE thumbprint IS NOT NULL
GROUP BY thumbprint, role;
