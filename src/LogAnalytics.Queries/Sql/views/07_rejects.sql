-- Every line that could not be read.
-- Grain: one line.
-- Columns: file_id, line_number (1-based), byte_offset, reason (closed list), raw (its bytes without the line end).
CREATE OR REPLACE TEMP VIEW rejects AS
SELECT file_id, line_number, byte_offset, reason, raw, server, service
FROM _rejects;
