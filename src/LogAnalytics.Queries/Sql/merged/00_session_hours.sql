-- The hours of all partials, in place of what views/log_hours reads off the sessions.
-- Grain: as there.
SET VARIABLE partial_session_hours = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'partial_session_hours');

CREATE OR REPLACE TEMP VIEW _session_hours AS SELECT * FROM read_parquet(getvariable('partial_session_hours'));
