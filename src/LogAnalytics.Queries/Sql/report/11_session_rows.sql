-- The rows of the sessions that a report shows: their first ones, and those that are cited.
-- Grain: one row of one session in one role.
-- Parameters: $most (rows of each session).
-- Columns: incident, role, server, service, session_id, connector, remote_endpoint, started_at, outcome, session_rows (all that the
--   session has), cited_line, sequence_number, time, event, data, context, family, file, line, byte_offset.
WITH wanted AS (
    SELECT w.incident, w.role, w.cited_line, s.*
    FROM report_sessions AS w
    JOIN _sessions AS s ON s.part_id = w.part_id AND s.session_number = w.session_number AND s.session_id = w.session_id
),
-- The sessions first: so their parts alone are read, and not the whole lake.
stored AS MATERIALIZED (
    SELECT e.*
    FROM _events AS e
    JOIN (SELECT DISTINCT part_id, session_number FROM report_sessions) AS w ON w.part_id = e.part_id AND w.session_number = e.session_number
),
-- As in views/events.
read_rows AS (
    SELECT
        e.part_id, e.session_number, e.sequence_number, e.time, e.overrides, t.event,
        _filled_text(t.data, t.parameters_in = 'data', e.parameter_1, t.literal_2, e.parameter_2, t.literal_3, e.parameter_3, t.literal_4) AS data,
        _filled_text(t.context, t.parameters_in = 'context', e.parameter_1, t.literal_2, e.parameter_2, t.literal_3, e.parameter_3, t.literal_4) AS context,
        t.data_raw, t.family, e.file_number, e.line_number, e.byte_offset
    FROM stored AS e
    JOIN _texts AS t ON t.part_id = e.part_id AND t.text_number = e.text_number
),
placed AS (
    SELECT
        w.incident, w.role, w.server, w.service, w.session_id, w.connector_id AS connector, w.remote_endpoint, w.started_at, w.outcome,
        count(*) OVER of_session AS session_rows, w.cited_line, r.*,
        row_number() OVER (PARTITION BY w.incident, w.role, w.part_id, w.session_number ORDER BY r.sequence_number, r.time, r.line_number) AS row_index
    FROM wanted AS w
    JOIN read_rows AS r ON r.part_id = w.part_id AND r.session_number = w.session_number
    WINDOW of_session AS (PARTITION BY w.incident, w.role, w.part_id, w.session_number)
)
SELECT
    p.* EXCLUDE (part_id, session_number, overrides, data_raw, file_number, line_number, row_index), p.line_number AS line,
    (SELECT min(f.path) FROM files AS f WHERE f.file_id = k.file_id AND f.server = p.server AND f.service = p.service) AS file
FROM placed AS p
JOIN _part_files AS k ON k.part_id - 1 = p.part_id - 1 AND k.file_number = p.file_number
WHERE p.row_index <= CASE WHEN p.role IN ('good', 'bad') THEN $most ELSE 0 END OR p.line_number = p.cited_line
ORDER BY p.incident, p.role, p.session_id, p.row_index;
