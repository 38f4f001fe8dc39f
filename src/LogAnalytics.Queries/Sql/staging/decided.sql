-- What the last analysis has worked out about remotes and connectors, of just the logs that the lake holds: without it every query of
-- sessions reads all recipients to tell what their connectors are for.
-- Grain: _decided as relevance/decided gives it.
-- Inputs: as in staging/tables; the file is there.
SET VARIABLE lake_relevance = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'relevance');

CREATE OR REPLACE TEMP VIEW _decided AS
SELECT * FROM read_parquet(getvariable('lake_relevance'));
