-- Where the failures of an incident lie.
-- Grain: as in staging/pieces; one piece.
-- Inputs: scope_failures.
DELETE FROM _pieces;
INSERT INTO _pieces SELECT DISTINCT 0, unit FROM _part_units WHERE part_id IN (SELECT part_id FROM scope_failures);
