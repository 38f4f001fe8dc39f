-- Numbers the trials of one span, after those of the spans before it.
-- Grain: as in series/numbered; _span_sessions one session of the span's piece of the lake.
-- Parameters: $span_from, $span_to (TIMESTAMP, exclusive).
CREATE OR REPLACE TEMP TABLE _span_sessions AS
-- The id as a number: messages are many, and putting them in order by a text costs more.
SELECT s.part_id, s.session_number, p.place, p.log, TRY_CAST('0x' || s.session_id AS UBIGINT) AS session_id
FROM (SELECT part_id, session_number, session_id, attributes FROM _relay_sessions) AS s
JOIN places AS p USING (attributes);

INSERT INTO _numbered
WITH tried AS (
    SELECT
        m.part_id, m.session_number, s.session_id, m.message_index, m.decided_at,
        m.attribution_family IS NOT NULL AS failed,
        n.sender, d.domain_set AS accepted_set, s.place, s.log
    FROM _messages AS m
    JOIN _span_sessions AS s USING (part_id, session_number)
    LEFT JOIN _sender_names AS n ON n.sender_domain = m.sender_domain
    LEFT JOIN _domain_sets AS d ON d.text = m.accepted_domains
    WHERE (m.attribution_family IS NOT NULL OR m.accepted_count > 0) AND m.decided_at >= $span_from AND m.decided_at < $span_to
),
before AS (SELECT coalesce(max(trial_id), 0) AS trials, coalesce(max(failures), 0) AS failures FROM _numbered)
SELECT
    b.trials + row_number() OVER in_order AS trial_id,
    b.failures + sum(CAST(t.failed AS INTEGER)) OVER in_order AS failures,
    t.failed, t.decided_at, t.place, t.sender, t.accepted_set, t.part_id, t.session_number, t.message_index
FROM tried AS t
CROSS JOIN before AS b
WINDOW in_order AS (ORDER BY t.decided_at, t.log, t.session_id, t.part_id, t.session_number, t.message_index ROWS UNBOUNDED PRECEDING);
