-- The trials one by one, with the domains that would have been refused with them.
-- Grain: one trial that counts: no retry, and informative.
-- Columns: trial_id, group_id, failed, micros (since 1970 UTC), kind (number of the tuple of all that follows), then the slice
--   attributes, sender_domain and recipient_domains (parted by blanks).
CREATE OR REPLACE TEMP TABLE calibration_trials AS
WITH shown AS (
    SELECT
        trial_id, group_id, failed, epoch_us(decided_at) AS micros,
        server, connector_id AS connector, sent_certificate_thumbprint AS certificate, public_address, starttls, tls_protocol, local_address,
        sender_domain, array_to_string(CASE WHEN failed THEN failed_domains ELSE accepted_domains END, ' ') AS recipient_domains
    FROM trials
    WHERE NOT is_retry AND is_informative
)
SELECT
    trial_id, group_id, failed, micros,
    CAST(dense_rank() OVER (
        ORDER BY server, connector, certificate, public_address, starttls, tls_protocol, local_address, sender_domain, recipient_domains
    ) - 1 AS INTEGER) AS kind,
    * EXCLUDE (trial_id, group_id, failed, micros)
FROM shown;
