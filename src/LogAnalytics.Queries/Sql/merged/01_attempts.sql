-- The messages of all partials, in place of what series/names and series/attempts read off the lake's.
-- Grain: as there; _told_senders and _told_sets one number of a partial.
-- Names are numbered anew: two servers may have the same.
SET VARIABLE partial_attempts = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'partial_attempts');
SET VARIABLE partial_senders = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'partial_senders');
SET VARIABLE partial_domain_sets = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'partial_domain_sets');
SET VARIABLE partial_refused = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'partial_refused');
SET VARIABLE partial_passed_again = (SELECT list(path ORDER BY ordinal) FROM _lake_files WHERE table_name = 'partial_passed_again');

CREATE OR REPLACE TEMP TABLE _told_senders AS
SELECT sender AS told, sender_domain, CAST(dense_rank() OVER (ORDER BY sender_domain) AS INTEGER) AS sender
FROM read_parquet(getvariable('partial_senders'));

CREATE OR REPLACE TEMP TABLE _sender_names AS SELECT DISTINCT sender, sender_domain FROM _told_senders;

CREATE OR REPLACE TEMP TABLE _told_sets AS
SELECT domain_set AS told, text, CAST(dense_rank() OVER (ORDER BY text) AS INTEGER) AS domain_set
FROM read_parquet(getvariable('partial_domain_sets'));

CREATE OR REPLACE TEMP TABLE _domain_sets AS SELECT DISTINCT domain_set, text, string_split(text, ' ') AS domains FROM _told_sets;

CREATE OR REPLACE TEMP VIEW _decided AS SELECT part_id, decided_at FROM read_parquet(getvariable('partial_attempts'));

CREATE OR REPLACE TEMP VIEW _attempts AS
SELECT a.* EXCLUDE (sender, accepted_set), n.sender, d.domain_set AS accepted_set
FROM read_parquet(getvariable('partial_attempts')) AS a
LEFT JOIN _told_senders AS n ON n.told = a.sender
LEFT JOIN _told_sets AS d ON d.told = a.accepted_set;

CREATE OR REPLACE TEMP VIEW _refused_messages AS SELECT * FROM read_parquet(getvariable('partial_refused'));

CREATE OR REPLACE TEMP VIEW _passed_messages AS SELECT * FROM read_parquet(getvariable('partial_passed_again'));
