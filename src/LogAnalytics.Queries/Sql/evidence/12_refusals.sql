-- Adds the recipients that one incident refused, retries included; _affected_found makes the view affected_messages of them.
-- Grain: one refusal of one recipient; a message that was refused before any RCPT TO has one row without recipient.
-- Inputs: scope_failures, _refusals (staging/found).
-- Parameters: $incident.
INSERT INTO _refusals
WITH asked AS (
    SELECT
        f.retry_key, f.decided_at, f.part_id, f.session_number, m.internet_message_id, m.sender, r.recipient, r.replied_at,
        -- Of a message that was refused before its recipients were named, its family's.
        coalesce(r.reply_code, (SELECT min(a.code) FROM _reply_families AS a WHERE a.id = m.attribution_family)) AS reply_code, r.enhanced_code, r.reply_text,
        coalesce(r.file_number, m.file_number) AS file_number, coalesce(r.line_number, m.line_number) AS line_number,
        coalesce(r.family IN (SELECT id FROM _attribution_families), FALSE) AS is_refused,
        f.message_index
    FROM scope_failures AS f
    JOIN _messages AS m USING (part_id, session_number, message_index)
    LEFT JOIN _recipients AS r
        ON r.part_id = f.part_id AND r.session_number = f.session_number AND r.message_index = f.message_index AND r.outcome <> 'accepted'
)
SELECT
    $incident, retry_key, internet_message_id, sender, recipient, coalesce(replied_at, decided_at), reply_code, enhanced_code, reply_text,
    part_id, session_number, file_number, line_number
FROM asked
-- What else went wrong in the message is not the incident's; where no recipient shows the refusal itself, all of them share it.
QUALIFY is_refused OR NOT bool_or(is_refused) OVER (PARTITION BY part_id, session_number, message_index);
