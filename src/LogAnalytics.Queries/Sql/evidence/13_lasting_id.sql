-- Gives what was kept of an incident the id by which earlier analyses reported it.
-- Grain: as in staging/found and report/collected.
-- Inputs: _refusals, report_sessions.
-- Parameters: $found (the id that its own first failure gives), $lasting.
UPDATE _refusals SET incident = $lasting WHERE incident = $found;
UPDATE report_sessions SET incident = $lasting WHERE incident = $found;
