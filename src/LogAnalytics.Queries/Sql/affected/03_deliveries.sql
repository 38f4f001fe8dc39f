-- When recipients of refused messages were accepted, in one piece of the lake.
-- Grain: as in staging/found.
INSERT INTO _deliveries
SELECT m.internet_message_id, r.recipient, list(r.replied_at)
FROM _recipients AS r
JOIN _accepted_again AS m ON m.part_id = r.part_id AND m.session_number = r.session_number AND m.message_index = r.message_index
WHERE r.outcome = 'accepted'
GROUP BY m.internet_message_id, r.recipient;
