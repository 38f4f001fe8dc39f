-- Question: How often was each message tried, and what became of it?
-- Grain: one message id and recipient that was tried more than once.
-- Columns: tries, servers, first_try, last_try, refusals by outcome, last_outcome, last_reply.
-- Parameters:
--   $tries = 2: least number of tries
--   $server = %: servers like this (LIKE)
SELECT
    internet_message_id, any_value(sender) AS sender, recipient, count(*) AS tries, list_sort(list(DISTINCT server)) AS servers,
    min(replied_at) AS first_try, max(replied_at) AS last_try,
    count(*) FILTER (WHERE outcome = 'refused') AS refused, count(*) FILTER (WHERE outcome = 'transient') AS transient,
    arg_max(outcome, (replied_at, server, session_id)) AS last_outcome, arg_max(reply_text, (replied_at, server, session_id)) AS last_reply
FROM recipients
WHERE internet_message_id IS NOT NULL AND server LIKE $server
GROUP BY internet_message_id, recipient
HAVING count(*) >= CAST($tries AS BIGINT)
ORDER BY tries DESC, first_try, internet_message_id, recipient
