-- How far the clocks of some servers were from the receivers' clocks on one day.
-- Grain: one server.
-- Parameters: $day (TIMESTAMP, its start), $good_server, $bad_server.
-- Columns: server, ahead_ms (our clock less the receivers': the least of the day, replies can only make it larger), samples.
SELECT server, coalesce(min(clock_skew_ms) FILTER (WHERE clock_source = 'bracket'), min(clock_skew_ms)) AS ahead_ms, count(clock_skew_ms) AS samples
FROM _sessions
WHERE started_at >= $day AND started_at < CAST($day AS TIMESTAMP) + INTERVAL 1 DAY AND server IN ($good_server, $bad_server) AND clock_skew_ms IS NOT NULL
GROUP BY server
ORDER BY server;
