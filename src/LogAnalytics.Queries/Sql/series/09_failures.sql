-- The trials that failed, with what is asked of failures alone.
-- Grain: one failed trial.
-- Columns: those of the trial, then sender_address, attribution_family, failed_domains, retry_key (equal for attempts of one message),
--   is_retry (repeats the failure before it of the same message).
CREATE OR REPLACE TEMP TABLE _failed_messages AS
SELECT n.*, m.* EXCLUDE (part_id, session_number, message_index, failed_domains), string_split(m.failed_domains, ' ') AS failed_domains
FROM _refused_messages AS m
JOIN _failed AS n USING (part_id, session_number, message_index);

-- A later success parts two failures of a message.
CREATE OR REPLACE TEMP TABLE _passed_later AS
SELECT *
FROM _passed_messages
WHERE retry_key IN (SELECT retry_key FROM _failed_messages);

CREATE OR REPLACE TEMP TABLE failures AS
WITH attempts AS (
    SELECT trial_id, place, retry_key, TRUE AS failed, decided_at, retry_span FROM _failed_messages
    UNION ALL
    SELECT n.trial_id, n.place, a.retry_key, FALSE, NULL, NULL
    FROM _passed_later AS a
    JOIN _numbered AS n USING (part_id, session_number, message_index)
),
placed AS (
    SELECT
        a.trial_id, a.failed,
        a.failed
            AND coalesce(lag(a.failed) OVER of_message, FALSE)
            AND a.decided_at - lag(a.decided_at) OVER of_message <= a.retry_span AS is_retry
    FROM attempts AS a
    JOIN places AS p USING (place)
    WINDOW of_message AS (PARTITION BY p.group_id, a.retry_key ORDER BY a.trial_id)
)
SELECT f.* EXCLUDE (retry_span), p.is_retry
FROM _failed_messages AS f
JOIN placed AS p USING (trial_id);
