-- How many messages were tried during the window, and how many of them failed?
-- Grain: one row.
-- Parameters: $from, $to, $series; $first, $last, $slice, $except (the trials counted; see in_slice and in_any).
-- Columns: sessions_during (trials), failed_during, rate_during and its 95 % interval.
SELECT
    count(*) AS sessions_during,
    count(*) FILTER (WHERE failed) AS failed_during,
    count(*) FILTER (WHERE failed) / CAST(count(*) AS DOUBLE) AS rate_during,
    wilson_low(count(*) FILTER (WHERE failed), count(*)) AS rate_during_low,
    wilson_high(count(*) FILTER (WHERE failed), count(*)) AS rate_during_high
FROM trials($from, $to)
WHERE group_id = $series AND is_informative AND NOT is_retry
    AND trial_id BETWEEN $first AND $last
    AND in_slice(attributes, $slice)
    AND NOT in_any(trial_id, attributes, $except)
