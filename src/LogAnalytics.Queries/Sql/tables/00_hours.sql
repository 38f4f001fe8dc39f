-- Keeps what the hourly counts give, so that one analysis works it out once.
-- Grain: as in views/coverage.
CREATE OR REPLACE TEMP TABLE _stream_hours_kept AS SELECT * FROM _stream_hours;
CREATE OR REPLACE TEMP VIEW _stream_hours AS SELECT * FROM _stream_hours_kept;
CREATE OR REPLACE TEMP TABLE _silences_kept AS SELECT * FROM _silences;
CREATE OR REPLACE TEMP VIEW _silences AS SELECT * FROM _silences_kept;
