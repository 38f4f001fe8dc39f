-- The messages with the ids of refused ones that had a recipient accepted, of one piece of the lake.
-- Grain: one message.
CREATE OR REPLACE TEMP TABLE _accepted_again AS
SELECT part_id, session_number, message_index, internet_message_id
FROM _messages
WHERE accepted_count > 0 AND internet_message_id IN (SELECT internet_message_id FROM _refusals);
