-- What a series asks of the messages: the one place that reads them for it. merged/attempts says the same of partials.
-- Grain: _decided one message with a reply that decided it; _attempts one message that passed or failed; _refused_messages one that
--   failed; _passed_messages one that passed.
-- Inputs: _sender_names and _domain_sets (series/names).
-- Columns of _attempts: failed, sender, accepted_set (their numbers; NULL: none known), and where the message stands in the lake; of the
--   last two also retry_key (equal for attempts of one message).
CREATE OR REPLACE TEMP MACRO _retry_key(internet_message_id, sender, recipients_key) AS
    hash(coalesce(internet_message_id, sender), CASE WHEN internet_message_id IS NULL THEN recipients_key END);

CREATE OR REPLACE TEMP VIEW _decided AS SELECT part_id, decided_at FROM _messages WHERE decided_at IS NOT NULL;

CREATE OR REPLACE TEMP VIEW _attempts AS
SELECT
    m.part_id, m.kind_number, m.session_number, m.message_index, m.decided_at, m.attribution_family IS NOT NULL AS failed,
    n.sender, d.domain_set AS accepted_set
FROM _messages AS m
LEFT JOIN _sender_names AS n ON n.sender_domain = m.sender_domain
LEFT JOIN _domain_sets AS d ON d.text = m.accepted_domains
WHERE m.attribution_family IS NOT NULL OR m.accepted_count > 0;

CREATE OR REPLACE TEMP VIEW _refused_messages AS
SELECT
    part_id, session_number, message_index, sender AS sender_address, attribution_family, failed_domains,
    _retry_key(internet_message_id, sender, recipients_key) AS retry_key,
    -- Without an id the same sender and recipients may be another message: only a quick repetition is taken for a retry.
    CASE WHEN internet_message_id IS NULL THEN INTERVAL 1 HOUR ELSE INTERVAL 2 DAY END AS retry_span
FROM _messages
WHERE attribution_family IS NOT NULL;

CREATE OR REPLACE TEMP VIEW _passed_messages AS
SELECT part_id, session_number, message_index, _retry_key(internet_message_id, sender, recipients_key) AS retry_key
FROM _messages
WHERE attribution_family IS NULL AND accepted_count > 0;
