-- Attempts that passed, of messages that were refused anywhere.
-- Grain: one attempt, as in series/attempts.
SELECT *
FROM _passed_messages
WHERE retry_key IN (SELECT retry_key FROM _refused_keys)
ORDER BY part_id, session_number, message_index;
