-- Which sessions can say anything about attribution: the remote's family and the connector's role.
-- Grain: _address_family one remote address; _host_family one domain of remote hosts; _connector_family and _connector_role one
--   connector; _connector_domains one connector, recipient domain, outcome and family; _kind_relevance one kind of session of a
--   part (part_number: parts of a day as the ids of their sessions go; starttls: encrypted, failed, not_offered, not_used, NULL),
--   _proxied_servers one server.
-- Inputs: _kinds (what sessions of a part have in common, and how many they are) and _part_domains (recipients by connector and domain):
--   neither sessions nor recipients are read, of which there are many.
-- A masked banner hides the remote's name: the address, the host's domain or the connector of sessions that show it tell (marked
-- inferred). An attribution error is the service's own word: it outweighs what a gateway in between calls itself.

CREATE OR REPLACE TEMP VIEW _address_family AS
SELECT
    remote_address,
    CASE
        WHEN bool_or(remote_family = 'exchange_online' AND remote_evidence = 'reply family') THEN 'exchange_online'
        WHEN min(remote_family) = max(remote_family) THEN min(remote_family)
    END AS remote_family
FROM _kinds
WHERE remote_family <> 'unknown' AND remote_address IS NOT NULL
GROUP BY remote_address;

-- "mail.contoso.com" is of contoso.com; '' where there is no dot. Spelled out wherever it is asked: other engines read these views.
CREATE OR REPLACE TEMP VIEW _host_family AS
SELECT DISTINCT CASE WHEN strpos(remote_host, '.') = 0 THEN '' ELSE substr(remote_host, strpos(remote_host, '.') + 1) END AS host_domain, 'exchange_online' AS remote_family
FROM _kinds
WHERE remote_family = 'exchange_online' AND remote_evidence = 'reply family' AND remote_host LIKE '%.%.%';

CREATE OR REPLACE TEMP VIEW _connector_family AS
SELECT connector_id, min(remote_family) AS remote_family
FROM _kinds
WHERE remote_family <> 'unknown' AND connector_id IS NOT NULL
GROUP BY connector_id
HAVING min(remote_family) = max(remote_family);

CREATE OR REPLACE TEMP VIEW _connector_domains AS
SELECT
    connector_id, recipient_domain, outcome, family,
    CAST(sum(recipients) AS BIGINT) AS recipients, min(first_at) AS first_at, max(last_at) AS last_at
FROM _part_domains
GROUP BY connector_id, recipient_domain, outcome, family;

-- Role by behaviour: recipient domains that share a session are relayed by a smart host; one domain per session, and remotes outside
-- the service as well, is delivery by MX.
CREATE OR REPLACE TEMP VIEW _connector_role AS
WITH by_domains AS (
    SELECT
        connector_id,
        count(DISTINCT recipient_domain) AS domains,
        count(DISTINCT recipient_domain) FILTER (WHERE family IN (SELECT id FROM _attribution_families)) AS refused_domains,
        bool_and(recipient_domain LIKE '%.onmicrosoft.com') AS is_tenant_only
    FROM _connector_domains
    GROUP BY connector_id
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
        ), 0) AS BIGINT) AS foreign_sessions,
        CAST(sum(several_domains_sessions) AS BIGINT) AS several_domains
    FROM _kinds
    GROUP BY connector_id
)
SELECT
    r.connector_id,
    CASE
        WHEN coalesce(d.is_tenant_only, FALSE) AND service_sessions > 0 THEN 'tenant_only'
        WHEN service_sessions = 0 AND other_sessions > 0 THEN 'internal'
        WHEN several_domains > 0 THEN 'relay'
        -- Several partners do not lose their own tenants at once.
        WHEN service_sessions > 0 AND foreign_sessions * 10 >= service_sessions AND coalesce(d.refused_domains, 0) < 3 THEN 'mx_delivery'
        ELSE 'unknown'
    END AS relay_role,
    printf('%d sessions with the service, %d with others; %d recipient domains, %d sessions with several of them',
        service_sessions, other_sessions, coalesce(d.domains, 0), several_domains) AS relay_evidence
FROM by_remote AS r
LEFT JOIN by_domains AS d ON d.connector_id IS NOT DISTINCT FROM r.connector_id;

CREATE OR REPLACE TEMP VIEW _kind_relevance AS
SELECT
    k.part_id, k.kind_number, k.part_number,
    CASE
        WHEN k.remote_evidence = 'given by the user' THEN k.remote_family
        WHEN k.remote_family = 'exchange_online' OR a.remote_family = 'exchange_online' OR h.remote_family IS NOT NULL THEN 'exchange_online'
        WHEN k.remote_family <> 'unknown' THEN k.remote_family
        ELSE coalesce(a.remote_family, f.remote_family, 'unknown')
    END AS remote_family,
    CASE
        WHEN k.remote_evidence = 'given by the user' OR k.remote_family = 'exchange_online' THEN k.remote_evidence
        WHEN a.remote_family = 'exchange_online' THEN 'inferred from the address'
        WHEN h.remote_family IS NOT NULL THEN 'inferred from the host''s domain'
        WHEN k.remote_family <> 'unknown' THEN k.remote_evidence
        WHEN a.remote_family IS NOT NULL THEN 'inferred from the address'
        WHEN f.remote_family IS NOT NULL THEN 'inferred from the connector'
    END AS remote_evidence,
    coalesce(r.relay_role, 'unknown') AS relay_role,
    r.relay_evidence,
    CASE
        WHEN k.tls_result = 'ok' THEN 'encrypted'
        WHEN k.tls_result = 'failed' THEN 'failed'
        WHEN NOT k.starttls_offered THEN 'not_offered'
        WHEN k.starttls_offered THEN 'not_used'
    END AS starttls
FROM _kinds AS k
LEFT JOIN _address_family AS a ON a.remote_address = k.remote_address
LEFT JOIN _host_family AS h ON h.host_domain = CASE WHEN strpos(k.remote_host, '.') = 0 THEN '' ELSE substr(k.remote_host, strpos(k.remote_host, '.') + 1) END
LEFT JOIN _connector_family AS f ON f.connector_id = k.connector_id
LEFT JOIN _connector_role AS r ON r.connector_id = k.connector_id;

-- With a front-end proxy the Hub log repeats the transaction (hop to port 717).
CREATE OR REPLACE TEMP VIEW _proxied_servers AS
SELECT DISTINCT k.server
FROM _kinds AS k
JOIN _kind_relevance AS r ON r.part_id = k.part_id AND r.kind_number = k.kind_number
WHERE k.service = 'FrontEnd' AND r.remote_family = 'exchange_online';
