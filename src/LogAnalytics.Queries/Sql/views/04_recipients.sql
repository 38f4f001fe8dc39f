-- Every RCPT TO that was sent, with the reply that decided.
-- Grain: one RCPT TO.
-- Columns: as in the contract; sender '' is the null sender (sender_domain '<>'), NULL is unknown (its MAIL FROM is missing).
CREATE OR REPLACE TEMP VIEW recipients AS
SELECT
    r.server, r.service, r.session_id, r.message_index, m.internet_message_id, m.sender, r.recipient, m.sender_domain, r.recipient_domain,
    r.phase, r.reply_code, r.enhanced_code,
    -- Kept where it was put together from several lines; else it is the row that stands there.
    coalesce(r.reply_text, d.data) AS reply_text,
    r.outcome, r.family, r.replied_at, p.file_id, r.line_number, r.session_split
FROM _recipients AS r
JOIN _messages AS m ON m.part_id = r.part_id AND m.session_number = r.session_number AND m.message_index = r.message_index
JOIN _part_files AS p ON p.part_id - 1 = r.part_id - 1 AND p.file_number = r.file_number
-- In the key, not beside it: an outer join with a condition on one side only is no hash join.
LEFT JOIN _rows AS d ON d.part_id - 1 = r.part_id - 1 AND d.file_number = r.file_number
    AND d.line_number = CASE WHEN r.reply_code IS NOT NULL AND r.reply_text IS NULL THEN r.line_number END;
