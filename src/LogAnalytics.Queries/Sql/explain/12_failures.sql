-- Which messages are the failures, and what does the deciding line say?
-- Grain: one message that failed during the window, retries included.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad.
-- Columns: time, server, session_id, sender, internet_message_id, is_retry, file, line, byte_offset, text (the line as it stands in the log).
SELECT
    t.decided_at AS time, t.server, t.session_id, t.sender, t.internet_message_id, t.is_retry, l.file, l.line_number AS line, l.byte_offset, l.text
FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad) AS t
JOIN log_lines AS l ON l.server = t.server AND l.service = t.service AND l.session_id = t.session_id
    AND l.file_id = t.file_id AND l.line_number = t.line_number
WHERE t.failed AND t.in_slice AND t.stage = 'during'
ORDER BY t.trial_id
