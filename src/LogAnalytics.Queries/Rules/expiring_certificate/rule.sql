-- Id: expiring_certificate
-- Title: A certificate in use expires soon
-- Level: medium
-- Description: A server still sends this certificate and it expires within the given days, seen from the newest row of the lake, or has
--   expired already. Renew it with the same names, and set the connector's TlsCertificateName before the old one goes.
-- False positives: The renewal is installed and not yet used.
-- References: docs/causes/certificate_expired.md
-- Parameters:
--   $days = 30: until it expires
SELECT
    printf('Certificate %s (%s), sent by %s, %s on %s.', subject, left(thumbprint, 8), array_to_string(servers, ', '),
        CASE WHEN not_after < now THEN 'expired' ELSE 'expires' END, strftime(not_after, '%Y-%m-%d')) AS text,
    thumbprint, subject, not_after, servers, last_seen
FROM certificates
CROSS JOIN (SELECT max(last_time) AS now FROM files)
WHERE role = 'sent' AND last_seen > now - INTERVAL 1 DAY AND not_after < now + to_days(CAST($days AS INTEGER))
ORDER BY not_after, thumbprint
