-- Messages that failed, with what is asked of them alone.
-- Grain: one message, as in series/attempts.
SELECT *
FROM _refused_messages
ORDER BY part_id, session_number, message_index;
