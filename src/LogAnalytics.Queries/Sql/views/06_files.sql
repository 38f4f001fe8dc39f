-- The ledger: every input file as it stands now.
-- Grain: one input file.
-- Columns: lines = header_lines + blank_lines + event_lines + rejected_lines + duplicate_lines; size = header_bytes (byte order mark
--   included) + blank_bytes + row_bytes (events and duplicates) + rejected_bytes + pending_bytes, the unfinished tail of a file that is
--   still written to; status converted, open, skipped with its reason, or pruned: its counts
--   stand, its rows are not in the lake any more. Content that a path held once keeps its row, and says so.
CREATE OR REPLACE TEMP VIEW files AS
SELECT
    file_id, path, size, lines, header_lines, blank_lines, event_lines, rejected_lines, duplicate_lines,
    header_bytes, blank_bytes, row_bytes, rejected_bytes, pending_bytes,
    first_time, last_time, log_type, version, server, service, status, reason
FROM _files;
