-- How the messages of an incident's servers went over time.
-- Grain: one bin of time that holds a message; retries collapsed, as in the incident's counts.
-- Parameters: $from, $to (TIMESTAMP), $bin_micros.
-- Columns: bin (number from $from on), passed (successes that prove attribution), unproven (other successes), failed.
SELECT
    CAST((epoch_us(decided_at) - epoch_us(CAST($from AS TIMESTAMP))) // $bin_micros AS BIGINT) AS bin,
    count(*) FILTER (WHERE proves) AS passed,
    count(*) FILTER (WHERE NOT failed AND NOT proves) AS unproven,
    count(*) FILTER (WHERE failed) AS failed
FROM scope
WHERE in_servers AND NOT is_retry AND decided_at >= $from AND decided_at < $to
GROUP BY bin
ORDER BY bin;
