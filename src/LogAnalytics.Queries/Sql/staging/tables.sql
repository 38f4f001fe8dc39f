-- The one file that knows how the lake lies on disk.
-- Grain: one view per physical table, one row per row of its files.
-- Inputs: temp table _lake_files (table_name, ordinal, path), filled from the manifest.
-- Partition columns are read as text: a server called 1234 is text.
SET VARIABLE lake_events = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'events');
SET VARIABLE lake_sessions = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'sessions');
SET VARIABLE lake_messages = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'messages');
SET VARIABLE lake_recipients = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'recipients');
SET VARIABLE lake_session_kinds = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'session_kinds');
SET VARIABLE lake_connector_domains = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'connector_domains');
SET VARIABLE lake_texts = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'texts');
SET VARIABLE lake_part_files = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'part_files');
SET VARIABLE lake_files = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'files');
SET VARIABLE lake_file_lines = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'file_lines');
SET VARIABLE lake_file_versions = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'file_versions');
SET VARIABLE lake_reply_families = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'reply_families');

CREATE OR REPLACE TEMP VIEW _events AS
SELECT * FROM read_parquet(getvariable('lake_events'), hive_partitioning = TRUE, hive_types_autocast = FALSE);

CREATE OR REPLACE TEMP VIEW _logged_sessions AS
SELECT * FROM read_parquet(getvariable('lake_sessions'), hive_partitioning = TRUE, hive_types_autocast = FALSE);

CREATE OR REPLACE TEMP VIEW _logged_kinds AS
SELECT * FROM read_parquet(getvariable('lake_session_kinds'), hive_partitioning = TRUE, hive_types_autocast = FALSE);

-- Unless something is told beside the logs, see relevance/remotes.
CREATE OR REPLACE TEMP VIEW _sessions AS SELECT * FROM _logged_sessions;
CREATE OR REPLACE TEMP VIEW _kinds AS SELECT * FROM _logged_kinds;

CREATE OR REPLACE TEMP VIEW _part_domains AS
SELECT * FROM read_parquet(getvariable('lake_connector_domains'), hive_partitioning = TRUE, hive_types_autocast = FALSE);

CREATE OR REPLACE TEMP VIEW _messages AS
SELECT * FROM read_parquet(getvariable('lake_messages'), hive_partitioning = TRUE, hive_types_autocast = FALSE);

CREATE OR REPLACE TEMP VIEW _recipients AS
SELECT * FROM read_parquet(getvariable('lake_recipients'), hive_partitioning = TRUE, hive_types_autocast = FALSE);

CREATE OR REPLACE TEMP VIEW _texts AS
SELECT * FROM read_parquet(getvariable('lake_texts'), hive_partitioning = TRUE, hive_types_autocast = FALSE);

CREATE OR REPLACE TEMP VIEW _part_files AS
SELECT * FROM read_parquet(getvariable('lake_part_files'), hive_partitioning = TRUE, hive_types_autocast = FALSE);

CREATE OR REPLACE TEMP VIEW _files AS
SELECT * FROM read_parquet(getvariable('lake_files'), hive_partitioning = TRUE, hive_types_autocast = FALSE);

CREATE OR REPLACE TEMP VIEW _file_lines AS
SELECT * FROM read_parquet(getvariable('lake_file_lines'), hive_partitioning = TRUE, hive_types_autocast = FALSE);

CREATE OR REPLACE TEMP VIEW _file_versions AS
SELECT * FROM read_parquet(getvariable('lake_file_versions'));

CREATE OR REPLACE TEMP VIEW _reply_families AS
SELECT * FROM read_parquet(getvariable('lake_reply_families'), hive_partitioning = TRUE, hive_types_autocast = FALSE);
