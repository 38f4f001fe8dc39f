-- From which hours are there logs, and where are some missing?
-- Grain: one server, service and day (UTC).
-- Parameters: $server, $from, $to (of the hours; NULL = any; $to is exclusive).
-- Columns: sessions, rows, hours (24 signs, 00 to 23 UTC: ▁ to █ sessions against the busiest hour shown, · none, ! a gap, blank before
--   the first and after the last hour), gaps (kinds and what tells them).
WITH chosen AS (
    SELECT *, CAST(hour AS DATE) AS day
    FROM coverage
    WHERE ($server IS NULL OR lower(server) = lower($server)) AND ($from IS NULL OR hour >= date_trunc('hour', CAST($from AS TIMESTAMP))) AND ($to IS NULL OR hour < $to)
),
busiest AS (SELECT greatest(max(sessions), 1) AS sessions FROM chosen),
signs AS (
    SELECT
        c.server, c.service, c.day, extract('hour' FROM c.hour) AS hour,
        CASE
            WHEN c.gap IS NOT NULL AND c.gap <> 'sequence_hole' THEN '!'
            WHEN c.sessions = 0 THEN '·'
            ELSE substr('▁▂▃▄▅▆▇█', CAST(ceil(c.sessions * 8 / CAST(b.sessions AS DOUBLE)) AS INTEGER), 1)
        END AS sign
    FROM chosen AS c, busiest AS b
),
strips AS (
    SELECT d.server, d.service, d.day, string_agg(coalesce(s.sign, ' '), '' ORDER BY d.hour) AS hours
    FROM (SELECT server, service, day, unnest(range(0, 24)) AS hour FROM (SELECT DISTINCT server, service, day FROM chosen)) AS d
    LEFT JOIN signs AS s ON s.server = d.server AND s.service = d.service AND s.day = d.day AND s.hour = d.hour
    GROUP BY d.server, d.service, d.day
),
days AS (
    SELECT server, service, day, CAST(sum(sessions) AS BIGINT) AS sessions, CAST(sum(rows) AS BIGINT) AS rows
    FROM chosen
    GROUP BY server, service, day
),
told AS (
    SELECT
        d.server, d.service, d.day,
        list(printf('%s %s to %s: %s', replace(g.kind, '_', ' '), strftime(g.gap_from, '%m-%d %H:%M'), strftime(g.gap_to, '%m-%d %H:%M'), g.evidence)
            ORDER BY g.gap_from, g.kind, g.evidence) AS gaps
    FROM days AS d
    JOIN coverage_gaps AS g ON g.server = d.server AND g.service = d.service AND CAST(g.gap_from AS DATE) <= d.day AND CAST(g.gap_to AS DATE) >= d.day
    GROUP BY d.server, d.service, d.day
)
SELECT d.server, d.service, d.day, d.sessions, d.rows, s.hours, coalesce(t.gaps, []) AS gaps
FROM days AS d
JOIN strips AS s USING (server, service, day)
LEFT JOIN told AS t USING (server, service, day)
ORDER BY d.server, d.service, d.day
