-- Where refused mail may have been accepted later: units with a message that was decided after the first refusal.
-- Grain: as in staging/pieces; one piece.
-- Inputs: _refusals. What a file holds at most is told by its footer.
DELETE FROM _pieces;
INSERT INTO _pieces
SELECT DISTINCT 0, _unit_of(file_name)
FROM parquet_metadata(getvariable('lake_messages'))
WHERE path_in_schema = 'decided_at' AND coalesce(try_cast(stats_max_value AS TIMESTAMP) > (SELECT min(refused_at) FROM _refusals), TRUE);
