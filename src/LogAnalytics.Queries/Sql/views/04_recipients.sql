-- Every RCPT TO that was sent, with the reply that decided.
-- Grain: one RCPT TO.
-- Columns: as in the contract; sender '' is the null sender (sender_domain '<>'), NULL is unknown (its MAIL FROM is missing).
CREATE OR REPLACE TEMP VIEW recipients AS
SELECT
    server, service, session_id, message_index, internet_message_id, sender, recipient, sender_domain, recipient_domain, phase,
    reply_code, enhanced_code, reply_text, outcome, family, replied_at, file_id, line_number, session_split
FROM _recipients;
