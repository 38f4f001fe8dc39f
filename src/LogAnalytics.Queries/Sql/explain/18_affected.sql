-- Whose mail was refused, and what became of it? Retries count as the message that they repeat.
-- Grain: all refused mail, one sender ('' is the null sender) or one recipient domain ('': refused before any was named), in messages times recipients.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad.
-- Columns: kind (all, sender, recipient_domain), value, recipients, bounced, queued, later_delivered (accepted later under the same message
--   id), undecided (without an id and a recipient nobody can tell), first_refused_at, last_refused_at.
WITH asked AS (
    SELECT
        t.retry_key, t.internet_message_id, t.sender, r.recipient, coalesce(r.replied_at, t.decided_at) AS refused_at,
        -- Of a message that was refused before its recipients were named, its family's.
        coalesce(r.reply_code, (SELECT min(f.code) FROM reply_families AS f WHERE f.id = t.attribution_family)) AS reply_code,
        coalesce(r.family IN (SELECT id FROM reply_families WHERE class = 'A'), FALSE) AS is_refused,
        t.part_id, t.session_number, t.message_index, coalesce(r.line_number, t.line_number) AS line_number
    FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad) AS t
    LEFT JOIN recipients AS r
        ON r.server = t.server AND r.service = t.service AND r.session_id = t.session_id AND r.session_split = t.session_split
        AND r.message_index = t.message_index AND r.outcome <> 'accepted'
    WHERE t.failed AND t.in_slice AND t.stage = 'during'
),
-- What else went wrong in the message is not the incident's; where no recipient shows the refusal itself, all of them share it.
refused AS (SELECT * FROM asked QUALIFY is_refused OR NOT bool_or(is_refused) OVER (PARTITION BY part_id, session_number, message_index)),
-- Refused before its recipients were named, and named at another attempt: it stands there.
named AS (SELECT *, bool_or(recipient IS NOT NULL) OVER (PARTITION BY retry_key) AS is_named FROM refused),
affected AS (
    SELECT
        any_value(internet_message_id) AS internet_message_id, any_value(sender) AS sender, recipient,
        min(refused_at) AS first_refused_at, max(refused_at) AS last_refused_at,
        arg_max(reply_code, (refused_at, part_id, session_number, line_number)) AS reply_code
    FROM named
    WHERE recipient IS NOT NULL OR NOT is_named
    GROUP BY retry_key, recipient
),
deliveries AS (
    SELECT internet_message_id, recipient, max(replied_at) AS delivered_at
    FROM recipients
    WHERE outcome = 'accepted' AND internet_message_id IN (SELECT internet_message_id FROM affected)
    GROUP BY internet_message_id, recipient
),
decided AS (
    SELECT
        a.*,
        CASE WHEN a.internet_message_id IS NOT NULL AND a.recipient IS NOT NULL THEN coalesce(d.delivered_at > a.last_refused_at, FALSE) END AS is_delivered
    FROM affected AS a
    LEFT JOIN deliveries AS d ON d.internet_message_id = a.internet_message_id AND d.recipient = a.recipient
),
by_kind AS (
    SELECT
        *, unnest(['all', 'sender', 'recipient_domain']) AS kind,
        unnest([NULL, coalesce(sender, ''), coalesce(split_part(recipient, '@', -1), '')]) AS value
    FROM decided
)
SELECT
    kind, value,
    count(*) AS recipients,
    count(*) FILTER (WHERE reply_code >= 500) AS bounced,
    count(*) FILTER (WHERE reply_code BETWEEN 400 AND 499) AS queued,
    count(*) FILTER (WHERE is_delivered) AS later_delivered,
    count(*) FILTER (WHERE is_delivered IS NULL) AS undecided,
    min(first_refused_at) AS first_refused_at, max(last_refused_at) AS last_refused_at
FROM by_kind
GROUP BY kind, value
ORDER BY kind, recipients DESC, value
