-- Where logs are, hour by hour, and where they should be and are not.
-- Inputs: _log_hours.
-- Grain: _streams one log (server and service; connector_id NULL) or
--   one connector to the service over all servers (server and service NULL); _stream_hours one of those and hour of the lake's whole
--   span; coverage_gaps one gap; coverage one server, service and hour from its first to its last hour with rows or gap.
-- Columns of coverage_gaps: kind, gap_from, gap_to, evidence. Kinds:
--   missing_instance  a number is missing among the files of an hour (SENDyyyyMMddHH-n)
--   retention_edge    the log begins later than others do, or its oldest hour lacks its first files: they were deleted already
--   logging_stopped   the log ends while others go on
--   quiet             no session for hours in which the same hours of other days always have many
--   deleted_unread    logs were gone when a run came to read them, and have not come since
--   sequence_hole     rows are missing inside sessions
--   Silence is judged only where there is enough to compare with (see _silences); _log_rhythm says where there is.
-- Columns of coverage: rows (log rows, counted in the hour in which their session began), sessions, gap (kind, NULL = none known).
CREATE OR REPLACE TEMP VIEW _stream_counts AS
SELECT server, service, NULL AS connector_id, hour, sum(sessions) AS sessions, min(first_start) AS first_start, max(last_end) AS last_end
FROM _log_hours
GROUP BY server, service, hour
UNION ALL
SELECT NULL, NULL, connector_id, hour, sum(sessions), min(first_start), max(last_end)
FROM _log_hours
WHERE connector_id IN (SELECT connector_id FROM _log_hours WHERE service_sessions > 0)
GROUP BY connector_id, hour;

CREATE OR REPLACE TEMP VIEW _streams AS
SELECT
    row_number() OVER (ORDER BY server, service, connector_id) AS stream, server, service, connector_id,
    min(hour) AS first_hour, max(hour) AS last_hour, CAST(sum(sessions) AS BIGINT) AS sessions, max(sessions) AS peak
FROM _stream_counts
GROUP BY server, service, connector_id;

-- Dense, and one hour beyond the end: earlier is the number of sessions before the hour, so any window is a difference of two rows.
CREATE OR REPLACE TEMP VIEW _stream_hours AS
WITH grid AS (
    SELECT
        stream, connector_id IS NOT NULL AS is_connector, server, service, connector_id, first_hour, last_hour, peak,
        unnest(generate_series((SELECT min(hour) FROM _log_hours), (SELECT max(hour) FROM _log_hours) + INTERVAL 1 HOUR, INTERVAL 1 HOUR)) AS hour
    FROM _streams
),
counted AS (
    SELECT g.*, coalesce(c.sessions, 0) AS sessions, c.first_start, c.last_end
    FROM grid AS g
    LEFT JOIN _stream_counts AS c
        ON c.hour = g.hour AND c.server IS NOT DISTINCT FROM g.server AND c.service IS NOT DISTINCT FROM g.service
        AND c.connector_id IS NOT DISTINCT FROM g.connector_id
)
SELECT
    *,
    sum(sessions) OVER of_stream - sessions AS earlier,
    -- The same of all streams of its sort together: what went on elsewhere.
    sum(sessions) OVER (PARTITION BY is_connector, hour) - sessions AS elsewhere,
    max(last_end) OVER of_stream AS last_end_so_far
FROM counted
WINDOW of_stream AS (PARTITION BY stream ORDER BY hour);

-- Stretches of hours without a session that are no chance: at least 20 sessions were due. Due is what the least busy quarter of
-- comparable windows has, the same hours of other days (of the same weekday, where there are four such days, else of workdays or of
-- weekends; four at least, up to eight weeks away). With less history it is half of the stream's usual share of what went on elsewhere
-- meanwhile, where that share has been steady.
CREATE OR REPLACE TEMP VIEW _silences AS
WITH islands AS (
    SELECT *, hour - row_number() OVER (PARTITION BY stream ORDER BY hour) * INTERVAL 1 HOUR AS island
    FROM _stream_hours
    WHERE sessions = 0 AND hour <= (SELECT max(hour) FROM _log_hours)
),
silent AS (
    SELECT
        stream, min(hour) AS from_hour, max(hour) + INTERVAL 1 HOUR AS to_hour, count(*) AS hours,
        any_value(first_hour) AS first_hour, any_value(last_hour) AS last_hour, sum(elsewhere) AS elsewhere,
        min(last_end_so_far) AS last_end
    FROM islands
    GROUP BY stream, island
    -- Cannot reach 20 otherwise.
    HAVING count(*) * any_value(peak) >= 20
),
windows AS (
    SELECT s.stream, s.from_hour, b.earlier - a.earlier AS sessions, k % 7 = 0 AS is_same_weekday
    FROM silent AS s
    CROSS JOIN range(-56, 57) AS r (k)
    JOIN _stream_hours AS a ON a.stream = s.stream AND a.hour = s.from_hour + k * INTERVAL 1 DAY
    JOIN _stream_hours AS b ON b.stream = s.stream AND b.hour = s.to_hour + k * INTERVAL 1 DAY
    WHERE k <> 0 AND a.hour >= s.first_hour AND b.hour <= s.last_hour
        AND (isodow(a.hour) >= 6) = (isodow(s.from_hour) >= 6)
        AND (isodow(b.hour - INTERVAL 1 HOUR) >= 6) = (isodow(s.to_hour - INTERVAL 1 HOUR) >= 6)
),
own AS (
    SELECT
        stream, from_hour,
        count(*) AS windows,
        CASE
            WHEN count(*) FILTER (WHERE is_same_weekday) >= 4 THEN quantile_disc(sessions, 0.25) FILTER (WHERE is_same_weekday)
            WHEN count(*) >= 4 THEN quantile_disc(sessions, 0.25)
        END AS due
    FROM windows
    GROUP BY stream, from_hour
),
shares AS (
    SELECT
        s.stream, s.from_hour,
        sum(h.sessions) / nullif(sum(h.elsewhere), 0) AS share,
        count(*) AS hours
    FROM silent AS s
    JOIN _stream_hours AS h ON h.stream = s.stream AND h.hour BETWEEN s.first_hour AND s.last_hour AND NOT (h.hour >= s.from_hour AND h.hour < s.to_hour)
    GROUP BY s.stream, s.from_hour
),
steady AS (
    SELECT s.stream, s.from_hour, any_value(s.share) AS share
    FROM shares AS s
    JOIN silent AS i USING (stream, from_hour)
    JOIN _stream_hours AS h ON h.stream = s.stream AND h.hour BETWEEN i.first_hour AND i.last_hour AND NOT (h.hour >= i.from_hour AND h.hour < i.to_hour)
    WHERE h.elsewhere * s.share >= 5
    GROUP BY s.stream, s.from_hour
    HAVING count(*) >= 6 AND avg(CASE WHEN h.sessions > 0 THEN 1.0 ELSE 0.0 END) >= 0.9
),
judged AS (
    SELECT
        s.*, o.windows,
        CASE WHEN o.due IS NOT NULL THEN 'own' ELSE 'others' END AS rhythm,
        CAST(coalesce(o.due, floor(0.5 * t.share * s.elsewhere)) AS BIGINT) AS due
    FROM silent AS s
    LEFT JOIN own AS o USING (stream, from_hour)
    LEFT JOIN steady AS t USING (stream, from_hour)
)
SELECT
    t.server, t.service, t.connector_id, j.rhythm, j.due, j.hours, j.from_hour, j.to_hour,
    j.from_hour < j.first_hour AS is_at_start,
    j.to_hour > j.last_hour AND j.from_hour > j.first_hour AS is_at_end,
    coalesce(j.last_end, j.from_hour) AS silent_from,
    coalesce((SELECT min(c.first_start) FROM _stream_hours AS c WHERE c.stream = j.stream AND c.hour = j.to_hour), j.to_hour) AS silent_to
FROM judged AS j
JOIN _streams AS t USING (stream)
WHERE j.due >= 20 AND coalesce(j.last_end, j.from_hour) < j.to_hour;

-- How far silence can be judged: by the log's own rhythm (a week of it at least), by what other logs do meanwhile, or not at all.
CREATE OR REPLACE TEMP VIEW _log_rhythm AS
SELECT
    s.server, s.service, s.sessions,
    CASE
        WHEN s.last_hour - s.first_hour >= INTERVAL 7 DAY THEN 'own'
        WHEN count(*) FILTER (WHERE h.is_telling) >= 6
            AND count(*) FILTER (WHERE h.is_telling AND h.sessions > 0) >= 0.9 * count(*) FILTER (WHERE h.is_telling) THEN 'others'
        ELSE 'none'
    END AS rhythm
FROM _streams AS s
JOIN (
    SELECT *, elsewhere * sum(sessions) OVER (PARTITION BY stream) / nullif(sum(elsewhere) OVER (PARTITION BY stream), 0) >= 5 AS is_telling
    FROM _stream_hours
    WHERE hour BETWEEN first_hour AND last_hour
) AS h USING (stream)
WHERE s.connector_id IS NULL
GROUP BY s.server, s.service, s.sessions, s.first_hour, s.last_hour;

CREATE OR REPLACE TEMP VIEW _instances AS
WITH named AS (
    SELECT
        server, service, first_time, last_time,
        regexp_extract(path, '(?i)(?:^|/)send(\d{10}|\d{8})-(\d{1,9})[^/]*$', ['stamp', 'n']) AS name
    FROM _files
    WHERE status <> 'pruned'
),
numbered AS (
    SELECT
        server, service, name.stamp AS stamp, CAST(name.n AS BIGINT) AS instance,
        try_strptime(name.stamp || CASE WHEN len(name.stamp) = 8 THEN '00' ELSE '' END, '%Y%m%d%H') AS stamp_from,
        min(first_time) AS first_time, max(last_time) AS last_time
    FROM named
    WHERE name.stamp <> ''
    GROUP BY server, service, name
)
SELECT
    *,
    coalesce(lag(instance) OVER of_stamp, 0) AS previous,
    min(stamp) FILTER (WHERE first_time IS NOT NULL) OVER (PARTITION BY server, service) = stamp AS is_oldest,
    lag(last_time) OVER (PARTITION BY server, service ORDER BY stamp_from, instance) AS previous_last
FROM numbered
WHERE stamp_from IS NOT NULL
WINDOW of_stamp AS (PARTITION BY server, service, stamp ORDER BY instance);

CREATE OR REPLACE TEMP VIEW coverage_gaps AS
WITH missing AS (
    SELECT
        server, service, stamp_from, previous = 0 AND is_oldest AS is_edge, previous = 0 AS is_leading,
        greatest(stamp_from, coalesce(previous_last, stamp_from)) AS gap_from, coalesce(first_time, stamp_from + INTERVAL 1 HOUR) AS gap_to,
        CASE WHEN instance - previous = 2 THEN printf('SEND%s-%d is missing', stamp, previous + 1)
            ELSE printf('SEND%s-%d to -%d are missing', stamp, previous + 1, instance - 1) END AS evidence
    FROM _instances
    -- A file without rows (foreign, empty) holds its own place, but does not tell that earlier ones were there.
    WHERE instance > previous + 1 AND (first_time IS NOT NULL OR previous > 0)
),
holes AS (
    SELECT *, hour - row_number() OVER (PARTITION BY server, service ORDER BY hour) * INTERVAL 1 HOUR AS island
    FROM (
        SELECT server, service, hour, sum(holes) AS holes, sum(hole_sessions) AS sessions, min(hole_from) AS hole_from, max(hole_to) AS hole_to
        FROM _log_hours
        WHERE holes > 0
        GROUP BY server, service, hour
    )
),
-- Times that no file covers.
between_files AS (
    SELECT
        server, service, first_time AS to_time,
        max(last_time) OVER (PARTITION BY server, service ORDER BY first_time, last_time, path ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS from_time
    FROM _files
    WHERE status IN ('converted', 'open') AND first_time IS NOT NULL
)
SELECT
    server, service,
    CASE WHEN is_edge THEN 'retention_edge' ELSE 'missing_instance' END AS kind,
    least(gap_from, gap_to) AS gap_from, greatest(gap_from, gap_to) AS gap_to, evidence
FROM missing
UNION ALL
SELECT
    s.server, s.service,
    CASE
        WHEN s.is_at_end THEN 'logging_stopped'
        -- Oldest files go first: what comes after a silence without its first files was deleted before it was collected.
        WHEN s.is_at_start OR m.stamp_from IS NOT NULL THEN 'retention_edge'
        ELSE 'quiet'
    END,
    s.silent_from, s.silent_to,
    printf('no session for %d hours; at least %d were due, by %s', s.hours, s.due,
        CASE s.rhythm WHEN 'own' THEN 'the same hours of other days' ELSE 'what the other logs show meanwhile' END)
FROM _silences AS s
LEFT JOIN missing AS m ON m.server = s.server AND m.service = s.service AND m.stamp_from = s.to_hour AND m.is_leading
WHERE s.connector_id IS NULL
UNION ALL
SELECT
    u.server, u.service, 'deleted_unread', greatest(b.from_time, u.unread_from), least(b.to_time, u.unread_to),
    printf('the last row read was of %s, and the oldest log there then began at %s (%s)',
        strftime(u.unread_from, '%Y-%m-%d %H:%M:%SZ'), strftime(u.unread_to, '%Y-%m-%d %H:%M:%SZ'), u.oldest_path)
FROM _unread_logs AS u
JOIN between_files AS b ON b.server = u.server AND b.service = u.service AND b.from_time < u.unread_to AND b.to_time > u.unread_from
UNION ALL
SELECT
    server, service, 'sequence_hole', min(hole_from), max(hole_to),
    printf('%d rows are missing in %d sessions', CAST(sum(holes) AS BIGINT), CAST(sum(sessions) AS BIGINT))
FROM holes
GROUP BY server, service, island;

CREATE OR REPLACE TEMP VIEW coverage AS
WITH per_hour AS (
    SELECT server, service, hour, CAST(sum(rows) AS BIGINT) AS rows, CAST(sum(sessions) AS BIGINT) AS sessions
    FROM _log_hours
    GROUP BY server, service, hour
),
gap_hours AS (
    SELECT server, service, kind, unnest(generate_series(date_trunc('hour', gap_from), gap_to, INTERVAL 1 HOUR)) AS hour
    FROM coverage_gaps
),
-- The one that says most about what is not there.
worst AS (
    SELECT
        server, service, hour,
        arg_min(kind, list_position(['missing_instance', 'deleted_unread', 'retention_edge', 'logging_stopped', 'quiet', 'sequence_hole'], kind)) AS gap
    FROM gap_hours
    GROUP BY server, service, hour
),
spans AS (
    SELECT server, service, unnest(generate_series(min(hour), max(hour), INTERVAL 1 HOUR)) AS hour
    FROM (SELECT server, service, hour FROM per_hour UNION ALL SELECT server, service, hour FROM worst)
    GROUP BY server, service
)
SELECT s.server, s.service, s.hour, coalesce(p.rows, 0) AS rows, coalesce(p.sessions, 0) AS sessions, w.gap
FROM spans AS s
LEFT JOIN per_hour AS p USING (server, service, hour)
LEFT JOIN worst AS w USING (server, service, hour);
