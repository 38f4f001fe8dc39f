-- The raw lines that the bounds of the window stand on.
-- Grain: one line.
-- Parameters: $lines (structs of server, session_id, file and line).
-- Columns: file, line, byte_offset, time, text (the line as it stands in the log).
SELECT l.file, l.line_number AS line, l.byte_offset, l.time, l.text
FROM log_lines AS l
JOIN (SELECT unnest($lines, recursive := TRUE)) AS w
    ON w.server = l.server AND w.session_id = l.session_id AND w.file = l.file AND w.line = l.line_number
ORDER BY l.time, l.file, l.line_number
