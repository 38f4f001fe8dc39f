-- Servers whose clocks are far from the receivers'.
-- Grain: one server.
-- Columns: server, ahead_ms (median over days of the day's least; positive: our clock is ahead), days.
WITH days AS (
    SELECT server, CAST(started_at AS DATE) AS day, min(clock_skew_ms) AS ahead_ms
    FROM _sessions
    WHERE clock_skew_ms IS NOT NULL
    GROUP BY server, CAST(started_at AS DATE)
)
SELECT server, quantile_disc(ahead_ms, 0.5) AS ahead_ms, count(*) AS days
FROM days
GROUP BY server
HAVING abs(quantile_disc(ahead_ms, 0.5)) >= 5000
ORDER BY server;
