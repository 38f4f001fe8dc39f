-- Spans of time, one after the other: what is put in order in memory at once, and the units that hold it.
-- Grain: _hours one part and hour with messages; _pieces as in staging/pieces, each a span.
-- Parameters: $from, $to (TIMESTAMP bounds on the deciding reply, NULL = open; $to is exclusive), $most_messages (in a span of more than an hour, about).
-- An hour is never parted.
CREATE OR REPLACE TEMP TABLE _hours AS
WITH counted AS (
    SELECT part_id, date_trunc('hour', decided_at) AS hour, count(*) AS messages
    FROM _decided
    WHERE ($from IS NULL OR decided_at >= $from) AND ($to IS NULL OR decided_at < $to)
    GROUP BY part_id, date_trunc('hour', decided_at)
),
spans AS (
    SELECT hour, CAST(sum(sum(messages)) OVER (ORDER BY hour ROWS UNBOUNDED PRECEDING) // $most_messages AS INTEGER) AS span
    FROM counted
    GROUP BY hour
)
SELECT c.part_id, u.unit, c.hour, s.span
FROM counted AS c
JOIN spans AS s USING (hour)
JOIN _part_units AS u USING (part_id);

DELETE FROM _pieces;
INSERT INTO _pieces SELECT DISTINCT span, unit FROM _hours;
