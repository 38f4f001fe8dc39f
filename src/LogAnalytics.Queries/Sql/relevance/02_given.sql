-- What was told beside the logs, and how many sessions it is about.
-- Grain: one row of _given.
-- Columns: kind, name, value, source, is_users, sessions.
WITH about AS (
    SELECT 'relay_role' AS kind, lower(connector_id) AS subject, sum(sessions) AS sessions FROM _kinds GROUP BY lower(connector_id)
    UNION ALL
    SELECT 'connector_family', lower(connector_id), sum(sessions) FROM _kinds GROUP BY lower(connector_id)
    UNION ALL
    SELECT 'remote_family', r.subject, sum(k.sessions)
    FROM _kinds AS k
    JOIN _given_remote AS r ON r.remote_address IS NOT DISTINCT FROM k.remote_address AND r.remote_host IS NOT DISTINCT FROM k.remote_host
    GROUP BY r.subject
    UNION ALL
    SELECT 'hosted_domain', recipient_domain, count(*)
    FROM (
        SELECT DISTINCT part_id, session_number, recipient_domain
        FROM _recipients
        WHERE recipient_domain IN (SELECT subject FROM _given WHERE kind = 'hosted_domain')
    )
    GROUP BY recipient_domain
)
SELECT g.kind, g.name, g.value, g.source, g.is_users, CAST(coalesce(a.sessions, 0) AS BIGINT) AS sessions
FROM _given AS g
LEFT JOIN about AS a ON a.kind = g.kind AND a.subject = g.subject
ORDER BY g.kind, g.subject;
