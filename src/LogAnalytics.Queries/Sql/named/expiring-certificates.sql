-- Question: Which certificates that we send have expired or will soon, seen from the newest row of the lake?
-- Grain: one certificate that was sent and whose last day is logged.
-- Columns: not_after, days_left (negative: expired), servers, last_seen, in_use (sent within the last day of the lake).
-- Parameters:
--   $days = 45: expire within so many days
WITH newest AS (SELECT max(started_at) AS now FROM sessions)
SELECT
    c.thumbprint, c.subject, c.issuer, c.names, c.not_after, date_diff('day', n.now, c.not_after) AS days_left, c.servers, c.last_seen,
    c.last_seen > n.now - INTERVAL 1 DAY AS in_use
FROM certificates AS c
CROSS JOIN newest AS n
WHERE c.role = 'sent' AND c.not_after < n.now + to_days(CAST($days AS INTEGER))
ORDER BY c.not_after, c.thumbprint
