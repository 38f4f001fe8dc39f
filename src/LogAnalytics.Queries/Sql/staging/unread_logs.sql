-- Which logs were deleted before a run could read them, as the lake's state holds it.
-- Grain: one span of one server and service.
-- Inputs: temp table _lake_files, see staging/tables.
SET VARIABLE lake_unread_logs = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'unread_logs');

CREATE OR REPLACE TEMP VIEW _unread_logs AS
SELECT server, service, CAST(unread_from AS TIMESTAMP) AS unread_from, CAST(unread_to AS TIMESTAMP) AS unread_to, oldest_path
FROM read_json(getvariable('lake_unread_logs'), format = 'newline_delimited', ignore_errors = TRUE, columns = {
    server: 'VARCHAR', service: 'VARCHAR', unread_from: 'VARCHAR', unread_to: 'VARCHAR', oldest_path: 'VARCHAR'
});
