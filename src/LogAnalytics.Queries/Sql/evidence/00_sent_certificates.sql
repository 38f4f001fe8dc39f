-- The certificates that relay attempts presented, as all sessions show them; worked out once for all incidents.
-- Grain: one thumbprint.
-- Columns: names = subject alternate names as logged (NULL: the log does not hold them).
CREATE OR REPLACE TEMP TABLE _sent_certificates AS
SELECT
    sent_certificate_thumbprint AS thumbprint,
    max(sent_certificate_subject) AS subject,
    max(sent_certificate_issuer) AS issuer,
    max(sent_certificate_serial) AS serial,
    max(sent_certificate_names) AS names,
    max(sent_certificate_not_before) AS not_before,
    max(sent_certificate_not_after) AS not_after,
    min(started_at) AS first_seen,
    max(started_at) AS last_seen,
    list_sort(list(DISTINCT server)) AS servers
FROM _sessions
WHERE sent_certificate_thumbprint IN (SELECT sent_certificate_thumbprint FROM places)
GROUP BY sent_certificate_thumbprint;

