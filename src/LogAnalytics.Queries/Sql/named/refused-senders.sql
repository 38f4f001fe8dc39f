-- Question: Which senders were refused most, and by which reply?
-- Grain: one sender ('' is the null sender), reply family and reply code.
-- Columns: refused recipients, messages, first_refused, last_refused, accepted (recipients of the same sender that were accepted).
-- Parameters:
--   $limit = 50: rows
--   $server = %: servers like this (LIKE)
WITH accepted AS (SELECT sender, count(*) AS accepted FROM recipients WHERE outcome = 'accepted' AND server LIKE $server GROUP BY sender)
SELECT
    r.sender, r.family, r.reply_code, r.enhanced_code, count(*) AS refused, count(DISTINCT r.internet_message_id) AS messages,
    min(r.replied_at) AS first_refused, max(r.replied_at) AS last_refused, coalesce(any_value(a.accepted), 0) AS accepted
FROM recipients AS r
LEFT JOIN accepted AS a ON a.sender = r.sender
WHERE r.outcome = 'refused' AND r.server LIKE $server
GROUP BY r.sender, r.family, r.reply_code, r.enhanced_code
ORDER BY refused DESC, r.sender, r.family, r.reply_code, r.enhanced_code
LIMIT CAST($limit AS BIGINT)
