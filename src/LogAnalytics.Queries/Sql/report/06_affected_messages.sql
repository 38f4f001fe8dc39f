-- Mail that an incident refused: what to send again, or to watch in the queue.
-- Grain: one incident, message, sender and recipient; retries make one row. A message without an id is one by session and number.
-- Columns: incident, internet_message_id (NULL: unknown), sender ('' is the null sender), sender_domain, recipient (NULL: the message
--   was refused before its recipients were named, or they are missing from the log), recipient_domain,
--   attempts, first_refused_at, last_refused_at, reply_code, last_reply, fate (bounced: 5xx is not retried, queued: 4xx is),
--   later_delivered (the same message id was accepted for the recipient later; NULL: without both nobody can tell), server,
--   session_id, file, line (of the last refusal).
CREATE OR REPLACE TEMP TABLE affected_messages AS
WITH named AS (
    SELECT
        f.incident, m.internet_message_id, m.sender, m.sender_domain, r.recipient, r.recipient_domain, r.replied_at, r.reply_code, r.reply_text,
        r.part_id, r.session_number, r.message_index, r.file_number, r.line_number
    FROM report_failures AS f
    JOIN _recipients AS r USING (part_id, session_number, message_index)
    JOIN _messages AS m USING (part_id, session_number, message_index)
    WHERE r.family IN (SELECT id FROM _attribution_families)
),
refusals AS (
    SELECT * FROM named
    UNION ALL BY NAME
    SELECT
        f.incident, m.internet_message_id, m.sender, m.sender_domain, m.decided_at AS replied_at,
        (SELECT min(a.code) FROM _reply_families AS a WHERE a.id = m.attribution_family) AS reply_code,
        m.part_id, m.session_number, m.message_index, m.file_number, m.line_number
    FROM report_failures AS f
    JOIN _messages AS m USING (part_id, session_number, message_index)
    ANTI JOIN named USING (incident, part_id, session_number, message_index)
    -- Named at another attempt: its recipients stand there.
    WHERE coalesce(m.internet_message_id NOT IN (SELECT internet_message_id FROM named WHERE internet_message_id IS NOT NULL), TRUE)
),
numbered AS (
    SELECT
        *,
        count(*) OVER of_message AS attempts,
        min(replied_at) OVER of_message AS first_refused_at,
        row_number() OVER (
            PARTITION BY incident, internet_message_id, CASE WHEN internet_message_id IS NULL THEN (part_id, session_number, message_index) END, sender, recipient
            ORDER BY replied_at DESC, part_id, session_number, message_index, line_number DESC) AS age
    FROM refusals
    WINDOW of_message AS (
        PARTITION BY incident, internet_message_id, CASE WHEN internet_message_id IS NULL THEN (part_id, session_number, message_index) END, sender, recipient)
),
last_refusals AS (SELECT * FROM numbered WHERE age = 1),
deliveries AS (
    SELECT m.internet_message_id, r.recipient, max(r.replied_at) AS delivered_at
    FROM _messages AS m
    JOIN _recipients AS r USING (part_id, session_number, message_index)
    WHERE r.outcome = 'accepted' AND m.accepted_count > 0 AND m.internet_message_id IN (SELECT internet_message_id FROM last_refusals)
    GROUP BY m.internet_message_id, r.recipient
)
SELECT
    l.incident, l.internet_message_id, coalesce(l.sender, '') AS sender, l.sender_domain, l.recipient, l.recipient_domain, l.attempts,
    l.first_refused_at, l.replied_at AS last_refused_at, l.reply_code, coalesce(l.reply_text, t.data) AS last_reply,
    CASE WHEN l.reply_code >= 500 THEN 'bounced' ELSE 'queued' END AS fate,
    CASE WHEN l.internet_message_id IS NOT NULL AND l.recipient IS NOT NULL THEN coalesce(d.delivered_at > l.replied_at, FALSE) END AS later_delivered,
    s.server, s.session_id,
    (SELECT min(f.path) FROM files AS f WHERE f.file_id = p.file_id AND f.server = s.server AND f.service = s.service) AS file,
    l.line_number AS line
FROM last_refusals AS l
JOIN _sessions AS s USING (part_id, session_number)
JOIN _part_files AS p ON p.part_id = l.part_id AND p.file_number = l.file_number
LEFT JOIN deliveries AS d ON d.internet_message_id = l.internet_message_id AND d.recipient = l.recipient
-- As in views/recipients: kept where it was put together from several lines, else it is the row that stands there.
LEFT JOIN (SELECT * FROM _rows WHERE part_id IN (SELECT part_id FROM report_failures)) AS t
    ON t.part_id - 1 = l.part_id - 1 AND t.file_number = l.file_number
    AND t.line_number = CASE WHEN l.reply_text IS NULL THEN l.line_number END;
