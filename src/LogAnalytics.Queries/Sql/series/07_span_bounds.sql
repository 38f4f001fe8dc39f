-- The spans in their order.
-- Grain: one span.
-- Parameters: $from, $to (as in series/spans).
-- Columns: piece (that holds it), span_from, span_to (exclusive).
SELECT
    span AS piece,
    greatest(min(hour), coalesce($from, min(hour))) AS span_from,
    least(max(hour) + INTERVAL 1 HOUR, coalesce($to, max(hour) + INTERVAL 1 HOUR)) AS span_to
FROM _hours
GROUP BY span
ORDER BY span;
