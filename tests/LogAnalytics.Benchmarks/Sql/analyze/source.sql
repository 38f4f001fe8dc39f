-- The tables of a small lake, as views: {lake} and one glob per table.
CREATE OR REPLACE VIEW base_sessions AS SELECT * FROM read_parquet('{lake}/sessions/*/*/*/part-*.parquet', hive_partitioning = TRUE, hive_types_autocast = FALSE);
CREATE OR REPLACE VIEW base_messages AS SELECT * FROM read_parquet('{lake}/messages/*/*/*/part-*.parquet', hive_partitioning = TRUE, hive_types_autocast = FALSE);
CREATE OR REPLACE VIEW base_recipients AS SELECT * FROM read_parquet('{lake}/recipients/*/*/*/part-*.parquet', hive_partitioning = TRUE, hive_types_autocast = FALSE);
CREATE OR REPLACE VIEW base_session_kinds AS SELECT * FROM read_parquet('{lake}/session_kinds/*/*/*/part-*.parquet', hive_partitioning = TRUE, hive_types_autocast = FALSE);
CREATE OR REPLACE VIEW base_connector_domains AS SELECT * FROM read_parquet('{lake}/connector_domains/*/*/*/part-*.parquet', hive_partitioning = TRUE, hive_types_autocast = FALSE);
CREATE OR REPLACE VIEW base_part_files AS SELECT * FROM read_parquet('{lake}/part_files/*/*/*/part-*.parquet', hive_partitioning = TRUE, hive_types_autocast = FALSE);
CREATE OR REPLACE VIEW base_files AS SELECT * FROM read_parquet('{lake}/files/*/*/part-*.parquet', hive_partitioning = TRUE, hive_types_autocast = FALSE);
