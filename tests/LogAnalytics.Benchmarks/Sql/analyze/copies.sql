-- One week of the small lake, {days} days later, {copies} times over: so much busier is a server.
-- Ids are told apart by copy and week; {lake} is where the tables go.
-- Each copy has its days in another order, so that chance does not repeat itself within minutes: many copies of one odd refusal would look
-- like an incident. Days with much failed mail stay where they are, and their copies start some seconds apart.
CREATE OR REPLACE TEMP TABLE moves AS
WITH failed AS (
    SELECT date, count(*) FILTER (WHERE attribution_family IS NOT NULL) AS messages FROM base_messages GROUP BY date
),
movable AS (
    SELECT date, row_number() OVER (ORDER BY date) - 1 AS number, count(*) OVER () AS days
    FROM failed
    WHERE messages < 2 * (SELECT median(messages) FROM failed)
)
SELECT o.date, c.copy, CAST(n.date AS DATE) - CAST(o.date AS DATE) + {days} AS days
FROM movable AS o
CROSS JOIN range({copies}) AS c (copy)
JOIN movable AS n ON n.number = (o.number + c.copy) % o.days
UNION ALL
SELECT date, copy, {days}
FROM failed
CROSS JOIN range({copies}) AS c (copy)
WHERE date NOT IN (SELECT date FROM movable);
CREATE OR REPLACE TEMP MACRO later(t, days, copy) AS t + to_days(CAST(days AS INTEGER)) + copy * INTERVAL 37 SECOND;
CREATE OR REPLACE TEMP MACRO other_id(id, copy) AS printf('%016X', hash(id, copy, {days}));
CREATE OR REPLACE TEMP MACRO other_part(id, copy) AS CAST(hash(id, copy, {days}) >> 1 AS BIGINT);
CREATE OR REPLACE TEMP MACRO later_day(date, days) AS strftime(CAST(date AS DATE) + CAST(days AS INTEGER), '%Y-%m-%d');
COPY (
    SELECT s.* REPLACE (
        other_part(s.part_id, copy) AS part_id, other_id(s.session_id, copy) AS session_id, later_day(s.date, c.days) AS date,
        later(s.started_at, c.days, copy) AS started_at, later(s.ended_at, c.days, copy) AS ended_at,
        later(s.first_attribution_error_at, c.days, copy) AS first_attribution_error_at)
    FROM base_sessions AS s
    JOIN moves AS c ON c.date = s.date
    ORDER BY s.server, s.date, copy, s.session_number
) TO '{lake}/sessions' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, date, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
COPY (
    SELECT m.* REPLACE (
        other_part(m.part_id, copy) AS part_id, other_id(m.session_id, copy) AS session_id, later_day(m.date, c.days) AS date,
        other_id(m.internet_message_id, copy) AS internet_message_id, later(m.decided_at, c.days, copy) AS decided_at)
    FROM base_messages AS m
    JOIN moves AS c ON c.date = m.date
    ORDER BY m.server, m.date, copy, m.session_number, m.message_index
) TO '{lake}/messages' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, date, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
COPY (
    SELECT r.* REPLACE (
        other_part(r.part_id, copy) AS part_id, other_id(r.session_id, copy) AS session_id, later_day(r.date, c.days) AS date,
        later(r.replied_at, c.days, copy) AS replied_at)
    FROM base_recipients AS r
    JOIN moves AS c ON c.date = r.date
    ORDER BY r.server, r.date, copy, r.session_number
) TO '{lake}/recipients' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, date, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
COPY (
    SELECT k.* REPLACE (
        other_part(k.part_id, copy) AS part_id, CAST(k.part_number * {copies} + copy AS INTEGER) AS part_number, later_day(k.date, c.days) AS date,
        later(k.first_started_at, c.days, copy) AS first_started_at, later(k.last_started_at, c.days, copy) AS last_started_at,
        later(k.last_ended_at, c.days, copy) AS last_ended_at,
        later(k.first_attribution_error_at, c.days, copy) AS first_attribution_error_at,
        later(k.last_attribution_error_at, c.days, copy) AS last_attribution_error_at)
    FROM base_session_kinds AS k
    JOIN moves AS c ON c.date = k.date
    ORDER BY k.server, k.date, copy, k.kind_number
) TO '{lake}/session_kinds' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, date, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
COPY (
    SELECT d.* REPLACE (
        other_part(d.part_id, copy) AS part_id, later_day(d.date, c.days) AS date,
        later(d.first_at, c.days, copy) AS first_at, later(d.last_at, c.days, copy) AS last_at)
    FROM base_connector_domains AS d
    JOIN moves AS c ON c.date = d.date
) TO '{lake}/connector_domains' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, date, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
COPY (
    SELECT p.* REPLACE (other_part(p.part_id, copy) AS part_id, sha256(p.file_id || '{days}') AS file_id, later_day(p.date, c.days) AS date)
    FROM base_part_files AS p
    JOIN moves AS c ON c.date = p.date
) TO '{lake}/part_files' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, date, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
COPY (
    SELECT f.* REPLACE (
        sha256(f.file_id || '{days}') AS file_id, later(f.first_time, {days}, 0) AS first_time, later(f.last_time, {days}, {copies} - 1) AS last_time,
        regexp_replace(f.path, 'SEND\d{8}', 'SEND' || strftime(strptime(regexp_extract(f.path, 'SEND(\d{8})', 1), '%Y%m%d') + INTERVAL {days} DAY, '%Y%m%d')) AS path)
    FROM base_files AS f
    WHERE f.status <> 'skipped'
) TO '{lake}/files' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
