-- Every line that could not be read.
-- Grain: one line of one input file; two paths with the same content have the same lines.
-- Columns: file_id, line_number (1-based), byte_offset, reason (closed list), raw (its bytes without the line end; of a line over the
--   limit its beginning), server, service.
CREATE OR REPLACE TEMP VIEW rejects AS
SELECT l.file_id, l.line_number, l.byte_offset, l.kind AS reason, l.raw, l.server, l.service
FROM _file_lines AS l
JOIN _files AS f ON f.server = l.server AND f.service = l.service AND f.file_id = l.file_id AND f.status IN ('converted', 'open')
WHERE l.kind NOT IN ('mark', 'header', 'blank', 'odd_row', 'rest', 'pending');
