-- What the last analysis of this lake found; empty before the first.
-- Inputs: _incidents, _affected_messages (staging); _refusals and _deliveries (staging/found), of which an analysis makes
--   _affected_found.
-- Grain: incidents one incident; affected_messages one recipient of one message that an incident refused (recipient NULL: refused before
--   any RCPT TO).
-- Columns of incidents: as in findings.json; times are those of the deciding replies; cause and confidence of the likeliest; analyzed_at.
-- Columns of affected_messages: incident, internet_message_id, sender, recipient, refusals (retries counted), first_refused_at,
--   last_refused_at, reply_code, enhanced_code, last_reply, fate (bounced: 5xx is not retried; queued: 4xx is; NULL: no reply tells),
--   later_delivered (accepted later under the same message id; FALSE: not in these logs; NULL: without an id and a recipient nobody can tell),
--   delivered_at, server, session_id, file, line (of the last refusal).
CREATE OR REPLACE TEMP VIEW incidents AS
SELECT * FROM _incidents;

CREATE OR REPLACE TEMP VIEW affected_messages AS
SELECT * FROM _affected_messages;

CREATE OR REPLACE TEMP VIEW _affected_found AS
WITH last_refusals AS (
    SELECT
        *,
        count(*) OVER of_recipient AS refusals,
        min(refused_at) OVER of_recipient AS first_refused_at,
        row_number() OVER (PARTITION BY incident, retry_key, recipient ORDER BY refused_at DESC, part_id DESC, session_number DESC, line_number DESC) AS nearness,
        bool_or(recipient IS NOT NULL) OVER (PARTITION BY incident, retry_key) AS is_named
    FROM _refusals
    WINDOW of_recipient AS (PARTITION BY incident, retry_key, recipient)
),
-- Refused before its recipients were named, and named at another attempt: it stands there.
affected AS (SELECT * FROM last_refusals WHERE nearness = 1 AND (recipient IS NOT NULL OR NOT is_named)),
-- The rows of the replies that decided, by plain equalities: so their parts alone are read, and their texts are looked up last.
reply_rows AS MATERIALIZED (
    SELECT e.part_id, e.file_number, e.line_number, e.text_number, e.parameter_1, e.parameter_2, e.parameter_3
    FROM _events AS e
    JOIN (SELECT DISTINCT part_id, file_number, line_number FROM affected WHERE reply_text IS NULL) AS w
        ON w.part_id = e.part_id AND w.file_number = e.file_number AND w.line_number = e.line_number
),
replies AS (
    SELECT
        e.part_id, e.file_number, e.line_number,
        _filled_text(t.data, t.parameters_in = 'data', e.parameter_1, t.literal_2, e.parameter_2, t.literal_3, e.parameter_3, t.literal_4) AS data
    FROM reply_rows AS e
    JOIN _texts AS t ON t.part_id - 1 = e.part_id - 1 AND t.text_number = e.text_number
),
placed AS (
    SELECT
        a.*, s.server, s.service, s.session_id, p.file_id,
        list_min(list_filter(d.accepted_at, lambda accepted: accepted > a.refused_at)) AS delivered_at
    FROM affected AS a
    JOIN _sessions AS s ON s.part_id = a.part_id AND s.session_number = a.session_number
    JOIN _part_files AS p ON p.part_id = a.part_id AND p.file_number = a.file_number
    LEFT JOIN _deliveries AS d ON d.internet_message_id = a.internet_message_id AND d.recipient = a.recipient
)
SELECT
    a.incident, a.internet_message_id, a.sender, a.recipient, a.refusals, a.first_refused_at, a.refused_at AS last_refused_at,
    a.reply_code, a.enhanced_code, coalesce(a.reply_text, d.data) AS last_reply,
    CASE WHEN a.reply_code >= 500 THEN 'bounced' WHEN a.reply_code >= 400 THEN 'queued' END AS fate,
    CASE WHEN a.internet_message_id IS NOT NULL AND a.recipient IS NOT NULL THEN a.delivered_at IS NOT NULL END AS later_delivered,
    a.delivered_at, a.server, a.session_id, f.path AS file, a.line_number AS line
FROM placed AS a
LEFT JOIN (SELECT server, service, file_id, min(path) AS path FROM _files GROUP BY server, service, file_id) AS f
    ON f.server = a.server AND f.service = a.service AND f.file_id = a.file_id
LEFT JOIN replies AS d ON d.part_id = a.part_id AND d.file_number = a.file_number AND d.line_number = a.line_number;
