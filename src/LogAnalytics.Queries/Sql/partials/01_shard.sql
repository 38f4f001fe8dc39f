-- Sets which shard a partial is of, so that the numbers of its names differ from those of all others.
-- Grain: none; it sets a variable.
-- Parameters: $shard (from 1).
SET VARIABLE partial_shard = $shard;
CREATE OR REPLACE TEMP MACRO _number_in_all(number) AS CAST(getvariable('partial_shard') AS BIGINT) * 4294967296 + number;
