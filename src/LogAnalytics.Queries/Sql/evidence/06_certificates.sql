-- The certificates that the group's sessions presented.
-- Grain: one thumbprint.
-- Columns: as in evidence/sent_certificates.
SELECT thumbprint, subject, issuer, serial, names, not_before, not_after, first_seen, last_seen, servers
FROM _sent_certificates
WHERE thumbprint IN (SELECT sent_certificate_thumbprint FROM scope_cells)
ORDER BY first_seen, thumbprint;
