-- Where the sessions lie that a report shows.
-- Grain: as in staging/pieces; one piece.
-- Inputs: report_sessions.
DELETE FROM _pieces;
INSERT INTO _pieces SELECT DISTINCT 0, unit FROM _part_units WHERE part_id IN (SELECT part_id FROM report_sessions);
