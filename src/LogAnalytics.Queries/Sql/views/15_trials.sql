-- The trials of the detector as SQL that anybody can ask: relay attempts whose outcome says something about attribution.
-- Grain: trials(from_time, to_time) one message of one session with the service that passed or failed, told by its deciding reply.
--   the bounds are TIMESTAMPs, NULL = open, to_time is exclusive. The other macros are scalar.
-- Columns of trials: trial_id (order of time, server, service, day and id of the session, message, from 1), group_id (the series), failed, is_attributed (the
--   session's outcome is attributed), is_informative (some accepted recipient is not known to be hosted in the service), is_retry (a
--   failure that repeats the failure before it of the same message), attributes (what may delimit a slice, by name), then the message
--   and where it stands. Rates count trials that are informative and no retry.
-- in_slice(attributes, slice): does each attribute have one of the values that slice (MAP of lists; NULL in a list: not logged) names.
-- outside(attributes, slice): is there a slice, and the trial not in it, or none at all.
-- mail_of(slice): its conditions on who sends and who receives; the others are on the way that the mail takes.
-- in_any(trial_id, attributes, sets): is the trial in one of some sets (structs of first, last and slice).
-- wilson_low and wilson_high(failed, trials): the 95 % interval of a rate (Wilson 1927).
CREATE OR REPLACE TEMP MACRO in_slice(attributes, slice) AS
    len(list_filter(
        map_entries(CAST(slice AS MAP(VARCHAR, VARCHAR[]))),
        lambda term: NOT CASE
            WHEN attributes[term.key] IS NULL THEN len(term.value) > list_count(term.value)
            ELSE list_contains(term.value, attributes[term.key])
        END)) = 0;

CREATE OR REPLACE TEMP MACRO outside(attributes, slice) AS cardinality(CAST(slice AS MAP(VARCHAR, VARCHAR[]))) = 0 OR NOT in_slice(attributes, slice);

CREATE OR REPLACE TEMP MACRO mail_of(slice) AS
    map_from_entries(list_filter(
        map_entries(CAST(slice AS MAP(VARCHAR, VARCHAR[]))), lambda term: term.key IN ('sender_domain', 'recipient_domain')));

CREATE OR REPLACE TEMP MACRO in_any(trial_id, attributes, sets) AS
    len(list_filter(
        CAST(sets AS STRUCT(first BIGINT, last BIGINT, slice MAP(VARCHAR, VARCHAR[]))[]),
        lambda part: trial_id BETWEEN part.first AND part.last AND in_slice(attributes, part.slice))) > 0;

CREATE OR REPLACE TEMP MACRO wilson_low(failed, trials) AS
    CASE WHEN trials = 0 THEN 0e0 ELSE greatest(0e0, (
        failed / CAST(trials AS DOUBLE) + 1.959963984540054e0 * 1.959963984540054e0 / (2e0 * trials)
        - 1.959963984540054e0 * sqrt(
            failed / CAST(trials AS DOUBLE) * (1e0 - failed / CAST(trials AS DOUBLE)) / trials
            + 1.959963984540054e0 * 1.959963984540054e0 / (4e0 * trials * trials))
        ) / (1e0 + 1.959963984540054e0 * 1.959963984540054e0 / trials)) END;

CREATE OR REPLACE TEMP MACRO wilson_high(failed, trials) AS
    CASE WHEN trials = 0 THEN 1e0 ELSE least(1e0, (
        failed / CAST(trials AS DOUBLE) + 1.959963984540054e0 * 1.959963984540054e0 / (2e0 * trials)
        + 1.959963984540054e0 * sqrt(
            failed / CAST(trials AS DOUBLE) * (1e0 - failed / CAST(trials AS DOUBLE)) / trials
            + 1.959963984540054e0 * 1.959963984540054e0 / (4e0 * trials * trials))
        ) / (1e0 + 1.959963984540054e0 * 1.959963984540054e0 / trials)) END;

CREATE OR REPLACE TEMP MACRO trials(from_time, to_time) AS TABLE
WITH service_sessions AS (
    SELECT *
    FROM _session_relevance
    WHERE remote_family = 'exchange_online' AND relay_role IN ('relay', 'unknown') AND message_count > 0
        -- With a front-end proxy the Hub log repeats the transaction (hop to port 717): the FrontEnd log is the authority.
        AND NOT (service = 'Hub' AND remote_port = 717
            AND server IN (SELECT server FROM _proxied_servers))
),
candidates AS (
    SELECT
        s.server, s.service, s.date, s.part_number, s.session_id, s.session_split, s.started_at AS session_started_at, m.part_id, m.session_number, m.message_index, m.internet_message_id,
        m.decided_at, m.sender, m.sender_domain, m.attribution_family,
        m.attribution_family IS NOT NULL AS failed,
        string_split(m.accepted_domains, ' ') AS accepted_domains,
        string_split(m.failed_domains, ' ') AS failed_domains,
        hash(coalesce(m.internet_message_id, m.sender), CASE WHEN m.internet_message_id IS NULL THEN m.recipients_key END) AS retry_key,
        -- Without an id the same sender and recipients may be another message: only a quick repetition is taken for a retry.
        CASE WHEN m.internet_message_id IS NULL THEN INTERVAL 1 HOUR ELSE INTERVAL 2 DAY END AS retry_span,
        s.outcome = 'attributed' AS is_attributed,
        s.remote_family, s.connector_id, s.remote_endpoint, s.sent_certificate_thumbprint, s.public_address, s.local_address,
        s.remote_address, s.tls_protocol, s.banner_masked, s.starttls, m.file_number, m.line_number
    FROM _messages AS m
    JOIN service_sessions AS s USING (part_id, session_number)
    WHERE (m.attribution_family IS NOT NULL OR m.accepted_count > 0)
        AND m.decided_at IS NOT NULL
        AND (from_time IS NULL OR m.decided_at >= CAST(from_time AS TIMESTAMP)) AND (to_time IS NULL OR m.decided_at < CAST(to_time AS TIMESTAMP))
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
        row_number() OVER (ORDER BY decided_at, server, service, date, part_number, part_id, session_number, message_index) AS trial_id,
        c.*,
        remote_family || '/relay' AS group_id,
        failed OR NOT list_has_all(u.domains, accepted_domains) AS is_informative,
        CASE WHEN sender_domain IN (SELECT sender_domain FROM refused_senders) THEN sender_domain ELSE '' END AS sender_slice,
        CASE
            WHEN failed AND len(failed_domains) = 1 THEN failed_domains[1]
            -- Several domains at once, or refused before any: no single partner's doing.
            WHEN failed THEN NULL
            ELSE coalesce(list_filter(accepted_domains, lambda d: list_contains(f.domains, d))[1], '')
        END AS recipient_slice
    FROM candidates AS c, uninformative AS u, refused AS f
),
judged AS (
    SELECT
        *,
        failed
            AND coalesce(lag(failed) OVER of_message, FALSE)
            AND decided_at - lag(decided_at) OVER of_message <= retry_span AS is_retry
    FROM ordered
    WINDOW of_message AS (PARTITION BY group_id, retry_key ORDER BY trial_id)
)
SELECT
    j.* EXCLUDE (retry_span, file_number, date, part_number),
    MAP {
        'server': server, 'connector': connector_id, 'certificate': sent_certificate_thumbprint, 'public_address': public_address,
        'starttls': starttls, 'tls_protocol': tls_protocol, 'local_address': local_address, 'sender_domain': sender_slice,
        'recipient_domain': recipient_slice
    } AS attributes,
    p.file_id
FROM judged AS j
JOIN (SELECT part_id, file_number, file_id FROM _part_files) AS p ON p.part_id = j.part_id AND p.file_number = j.file_number;
