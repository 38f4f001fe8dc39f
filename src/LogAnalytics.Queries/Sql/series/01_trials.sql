-- The trials: relay attempts whose outcome says something about attribution.
-- Grain: one message of one session with the service, that passed or failed.
-- Parameters: $from, $to (TIMESTAMP bounds on the deciding reply, NULL = open; $to is exclusive).
-- Columns: trial_id (order of time, server, session, message), group_id (identity of the series: stable keys only), failed,
--   is_attributed (the session's outcome is attributed), is_informative (some accepted recipient is not known to be hosted in the
--   service), is_retry (a failure that repeats the failure before it of the same message), part_id, session_number and message_index
--   (where the message stands in the lake), then the slice attributes.
CREATE OR REPLACE TEMP TABLE trials AS
WITH service_sessions AS (
    SELECT
        s.*,
        CASE
            WHEN tls_result = 'ok' THEN 'encrypted'
            WHEN tls_result = 'failed' THEN 'failed'
            WHEN NOT starttls_offered THEN 'not_offered'
            WHEN starttls_offered THEN 'not_used'
        END AS starttls
    FROM _session_relevance AS s
    WHERE remote_family = 'exchange_online' AND relay_role IN ('relay', 'unknown') AND message_count > 0
        -- With a front-end proxy the Hub log repeats the transaction (hop to port 717): the FrontEnd log is the authority.
        AND NOT (service = 'Hub' AND remote_port = 717
            AND server IN (SELECT server FROM _session_relevance WHERE service = 'FrontEnd' AND remote_family = 'exchange_online'))
),
candidates AS (
    SELECT
        s.server, s.service, s.session_id, m.part_id, m.session_number, m.message_index,
        m.decided_at, m.sender, m.sender_domain, m.attribution_family,
        m.attribution_family IS NOT NULL AS failed,
        string_split(m.accepted_domains, ' ') AS accepted_domains,
        string_split(m.failed_domains, ' ') AS failed_domains,
        hash(coalesce(m.internet_message_id, m.sender), CASE WHEN m.internet_message_id IS NULL THEN m.recipients_key END) AS retry_key,
        -- Without an id the same sender and recipients may be another message: only a quick repetition is taken for a retry.
        CASE WHEN m.internet_message_id IS NULL THEN INTERVAL 1 HOUR ELSE INTERVAL 2 DAY END AS retry_span,
        s.outcome = 'attributed' AS is_attributed,
        s.remote_family, s.connector_id, s.remote_endpoint, s.sent_certificate_thumbprint, s.public_address, s.local_address,
        s.remote_address, s.tls_protocol, s.banner_masked, s.starttls
    FROM _messages AS m
    JOIN service_sessions AS s USING (part_id, session_number)
    WHERE (m.attribution_family IS NOT NULL OR m.accepted_count > 0)
        AND m.decided_at IS NOT NULL
        AND ($from IS NULL OR m.decided_at >= $from) AND ($to IS NULL OR m.decided_at < $to)
),
refused_domains AS (SELECT DISTINCT unnest(failed_domains) AS domain FROM candidates WHERE failed),
refused_senders AS (SELECT DISTINCT sender_domain FROM candidates WHERE failed),
-- Hosted in the service, so acceptance proves nothing: accepted between attribution errors of the same session and sender domain,
-- or a name that the service itself gives.
hosted_domains AS (
    SELECT DISTINCT unnest(c.accepted_domains) AS domain
    FROM candidates AS c
    JOIN (
        SELECT part_id, session_number, sender_domain, min(message_index) AS first_failed, max(message_index) AS last_failed
        FROM candidates
        WHERE failed
        GROUP BY part_id, session_number, sender_domain
    ) AS f USING (part_id, session_number, sender_domain)
    WHERE c.message_index BETWEEN f.first_failed AND f.last_failed
    UNION
    SELECT domain
    FROM (SELECT unnest(accepted_domains) AS domain FROM candidates)
    WHERE domain LIKE '%.onmicrosoft.com'
    UNION
    SELECT subject FROM _given WHERE kind = 'hosted_domain'
),
uninformative AS (SELECT coalesce(list(domain), []) AS domains FROM hosted_domains WHERE domain NOT IN (SELECT domain FROM refused_domains)),
refused AS (SELECT coalesce(list(domain), []) AS domains FROM refused_domains),
ordered AS (
    SELECT
        row_number() OVER (ORDER BY decided_at, server, service, session_id, part_id, session_number, message_index) AS trial_id,
        c.* EXCLUDE (session_id),
        remote_family || '/relay' AS group_id,
        failed OR NOT list_has_all(u.domains, accepted_domains) AS is_informative,
        CASE WHEN sender_domain IN (SELECT sender_domain FROM refused_senders) THEN sender_domain ELSE '' END AS sender_slice,
        CASE
            WHEN failed AND len(failed_domains) = 1 THEN failed_domains[1]
            -- Several domains at once, or refused before any: no single partner's doing.
            WHEN failed THEN NULL
            ELSE coalesce(list_filter(accepted_domains, d -> list_contains(f.domains, d))[1], '')
        END AS recipient_slice
    FROM candidates AS c, uninformative AS u, refused AS f
)
SELECT
    *,
    failed
        AND coalesce(lag(failed) OVER of_message, FALSE)
        AND decided_at - lag(decided_at) OVER of_message <= retry_span AS is_retry
FROM ordered
WINDOW of_message AS (PARTITION BY group_id, retry_key ORDER BY trial_id);
