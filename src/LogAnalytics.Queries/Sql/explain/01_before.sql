-- How many messages were tried in the segment before, and how many of them failed?
-- Grain: one row.
-- Parameters: $from, $to, $series; $first, $last, $slice, $outside, $except (the trials counted: those of the slice, or where its value
--   is new those of its servers outside it).
-- Columns: sessions_before (trials), failed_before, rate_before and its 95 % interval.
SELECT
    count(*) AS sessions_before,
    count(*) FILTER (WHERE failed) AS failed_before,
    coalesce(count(*) FILTER (WHERE failed) / nullif(CAST(count(*) AS DOUBLE), 0), 0e0) AS rate_before,
    wilson_low(count(*) FILTER (WHERE failed), count(*)) AS rate_before_low,
    wilson_high(count(*) FILTER (WHERE failed), count(*)) AS rate_before_high
FROM trials($from, $to)
WHERE group_id = $series AND is_informative AND NOT is_retry
    AND trial_id BETWEEN $first AND $last
    AND in_slice(attributes, $slice)
    AND outside(attributes, $outside)
    AND NOT in_any(trial_id, attributes, $except)
