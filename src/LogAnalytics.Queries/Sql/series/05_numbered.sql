-- The relay attempts whose outcome says something about attribution, in their order; numbers only, for there may be many.
-- Grain: _numbered one message of one session with the service, that passed or failed; _failed one of them that failed: few, and asked for again and again.
-- Columns: trial_id (order of time, server, service, day and id of the session, message), failures (failed trials so far, this one included), failed,
--   decided_at, place, sender, accepted_set (NULL: none known), part_id, session_number and message_index (where the message stands in
--   the lake).
CREATE OR REPLACE TEMP TABLE _numbered (
    trial_id BIGINT, failures INTEGER, failed BOOLEAN, decided_at TIMESTAMP, place INTEGER, sender INTEGER, accepted_set INTEGER,
    part_id BIGINT, session_number INTEGER, message_index INTEGER
);
CREATE OR REPLACE TEMP TABLE _failed AS SELECT * EXCLUDE (failed) FROM _numbered;
