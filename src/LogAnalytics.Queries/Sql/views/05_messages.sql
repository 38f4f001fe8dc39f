-- Every message of every session: the unit that is attributed.
-- Grain: one MAIL FROM.
-- Columns: attribution_family (NULL unless a family A reply failed it), decided_at and reply_text of the deciding reply.
CREATE OR REPLACE TEMP VIEW messages AS
SELECT
    server, service, session_id, message_index, internet_message_id, sender, sender_domain, recipient_count, accepted_count,
    attribution_family, decided_at, reply_text, file_id, line_number, session_split
FROM _messages;
