-- What the last analysis left in the lake's state.
-- Grain: _incidents one incident; _affected_messages one recipient of one message of one incident.
-- Inputs: as in staging/tables; the files are there.
SET VARIABLE lake_incidents = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'incidents');
SET VARIABLE lake_affected_messages = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'affected_messages');

CREATE OR REPLACE TEMP VIEW _incidents AS
SELECT * FROM read_parquet(getvariable('lake_incidents'));

CREATE OR REPLACE TEMP VIEW _affected_messages AS
SELECT * FROM read_parquet(getvariable('lake_affected_messages'));
