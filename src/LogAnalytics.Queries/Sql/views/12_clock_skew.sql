-- How far each server's clock is from the receivers' clocks.
-- Grain: one server, service, day (UTC, of the session's start) and source of the receiver's clock.
-- Columns: source (bracket: the tail of a reply, milliseconds; banner: whole seconds, up to 999 ms too large), samples (sessions),
--   receivers (remote hosts; one alone may itself be wrong), median_ms, min_ms, max_ms of our time minus the receiver's: positive means
--   that our clock is ahead or that replies were slow, so min_ms is nearest to the clock and a negative median is the clock for sure.
--   Sessions whose replies show no clock are left out.
CREATE OR REPLACE TEMP VIEW clock_skew AS
SELECT
    server,
    service,
    CAST(started_at AS DATE) AS day,
    clock_source AS source,
    count(*) AS samples,
    count(DISTINCT coalesce(remote_host, remote_address)) AS receivers,
    quantile_disc(clock_skew_ms, 0.5) AS median_ms,
    min(clock_skew_ms) AS min_ms,
    max(clock_skew_ms) AS max_ms
FROM _sessions
WHERE clock_skew_ms IS NOT NULL
GROUP BY server, service, CAST(started_at AS DATE), clock_source;
