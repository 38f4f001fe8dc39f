-- What input files were before they changed.
-- Grain: one earlier version of one input file.
-- Columns: server, service, path, file_id (SHA-256 of the content then), size, change (grown, rewritten, truncated, renamed), next_path
--   (another one if it was renamed), next_file_id. History: it depends on when the lake was fed.
CREATE OR REPLACE TEMP VIEW file_versions AS
SELECT server, service, path, file_id, size, change, next_path, next_file_id
FROM _file_versions;
