-- The log of runs: what was done with this lake, when, and how it ended.
-- Grain: one run of run, convert, analyze, rebuild or prune, from the moment that it knew what to do.
-- Inputs: _runs (staging).
-- Columns: run_id, started_at, ended_at (NULL: it still runs, or was killed), verb, version, exit_code (NULL likewise), counts (as in
--   run.json), reasons (why it did not end with 0 or 1), warnings (what the exit code does not tell), command_line. Of the last 20,000 runs.
CREATE OR REPLACE TEMP VIEW runs AS
SELECT
    run_id, CAST(started_at AS TIMESTAMP) AS started_at, CAST(ended_at AS TIMESTAMP) AS ended_at, verb, version, exit_code, counts, reasons, warnings,
    command_line
FROM _runs
WHERE run_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY run_id ORDER BY ended_at IS NULL) = 1;
