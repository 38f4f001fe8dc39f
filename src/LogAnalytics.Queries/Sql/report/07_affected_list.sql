-- The resend list in order.
-- Grain: as affected_messages.
-- Columns: as affected_messages.
SELECT *
FROM affected_messages
ORDER BY incident, first_refused_at, internet_message_id, sender, recipient, line;
