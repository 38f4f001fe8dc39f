-- The messages that the incidents refused, those to send again first.
-- Grain: as in views/incidents.
-- Columns: as there.
SELECT
    incident, internet_message_id, sender, recipient, refusals, first_refused_at, last_refused_at, reply_code, enhanced_code, last_reply, fate,
    later_delivered, delivered_at, server, session_id, file, line
FROM affected_messages
ORDER BY incident, coalesce(later_delivered, FALSE), last_refused_at, internet_message_id, sender, recipient, file, line;
