-- The relay attempts whose outcome says something about attribution, in their order; numbers only, for there may be many.
-- Grain: one message of one session with the service, that passed or failed.
-- Columns: trial_id (order of time, server, service, session id as a number where it is one, message), failures (failed trials so far, this one included), failed,
--   decided_at, place, sender, accepted_set (NULL: none known), part_id, session_number and message_index (where the message stands in
--   the lake).
CREATE OR REPLACE TEMP TABLE _numbered (
    trial_id BIGINT, failures INTEGER, failed BOOLEAN, decided_at TIMESTAMP, place INTEGER, sender INTEGER, accepted_set INTEGER,
    part_id BIGINT, session_number INTEGER, message_index INTEGER
);
