-- Question: Which TLS versions and ciphers were used, day by day?
-- Grain: one day (UTC), remote family, TLS result, version and cipher.
-- Columns: sessions, servers, share of the day's sessions to that remote family.
-- Parameters:
--   $server = %: servers like this (LIKE)
SELECT
    CAST(started_at AS DATE) AS day, remote_family, tls_result, tls_protocol, tls_cipher, count(*) AS sessions,
    list_sort(list(DISTINCT server)) AS servers,
    count(*) / CAST(sum(count(*)) OVER (PARTITION BY CAST(started_at AS DATE), remote_family) AS DOUBLE) AS share
FROM sessions
WHERE server LIKE $server AND has_connect
GROUP BY CAST(started_at AS DATE), remote_family, tls_result, tls_protocol, tls_cipher
ORDER BY day, remote_family, sessions DESC, tls_result, tls_protocol, tls_cipher
