-- What trials show beside their outcome.
-- Grain: one kind, in the order of the numbers.
-- Columns: the slice attributes, sender_domain, recipient_domains (parted by blanks).
SELECT DISTINCT
    kind, server, connector, certificate, public_address, starttls, tls_protocol, local_address, sender_domain, recipient_domains
FROM calibration_trials
ORDER BY kind;
