-- The incidents of the last analysis.
-- Grain: one incident.
-- Columns: as in views/incidents.
SELECT *
FROM incidents
ORDER BY first_bad, id;
