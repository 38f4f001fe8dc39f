-- How many messages of how many senders were refused during the window? Retries count as the message that they repeat.
-- Grain: one row.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad.
-- Columns: messages, senders.
SELECT count(DISTINCT retry_key) AS messages, count(DISTINCT sender) AS senders
FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad)
WHERE failed AND in_slice AND stage = 'during'
