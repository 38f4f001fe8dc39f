-- Spans of time, one after the other: what is put in order in memory at once.
-- Grain: one span.
-- Parameters: $from, $to (TIMESTAMP bounds on the deciding reply, NULL = open; $to is exclusive), $most_messages (in a span of more than an hour, about).
-- Columns: span_from, span_to (exclusive). An hour is never parted.
WITH hours AS (
    SELECT date_trunc('hour', decided_at) AS hour, count(*) AS messages
    FROM _messages
    WHERE decided_at IS NOT NULL AND ($from IS NULL OR decided_at >= $from) AND ($to IS NULL OR decided_at < $to)
    GROUP BY date_trunc('hour', decided_at)
),
numbered AS (SELECT hour, sum(messages) OVER (ORDER BY hour ROWS UNBOUNDED PRECEDING) // $most_messages AS span FROM hours)
SELECT
    greatest(min(hour), coalesce($from, min(hour))) AS span_from,
    least(max(hour) + INTERVAL 1 HOUR, coalesce($to, max(hour) + INTERVAL 1 HOUR)) AS span_to
FROM numbered
GROUP BY span
ORDER BY span_from;
