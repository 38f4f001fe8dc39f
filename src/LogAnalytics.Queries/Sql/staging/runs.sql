-- The log of runs as it lies in the lake's state.
-- Grain: one run; two rows where a run was put into the archive before it ended.
-- Inputs: temp table _lake_files, see staging/tables.
SET VARIABLE lake_runs = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'runs');

CREATE OR REPLACE TEMP VIEW _runs AS
SELECT * FROM read_json(getvariable('lake_runs'), format = 'newline_delimited', ignore_errors = TRUE, columns = {
    run_id: 'VARCHAR', verb: 'VARCHAR', version: 'VARCHAR', command_line: 'VARCHAR[]', started_at: 'VARCHAR', ended_at: 'VARCHAR', exit_code: 'INTEGER',
    counts: 'MAP(VARCHAR, BIGINT)', reasons: 'VARCHAR[]', warnings: 'VARCHAR[]'
});
