-- Where these messages lie.
-- Grain: as in staging/pieces; one piece.
DELETE FROM _pieces;
INSERT INTO _pieces SELECT DISTINCT 0, unit FROM _part_units WHERE part_id IN (SELECT part_id FROM _accepted_again);
