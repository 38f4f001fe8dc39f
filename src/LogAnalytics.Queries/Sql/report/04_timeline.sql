-- How the messages of an incident's servers went over time.
-- Grain: one bin of time that holds a message; retries collapsed, as in the incident's counts.
-- Parameters: $from, $to (TIMESTAMP), $bin_micros.
-- Columns: bin (number from $from on), passed (successes that prove attribution), unproven (other successes), failed.
WITH results AS (
    SELECT n.decided_at, n.place, FALSE AS failed, coalesce(s.proves, FALSE) AS proves
    FROM _numbered AS n
    LEFT JOIN scope_sets AS s ON s.domain_set = n.accepted_set
    WHERE NOT n.failed
    UNION ALL
    SELECT decided_at, place, TRUE, FALSE
    FROM failures
    WHERE NOT is_retry
)
SELECT
    CAST((epoch_us(r.decided_at) - epoch_us(CAST($from AS TIMESTAMP))) // $bin_micros AS BIGINT) AS bin,
    count(*) FILTER (WHERE r.proves) AS passed,
    count(*) FILTER (WHERE NOT r.failed AND NOT r.proves) AS unproven,
    count(*) FILTER (WHERE r.failed) AS failed
FROM results AS r
JOIN scope_places AS p USING (place)
WHERE p.in_servers AND r.decided_at >= $from AND r.decided_at < $to
GROUP BY bin
ORDER BY bin;
