-- Sums that are equal where the content of two lakes is.
-- Grain: one table, server, service and bucket of session ids.
-- Columns: table_name, server, service, bucket, row_count, checksum (sum of the hashes of the rows, so order does not matter).
SELECT
    table_name, server, service, CAST(hash(session_id) % 64 AS INTEGER) AS bucket,
    count(*) AS row_count, CAST(sum(CAST(hash(content) AS HUGEINT)) AS VARCHAR) AS checksum
FROM _content
GROUP BY table_name, server, service, bucket
ORDER BY table_name, server, service, bucket;
