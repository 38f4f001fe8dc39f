-- Parts the lake into pieces of so many recipients.
-- Grain: as in staging/pieces; a unit is in one piece.
-- Parameters: $most_recipients (in a piece, about).
INSERT INTO _pieces
SELECT CAST((sum(recipients) OVER (ORDER BY unit ROWS UNBOUNDED PRECEDING) - 1) // $most_recipients AS INTEGER), unit
FROM (
    SELECT _unit_of(file_name) AS unit, CAST(sum(num_rows) AS BIGINT) AS recipients
    FROM parquet_file_metadata(getvariable('lake_recipients'))
    GROUP BY unit
)
WHERE recipients > 0;
