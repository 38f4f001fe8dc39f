-- Every RCPT TO that was sent, with the reply that decided.
-- Grain: one RCPT TO.
-- Columns: as in the contract; sender '' is the null sender (sender_domain '<>'), NULL is unknown (its MAIL FROM is missing).
CREATE OR REPLACE TEMP VIEW recipients AS
SELECT
    r.server, r.service, r.session_id, r.message_index, r.internet_message_id, r.sender, r.recipient, r.sender_domain, r.recipient_domain,
    r.phase, r.reply_code, r.enhanced_code, r.reply_text, r.outcome, r.family, r.replied_at, p.file_id, r.line_number, r.session_split
FROM _recipients AS r
JOIN _part_files AS p ON p.part_id = r.part_id AND p.file_number = r.file_number;
