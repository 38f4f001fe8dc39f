-- Numbers the trials of one span, after those of the spans before it.
-- Grain: as in series/numbered.
-- Parameters: $span_from, $span_to (TIMESTAMP, exclusive).
INSERT INTO _numbered
WITH named AS (
    SELECT
        m.part_id, m.session_number, m.message_index, m.session_id, m.decided_at,
        m.attribution_family IS NOT NULL AS failed,
        n.sender, d.domain_set AS accepted_set
    FROM _messages AS m
    LEFT JOIN _sender_names AS n ON n.sender_domain = m.sender_domain
    LEFT JOIN _domain_sets AS d ON d.text = m.accepted_domains
    WHERE (m.attribution_family IS NOT NULL OR m.accepted_count > 0) AND m.decided_at >= $span_from AND m.decided_at < $span_to
),
before AS (SELECT coalesce(max(trial_id), 0) AS trials, coalesce(max(failures), 0) AS failures FROM _numbered)
SELECT
    b.trials + row_number() OVER in_order AS trial_id,
    b.failures + sum(CAST(m.failed AS INTEGER)) OVER in_order AS failures,
    m.failed, m.decided_at, p.place, m.sender, m.accepted_set, m.part_id, m.session_number, m.message_index
FROM named AS m
JOIN _session_places AS s USING (part_id, session_number)
JOIN places AS p USING (place)
CROSS JOIN before AS b
WINDOW in_order AS (ORDER BY m.decided_at, p.log, m.session_id, m.part_id, m.session_number, m.message_index ROWS UNBOUNDED PRECEDING);
