-- The rows of one session; the literals let the engine open that day's files alone.
-- Grain: one log row.
-- Parameters: $server, $service, $day, $part_id, $session_number.
-- Columns: sequence_number, time, event, data, context, family (of the recipients that this row decides, else the row's own), file, line,
--   byte_offset.
WITH rows AS (
    SELECT
        e.sequence_number, e.time, t.event,
        -- As in views/events, over one part only.
        _filled_text(t.data, t.parameters_in = 'data', e.parameter_1, t.literal_2, e.parameter_2, t.literal_3, e.parameter_3, t.literal_4) AS data,
        _filled_text(t.context, t.parameters_in = 'context', e.parameter_1, t.literal_2, e.parameter_2, t.literal_3, e.parameter_3, t.literal_4) AS context,
        t.family, e.file_number, e.line_number, e.byte_offset
    FROM _events AS e
    JOIN _texts AS t ON t.text_number = e.text_number
    WHERE e.server = $server AND e.service = $service AND e.date = $day AND e.part_id = $part_id AND e.session_number = $session_number
        AND t.server = $server AND t.service = $service AND t.date = $day AND t.part_id = $part_id
),
decided AS (
    SELECT file_number, line_number, min(family) AS family
    FROM _recipients
    WHERE server = $server AND service = $service AND date = $day AND part_id = $part_id AND session_number = $session_number AND family IS NOT NULL
    GROUP BY file_number, line_number
),
places AS (
    SELECT p.file_number, min(f.path) AS path
    FROM _part_files AS p
    JOIN _files AS f ON f.file_id = p.file_id AND f.server = $server AND f.service = $service
    WHERE p.server = $server AND p.service = $service AND p.date = $day AND p.part_id = $part_id
    GROUP BY p.file_number
)
SELECT
    r.sequence_number, r.time, r.event, r.data, r.context, coalesce(d.family, r.family) AS family, p.path AS file, r.line_number AS line, r.byte_offset
FROM rows AS r
LEFT JOIN decided AS d ON d.file_number = r.file_number AND d.line_number = r.line_number
LEFT JOIN places AS p ON p.file_number = r.file_number
ORDER BY r.sequence_number, r.time, r.file_number, r.line_number
