-- Which unit a part lies in, so that what is known by part is read there alone.
-- Grain: one part.
-- Columns: part_id, unit (as in staging/pieces).
CREATE OR REPLACE TEMP TABLE _part_units AS
SELECT DISTINCT part_id, _unit_of(filename) AS unit
FROM read_parquet(getvariable('lake_part_files'), hive_partitioning = TRUE, hive_types_autocast = FALSE, filename = TRUE);
