-- How many sessions of each kind there are by hour.
-- Grain: as in views/log_hours.
SELECT *
FROM _session_hours
ORDER BY part_id, kind_number, hour;
