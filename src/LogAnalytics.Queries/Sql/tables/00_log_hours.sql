-- Keeps the hourly counts, so that one analysis reads the sessions for them once.
-- Grain: as in views/log_hours.
CREATE OR REPLACE TEMP TABLE _session_hours_kept AS SELECT * FROM _session_hours;
CREATE OR REPLACE TEMP VIEW _session_hours AS SELECT * FROM _session_hours_kept;
CREATE OR REPLACE TEMP TABLE _log_hours_kept AS SELECT * FROM _log_hours;
CREATE OR REPLACE TEMP VIEW _log_hours AS SELECT * FROM _log_hours_kept;
