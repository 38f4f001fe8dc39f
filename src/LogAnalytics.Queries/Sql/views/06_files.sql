-- The ledger: every input file as it stands now.
-- Grain: one input file.
-- Columns: lines = header_lines + blank_lines + event_lines + rejected_lines + duplicate_lines; pending_bytes is the unfinished
--   tail of a file that is still written to; status converted, open or skipped with its reason.
CREATE OR REPLACE TEMP VIEW files AS
SELECT
    file_id, path, size, lines, header_lines, blank_lines, event_lines, rejected_lines, duplicate_lines, pending_bytes,
    first_time, last_time, log_type, version, server, service, status, reason
FROM _files;
