-- Numbers the trials of one span, after those of the spans before it.
-- Grain: as in series/numbered.
-- Parameters: $span_from, $span_to (TIMESTAMP, exclusive).
INSERT INTO _numbered
WITH tried AS (
    SELECT
        a.part_id, a.session_number, a.message_index, a.decided_at, a.failed, a.sender, a.accepted_set, k.place, k.part_order
    FROM _attempts AS a
    -- Those of the span alone: so few are looked up faster.
    JOIN (SELECT * FROM kind_places WHERE part_id IN (SELECT part_id FROM _hours WHERE hour >= date_trunc('hour', CAST($span_from AS TIMESTAMP)) AND hour < $span_to)) AS k USING (part_id, kind_number)
    WHERE a.decided_at >= $span_from AND a.decided_at < $span_to
),
before AS (SELECT (SELECT count(*) FROM _numbered) AS trials, (SELECT count(*) FROM _failed) AS failures),
-- Sessions are numbered in the order of their ids.
in_order AS (SELECT * FROM tried ORDER BY decided_at, part_order, session_number, message_index),
-- Windows without an order of their own go along the rows as they come, at half the cost of those that put them in order (SpanOrderTests
-- compares with a window that has one).
counted AS (SELECT *, row_number() OVER () AS trials, sum(CAST(failed AS INTEGER)) OVER (ROWS UNBOUNDED PRECEDING) AS failures FROM in_order)
SELECT
    b.trials + c.trials AS trial_id, b.failures + c.failures AS failures,
    c.failed, c.decided_at, c.place, c.sender, c.accepted_set, c.part_id, c.session_number, c.message_index
FROM counted AS c
CROSS JOIN before AS b;

INSERT INTO _failed
SELECT * EXCLUDE (failed)
FROM _numbered
WHERE failed AND trial_id > (SELECT coalesce(max(trial_id), 0) FROM _failed);
