-- The results of an analysis as tables, in place of those that the lake's state holds.
-- Grain: as in staging/found.
-- Parameters: $findings (findings.json as text).
CREATE OR REPLACE TEMP TABLE _incidents AS SELECT * FROM _incidents_of($findings);
CREATE OR REPLACE TEMP TABLE _affected_messages AS SELECT * FROM _affected_found;
