-- The rows behind one sum.
-- Grain: one row of _content.
-- Parameters: $table_name, $server, $service, $bucket, as in selftest/sums.
-- Columns: content.
SELECT content
FROM _content
WHERE table_name = $table_name AND server = $server AND service = $service AND hash(session_id) % 64 = $bucket
ORDER BY session_id, content;
