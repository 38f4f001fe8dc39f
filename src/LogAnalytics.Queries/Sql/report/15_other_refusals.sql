-- Refusals that are not about attribution: noise beside an incident, and never counted as one.
-- Grain: one family (NULL: none in the table) and reply code, of recipients; and one companion family, of sessions.
-- Parameters: $most.
-- Columns: family, class, reply_code, enhanced_code (NULL for sessions), meaning, unit (recipients, sessions), count, servers, first_at,
--   last_at, all_rows (how many rows there are).
WITH counted AS (
    SELECT
        family, reply_code, enhanced_code, 'recipients' AS unit, count(*) AS count, list_sort(list(DISTINCT server)) AS servers,
        min(replied_at) AS first_at, max(replied_at) AS last_at
    FROM _recipients
    WHERE outcome IN ('refused', 'transient') AND coalesce(family NOT IN (SELECT id FROM _attribution_families), TRUE)
    GROUP BY family, reply_code, enhanced_code
    UNION ALL
    SELECT companion_family, NULL, NULL, 'sessions', count(*), list_sort(list(DISTINCT server)), min(started_at), max(started_at)
    FROM _sessions
    WHERE companion_family IS NOT NULL
    GROUP BY companion_family
)
SELECT
    c.*,
    (SELECT min(f.class) FROM _reply_families AS f WHERE f.id = c.family) AS class,
    (SELECT arg_min(f.meaning, f.ordinal) FROM _reply_families AS f WHERE f.id = c.family) AS meaning,
    count(*) OVER () AS all_rows
FROM counted AS c
ORDER BY c.count DESC, c.unit, c.family, c.reply_code, c.enhanced_code
LIMIT $most;
