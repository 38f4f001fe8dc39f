-- Messages that passed or failed, in order of time; numbers only.
-- Grain: one message, as in series/attempts.
SELECT
    part_id, kind_number, session_number, message_index, decided_at, failed, _number_in_all(sender) AS sender, _number_in_all(accepted_set) AS accepted_set
FROM _attempts
WHERE decided_at IS NOT NULL
ORDER BY decided_at, part_id, session_number, message_index;
