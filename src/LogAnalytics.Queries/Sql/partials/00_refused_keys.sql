-- Which messages were refused anywhere in the lake: of what passed only their later attempts are asked for.
-- Grain: one message that was refused, by its retry key.
-- Inputs: the lake's table every_message, of all shards; series/attempts.
SET VARIABLE lake_every_message = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'every_message');

CREATE OR REPLACE TEMP TABLE _refused_keys AS
SELECT DISTINCT _retry_key(internet_message_id, sender, recipients_key) AS retry_key
FROM read_parquet(getvariable('lake_every_message'))
WHERE attribution_family IS NOT NULL;
