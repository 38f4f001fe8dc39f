-- Question: How many recipients were accepted and refused in each hour, by family of the reply?
-- Grain: one hour (UTC, of the reply) and family (accepted, other refusals without a family, or a family of reply_families).
-- Columns: class (A attribution, B companion, C look-alike; NULL none), recipients, messages, share of the hour's recipients.
-- Parameters:
--   $server = %: servers like this (LIKE)
--   $from = 0001-01-01: first instant (UTC)
--   $to = 9999-12-31: before this instant (UTC)
WITH replies AS (
    SELECT
        time_bucket(INTERVAL 1 HOUR, replied_at) AS hour,
        CASE WHEN outcome = 'accepted' THEN 'accepted' ELSE coalesce(family, 'other ' || outcome) END AS family,
        session_id, server, message_index
    FROM recipients
    WHERE replied_at >= CAST($from AS TIMESTAMP) AND replied_at < CAST($to AS TIMESTAMP) AND server LIKE $server
),
classes AS (SELECT id AS family, any_value(class) AS class FROM reply_families GROUP BY id)
SELECT
    r.hour, r.family, any_value(c.class) AS class, count(*) AS recipients,
    count(DISTINCT (r.server, r.session_id, r.message_index)) AS messages,
    count(*) / CAST(sum(count(*)) OVER (PARTITION BY r.hour) AS DOUBLE) AS share
FROM replies AS r
LEFT JOIN classes AS c ON c.family = r.family
GROUP BY r.hour, r.family
ORDER BY r.hour, recipients DESC, r.family
