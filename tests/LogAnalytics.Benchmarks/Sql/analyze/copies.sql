-- One week of the small lake, {days} days later, {copies} times over: the copies start some seconds apart, so a server is that much busier.
-- Ids are told apart by copy and week; {lake} is where the tables go.
CREATE OR REPLACE TEMP MACRO later(t, copy) AS t + INTERVAL {days} DAY + copy * INTERVAL 37 SECOND;
CREATE OR REPLACE TEMP MACRO other_id(id, copy) AS printf('%016X', hash(id, copy, {days}));
CREATE OR REPLACE TEMP MACRO other_part(id, copy) AS CAST(hash(id, copy, {days}) >> 1 AS BIGINT);
CREATE OR REPLACE TEMP MACRO later_day(date) AS strftime(CAST(date AS DATE) + {days}, '%Y-%m-%d');
COPY (
    SELECT s.* REPLACE (
        other_part(s.part_id, copy) AS part_id, other_id(s.session_id, copy) AS session_id, later_day(s.date) AS date,
        later(s.started_at, copy) AS started_at, later(s.ended_at, copy) AS ended_at,
        later(s.first_attribution_error_at, copy) AS first_attribution_error_at)
    FROM base_sessions AS s, range({copies}) AS c (copy)
    ORDER BY s.server, s.date, copy, s.session_number
) TO '{lake}/sessions' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, date, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
COPY (
    SELECT m.* REPLACE (
        other_part(m.part_id, copy) AS part_id, other_id(m.session_id, copy) AS session_id, later_day(m.date) AS date,
        other_id(m.internet_message_id, copy) AS internet_message_id, later(m.decided_at, copy) AS decided_at)
    FROM base_messages AS m, range({copies}) AS c (copy)
    ORDER BY m.server, m.date, copy, m.session_number, m.message_index
) TO '{lake}/messages' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, date, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
COPY (
    SELECT r.* REPLACE (
        other_part(r.part_id, copy) AS part_id, other_id(r.session_id, copy) AS session_id, later_day(r.date) AS date,
        later(r.replied_at, copy) AS replied_at)
    FROM base_recipients AS r, range({copies}) AS c (copy)
    ORDER BY r.server, r.date, copy, r.session_number
) TO '{lake}/recipients' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, date, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
COPY (
    SELECT p.* REPLACE (other_part(p.part_id, copy) AS part_id, sha256(p.file_id || '{days}') AS file_id, later_day(p.date) AS date)
    FROM base_part_files AS p, range({copies}) AS c (copy)
) TO '{lake}/part_files' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, date, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
COPY (
    SELECT f.* REPLACE (
        sha256(f.file_id || '{days}') AS file_id, later(f.first_time, 0) AS first_time, later(f.last_time, {copies} - 1) AS last_time,
        regexp_replace(f.path, 'SEND\d{8}', 'SEND' || strftime(strptime(regexp_extract(f.path, 'SEND(\d{8})', 1), '%Y%m%d') + INTERVAL {days} DAY, '%Y%m%d')) AS path)
    FROM base_files AS f
    WHERE f.status <> 'skipped'
) TO '{lake}/files' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (server, service), FILENAME_PATTERN 'part-{days}-{i}', OVERWRITE_OR_IGNORE);
