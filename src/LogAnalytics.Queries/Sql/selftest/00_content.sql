-- What a lake says, whatever files its rows came in: rows without the places where they stand.
-- Grain: one row of events, sessions, messages and recipients; one distinct text of rejects.
-- Columns: table_name, server, service, session_id ('' where there is none), content (the row as text).
CREATE OR REPLACE TEMP VIEW _content AS
SELECT 'events' AS table_name, server, service, session_id, CAST(r AS VARCHAR) AS content
FROM (SELECT * EXCLUDE (file_id, line_number, byte_offset) FROM events) AS r
UNION ALL
SELECT 'sessions', server, service, session_id, CAST(r AS VARCHAR)
FROM (SELECT * EXCLUDE (first_file_id, first_line_number) FROM sessions) AS r
UNION ALL
SELECT 'messages', server, service, session_id, CAST(r AS VARCHAR)
FROM (SELECT * EXCLUDE (file_id, line_number) FROM messages) AS r
UNION ALL
SELECT 'recipients', server, service, session_id, CAST(r AS VARCHAR)
FROM (SELECT * EXCLUDE (file_id, line_number) FROM recipients) AS r
UNION ALL
-- A line that cannot be read is counted in every copy, and why may depend on what stands behind it.
SELECT 'rejects', server, service, '', CAST(r AS VARCHAR)
FROM (SELECT DISTINCT server, service, raw FROM rejects) AS r;
