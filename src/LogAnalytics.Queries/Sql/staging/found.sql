-- How an analysis puts its results into tables.
-- Grain: _refusals one refusal of one recipient, filled by evidence/refusals; _deliveries one message id and recipient of them that was
--   accepted, filled by affected/deliveries; _incidents_of(document) one incident, document being
--   findings.json as text.
-- Columns: of the incidents as in views/incidents.
CREATE OR REPLACE TEMP TABLE _refusals AS
SELECT
    CAST(NULL AS VARCHAR) AS incident, CAST(NULL AS UBIGINT) AS retry_key, CAST(NULL AS VARCHAR) AS internet_message_id, CAST(NULL AS VARCHAR) AS sender,
    CAST(NULL AS VARCHAR) AS recipient, CAST(NULL AS TIMESTAMP) AS refused_at, CAST(NULL AS INTEGER) AS reply_code,
    CAST(NULL AS VARCHAR) AS enhanced_code, CAST(NULL AS VARCHAR) AS reply_text, CAST(NULL AS BIGINT) AS part_id,
    CAST(NULL AS INTEGER) AS session_number, CAST(NULL AS INTEGER) AS file_number, CAST(NULL AS BIGINT) AS line_number
WHERE FALSE;

CREATE OR REPLACE TEMP TABLE _deliveries (internet_message_id VARCHAR, recipient VARCHAR, accepted_at TIMESTAMP[]);

CREATE OR REPLACE TEMP MACRO _incidents_of(document) AS TABLE
WITH found AS (
    SELECT CAST(document AS JSON) AS findings, unnest(from_json(json_extract(CAST(document AS JSON), '$.incidents'), '["JSON"]')) AS i
)
SELECT
    i->>'$.id' AS id, i->>'$.state' AS state, i->>'$.status' AS status, i->>'$.severity' AS severity, i->>'$.novelty' AS novelty,
    i->>'$.family' AS family, CAST(i->>'$.reply_code' AS INTEGER) AS reply_code,
    i->>'$.causes[0].id' AS cause, i->>'$.causes[0].confidence' AS confidence,
    from_json(i->'$.scope.servers', '["VARCHAR"]') AS servers,
    from_json(i->'$.scope.connectors', '["VARCHAR"]') AS connectors,
    from_json(i->'$.scope.certificates', '["VARCHAR"]') AS certificates,
    from_json(i->'$.scope.remote_endpoints', '["VARCHAR"]') AS remote_endpoints,
    from_json(i->'$.scope.sender_domains', '["VARCHAR"]') AS sender_domains,
    CAST(i->>'$.onset.last_good.time' AS TIMESTAMP) AS last_good,
    i->>'$.onset.last_good.server' AS last_good_server, i->>'$.onset.last_good.session_id' AS last_good_session,
    i->>'$.onset.last_good.file' AS last_good_file, CAST(i->>'$.onset.last_good.line' AS BIGINT) AS last_good_line,
    CAST(i->>'$.onset.last_informative_good.time' AS TIMESTAMP) AS last_informative_good,
    CAST(i->>'$.onset.first_bad.time' AS TIMESTAMP) AS first_bad,
    i->>'$.onset.first_bad.server' AS first_bad_server, i->>'$.onset.first_bad.session_id' AS first_bad_session,
    i->>'$.onset.first_bad.file' AS first_bad_file, CAST(i->>'$.onset.first_bad.line' AS BIGINT) AS first_bad_line,
    CAST(i->>'$.onset.qualified_by_gap' AS BOOLEAN) AS qualified_by_gap,
    CAST(i->>'$.recovery.last_bad.time' AS TIMESTAMP) AS last_bad,
    CAST(i->>'$.recovery.first_good.time' AS TIMESTAMP) AS first_good,
    CAST(i->>'$.counts.sessions_before' AS BIGINT) AS sessions_before, CAST(i->>'$.counts.failed_before' AS BIGINT) AS failed_before,
    CAST(i->>'$.counts.sessions_during' AS BIGINT) AS sessions_during, CAST(i->>'$.counts.failed_during' AS BIGINT) AS failed_during,
    CAST(i->>'$.counts.rate_before' AS DOUBLE) AS rate_before, CAST(i->>'$.counts.rate_during' AS DOUBLE) AS rate_during,
    CAST(i->>'$.counts.recipients_refused' AS BIGINT) AS recipients_refused,
    CAST(i->>'$.counts.messages' AS BIGINT) AS messages, CAST(i->>'$.counts.senders' AS BIGINT) AS senders,
    CAST(findings->>'$.generated_at' AS TIMESTAMP) AS analyzed_at
FROM found;
