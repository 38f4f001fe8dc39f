-- Keeps the trials, so that one explanation works them out once for all its statements.
-- Grain: as in views/trials.
-- Parameters: $from, $to (TIMESTAMP, NULL = open).
CREATE OR REPLACE TEMP TABLE _trials_kept AS SELECT * FROM trials($from, $to);
CREATE OR REPLACE TEMP MACRO trials(from_time, to_time) AS TABLE SELECT * FROM _trials_kept;
