-- The rows of the logs as lines of text, with their place.
-- Grain: log_lines one row of events. csv_field is a scalar macro: a field as Exchange writes it.
-- Columns: server, service, session_id, session_split, sequence_number, time, file (path), line_number, byte_offset, file_id, text. A row
--   that was spelled otherwise (quotes, blanks) shows as it stands; bytes that are no UTF-8 show as U+FFFD, restore writes them exactly.
CREATE OR REPLACE TEMP MACRO csv_field(value) AS
    CASE WHEN contains(value, ',') OR contains(value, '"') THEN '"' || replace(value, '"', '""') || '"' ELSE value END;

CREATE OR REPLACE TEMP VIEW log_lines AS
SELECT
    e.server, e.service, e.session_id, e.session_split, e.sequence_number, e.time, f.path AS file, e.line_number, e.byte_offset, e.file_id,
    coalesce(
        TRY(decode(o.raw)),
        concat_ws(
            ',', strftime(e.time, '%Y-%m-%dT%H:%M:%S.%gZ'), csv_field(e.connector_id), csv_field(e.session_id), e.sequence_number,
            csv_field(e.local_endpoint), csv_field(e.remote_endpoint), e.event, csv_field(e.data), csv_field(e.context))
    ) AS text
FROM events AS e
LEFT JOIN (SELECT server, service, file_id, min(path) AS path FROM _files GROUP BY server, service, file_id) AS f
    ON f.server = e.server AND f.service = e.service AND f.file_id = e.file_id
LEFT JOIN (SELECT server, service, file_id, line_number, raw FROM _file_lines WHERE kind = 'odd_row') AS o
    ON o.server = e.server AND o.service = e.service AND o.file_id = e.file_id AND o.line_number = e.line_number;
