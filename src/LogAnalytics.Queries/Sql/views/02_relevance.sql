-- Which sessions can say anything about attribution: the remote's family and the connector's role.
-- Grain: _remote_sessions one session, or several of one kind (sessions says how many); _address_family one remote address; _host_family
--   one domain of remote hosts; _connector_family and _connector_role one connector; _connector_domains one connector (the hash of its
--   name: sessions are many), recipient domain, outcome and family; _connector_several one connector (likewise).
-- A masked banner hides the remote's name: the address, the host's domain or the connector of sessions that show it tell (marked
-- inferred). An attribution error is the service's own word: it outweighs what a gateway in between calls itself.

CREATE OR REPLACE TEMP VIEW _remote_sessions AS
SELECT connector_id, remote_address, remote_host, remote_port, helo_name, remote_family, remote_evidence, 1 AS sessions
FROM _sessions;

CREATE OR REPLACE TEMP VIEW _address_family AS
SELECT
    remote_address,
    CASE
        WHEN bool_or(remote_family = 'exchange_online' AND remote_evidence = 'reply family') THEN 'exchange_online'
        WHEN min(remote_family) = max(remote_family) THEN min(remote_family)
    END AS remote_family
FROM _remote_sessions
WHERE remote_family <> 'unknown' AND remote_address IS NOT NULL
GROUP BY remote_address;

-- "mail.contoso.com" is of contoso.com; '' where there is no dot. Spelled out wherever it is asked: other engines read these views.
CREATE OR REPLACE TEMP VIEW _host_family AS
SELECT DISTINCT CASE WHEN strpos(remote_host, '.') = 0 THEN '' ELSE substr(remote_host, strpos(remote_host, '.') + 1) END AS host_domain, 'exchange_online' AS remote_family
FROM _remote_sessions
WHERE remote_family = 'exchange_online' AND remote_evidence = 'reply family' AND remote_host LIKE '%.%.%';

CREATE OR REPLACE TEMP VIEW _connector_family AS
SELECT connector_id, min(remote_family) AS remote_family
FROM _remote_sessions
WHERE remote_family <> 'unknown' AND connector_id IS NOT NULL
GROUP BY connector_id
HAVING min(remote_family) = max(remote_family);

CREATE OR REPLACE TEMP VIEW _connector_domains AS
SELECT
    hash(s.connector_id) AS connector, r.recipient_domain, r.outcome, r.family,
    count(*) AS recipients, min(r.replied_at) AS first_at, max(r.replied_at) AS last_at
FROM _recipients AS r
JOIN _sessions AS s USING (part_id, session_number)
GROUP BY hash(s.connector_id), r.recipient_domain, r.outcome, r.family;

-- Sessions whose recipients are of several domains.
CREATE OR REPLACE TEMP VIEW _connector_several AS
SELECT hash(s.connector_id) AS connector, count(*) AS several_domains
FROM (
    SELECT part_id, session_number
    FROM _recipients
    WHERE recipient_domain IS NOT NULL
    GROUP BY part_id, session_number
    HAVING min(hash(recipient_domain)) <> max(hash(recipient_domain))
) AS several
JOIN _sessions AS s USING (part_id, session_number)
GROUP BY hash(s.connector_id);

-- Role by behaviour: recipient domains that share a session are relayed by a smart host; one domain per session, and remotes outside
-- the service as well, is delivery by MX.
CREATE OR REPLACE TEMP VIEW _connector_role AS
WITH by_domains AS (
    SELECT
        connector,
        count(DISTINCT recipient_domain) AS domains,
        count(DISTINCT recipient_domain) FILTER (WHERE family IN (SELECT id FROM _attribution_families)) AS refused_domains,
        bool_and(recipient_domain LIKE '%.onmicrosoft.com') AS is_tenant_only
    FROM _connector_domains
    GROUP BY connector
),
by_remote AS (
    SELECT
        connector_id,
        CAST(coalesce(sum(sessions) FILTER (WHERE remote_family = 'exchange_online'), 0) AS BIGINT) AS service_sessions,
        CAST(coalesce(sum(sessions) FILTER (WHERE remote_family = 'other'), 0) AS BIGINT) AS other_sessions,
        -- Hops inside the organisation (to a front-end proxy, to a host of our own domain) are not delivery by MX.
        CAST(coalesce(sum(sessions) FILTER (
            WHERE remote_family = 'other' AND remote_port IS DISTINCT FROM 717
                AND CASE WHEN strpos(remote_host, '.') = 0 THEN '' ELSE substr(remote_host, strpos(remote_host, '.') + 1) END IS DISTINCT FROM CASE WHEN strpos(helo_name, '.') = 0 THEN '' ELSE substr(helo_name, strpos(helo_name, '.') + 1) END
        ), 0) AS BIGINT) AS foreign_sessions
    FROM _remote_sessions
    GROUP BY connector_id
)
SELECT
    connector_id,
    CASE
        WHEN coalesce(d.is_tenant_only, FALSE) AND service_sessions > 0 THEN 'tenant_only'
        WHEN service_sessions = 0 AND other_sessions > 0 THEN 'internal'
        WHEN coalesce(s.several_domains, 0) > 0 THEN 'relay'
        -- Several partners do not lose their own tenants at once.
        WHEN service_sessions > 0 AND foreign_sessions * 10 >= service_sessions AND coalesce(d.refused_domains, 0) < 3 THEN 'mx_delivery'
        ELSE 'unknown'
    END AS relay_role,
    printf('%d sessions with the service, %d with others; %d recipient domains, %d sessions with several of them',
        service_sessions, other_sessions, coalesce(d.domains, 0), coalesce(s.several_domains, 0)) AS relay_evidence
FROM by_remote
LEFT JOIN by_domains AS d ON d.connector = hash(connector_id)
LEFT JOIN _connector_several AS s ON s.connector = hash(connector_id);
