-- A lake that nobody has analysed: the tables of staging/analysis without rows.
-- Grain: as there.
-- Columns: as in staging/found.
CREATE OR REPLACE TEMP TABLE _incidents AS SELECT * FROM _incidents_of('{"incidents": []}');

CREATE OR REPLACE TEMP TABLE _affected_messages (
    incident VARCHAR, internet_message_id VARCHAR, sender VARCHAR, recipient VARCHAR, refusals BIGINT, first_refused_at TIMESTAMP,
    last_refused_at TIMESTAMP, reply_code INTEGER, enhanced_code VARCHAR, last_reply VARCHAR, fate VARCHAR, later_delivered BOOLEAN,
    delivered_at TIMESTAMP, server VARCHAR, session_id VARCHAR, file VARCHAR, line BIGINT
);
