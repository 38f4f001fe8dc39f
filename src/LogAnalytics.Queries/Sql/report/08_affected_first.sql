-- The first refusals of each incident, with their lines.
-- Grain: as affected_messages.
-- Parameters: $most (rows of each incident).
-- Columns: as affected_messages.
SELECT *
FROM affected_messages
QUALIFY row_number() OVER (PARTITION BY incident ORDER BY first_refused_at, internet_message_id, sender, recipient, line) <= $most
ORDER BY incident, first_refused_at, internet_message_id, sender, recipient, line;
