-- What the failures have in common: how messages with each value went before, during and after. The causes rest on this.
-- Grain: one attribute and value on the servers of the window.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad.
-- Columns: attribute, value (NULL: not logged), passed_before, failed_before, passed_during, failed_during, passed_after, failed_after
--   (retries apart; before and after only successes that prove attribution), first_seen.
SELECT
    term.key AS attribute, term.value AS value,
    count(*) FILTER (WHERE stage = 'before' AND proves) AS passed_before,
    count(*) FILTER (WHERE stage = 'before' AND failed) AS failed_before,
    count(*) FILTER (WHERE stage = 'during' AND NOT failed) AS passed_during,
    count(*) FILTER (WHERE stage = 'during' AND failed) AS failed_during,
    count(*) FILTER (WHERE stage = 'after' AND proves) AS passed_after,
    count(*) FILTER (WHERE stage = 'after' AND failed) AS failed_after,
    min(decided_at) AS first_seen
FROM (
    SELECT *, unnest(map_entries(attributes)) AS term
    FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad)
    WHERE in_servers AND NOT is_retry
)
WHERE term.key NOT IN ('sender_domain', 'recipient_domain')
GROUP BY term.key, term.value
ORDER BY attribute, count(*) DESC, value
