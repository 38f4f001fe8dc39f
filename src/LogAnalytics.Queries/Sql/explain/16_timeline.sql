-- How did the messages of the failing servers go over time? The bars of the report's chart.
-- Grain: one bin of time that holds a message; retries apart.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad, $chart_from, $chart_to (TIMESTAMP), $bin_micros.
-- Columns: time (begin of the bin), passed (successes that prove attribution), unproven (other successes), failed.
SELECT
    make_timestamp(epoch_us($chart_from) + (epoch_us(decided_at) - epoch_us($chart_from)) // $bin_micros * $bin_micros) AS time,
    count(*) FILTER (WHERE proves) AS passed,
    count(*) FILTER (WHERE NOT failed AND NOT proves) AS unproven,
    count(*) FILTER (WHERE failed) AS failed
FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad)
WHERE in_servers AND NOT is_retry AND decided_at >= $chart_from AND decided_at < $chart_to
GROUP BY time
ORDER BY time
