-- The view logs over the flat Parquet of the tuned conversion.
SET threads = {threads};
SET preserve_insertion_order = false;
CREATE VIEW logs AS
SELECT * FROM read_parquet('{data}/events.parquet');
