-- The trials that failed, with what is asked of failures alone.
-- Grain: one failed trial.
-- Columns: those of the trial, then sender_address, attribution_family, failed_domains, retry_key (equal for attempts of one message),
--   is_retry (repeats the failure before it of the same message).
CREATE OR REPLACE TEMP MACRO _retry_key(internet_message_id, sender, recipients_key) AS
    hash(coalesce(internet_message_id, sender), CASE WHEN internet_message_id IS NULL THEN recipients_key END);

CREATE OR REPLACE TEMP TABLE _failed_messages AS
SELECT
    n.*, m.sender AS sender_address, m.attribution_family, string_split(m.failed_domains, ' ') AS failed_domains,
    _retry_key(m.internet_message_id, m.sender, m.recipients_key) AS retry_key,
    -- Without an id the same sender and recipients may be another message: only a quick repetition is taken for a retry.
    CASE WHEN m.internet_message_id IS NULL THEN INTERVAL 1 HOUR ELSE INTERVAL 2 DAY END AS retry_span
FROM _messages AS m
JOIN _failed AS n USING (part_id, session_number, message_index)
WHERE m.attribution_family IS NOT NULL;

-- A later success parts two failures of a message.
CREATE OR REPLACE TEMP TABLE _passed_later AS
SELECT part_id, session_number, message_index, retry_key
FROM (
    SELECT part_id, session_number, message_index, _retry_key(internet_message_id, sender, recipients_key) AS retry_key
    FROM _messages
    WHERE attribution_family IS NULL AND accepted_count > 0
)
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
