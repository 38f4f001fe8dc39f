-- The logs that a lake holds.
-- Grain: one input file as it stands now.
-- Columns: path, size, file_id (SHA-256 of the content).
SELECT path, size, file_id
FROM files
WHERE status <> 'pruned'
ORDER BY path, file_id, server, service;
