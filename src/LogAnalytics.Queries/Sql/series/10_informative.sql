-- What names say: which recipient domains prove nothing, and which names failures bear, so that only these are told apart.
-- Grain: refused_domains one recipient domain that was ever refused; senders one sender domain; domain_sets one set of accepted domains.
-- Columns: recipient (number of a refused domain, 0: none of a set was ever refused), sender_slice ('' stands for all domains without
--   failures), is_informative (an acceptance proves attribution: some domain is not known to be hosted in the service).
CREATE OR REPLACE TEMP TABLE refused_domains AS
SELECT CAST(row_number() OVER (ORDER BY domain) AS INTEGER) AS recipient, domain
FROM (SELECT DISTINCT unnest(failed_domains) AS domain FROM failures);

CREATE OR REPLACE TEMP TABLE senders AS
SELECT
    sender, sender_domain,
    CASE WHEN sender IN (SELECT sender FROM failures) THEN sender_domain ELSE '' END AS sender_slice
FROM _sender_names;

CREATE OR REPLACE TEMP TABLE domain_sets AS
-- Hosted in the service, so acceptance proves nothing: accepted between attribution errors of the same session and sender domain,
-- a name that the service itself gives, or told so.
WITH between_failures AS (
    SELECT DISTINCT n.accepted_set AS domain_set
    FROM _numbered AS n
    JOIN (
        SELECT part_id, session_number, sender, min(message_index) AS first_failed, max(message_index) AS last_failed
        FROM failures
        GROUP BY part_id, session_number, sender
    ) AS f USING (part_id, session_number, sender)
    WHERE n.message_index BETWEEN f.first_failed AND f.last_failed
),
hosted_domains AS (
    SELECT unnest(domains) AS domain FROM _domain_sets WHERE domain_set IN (SELECT domain_set FROM between_failures)
    UNION
    SELECT domain
    FROM (SELECT unnest(domains) AS domain FROM _domain_sets)
    WHERE domain LIKE '%.onmicrosoft.com'
    UNION
    SELECT subject FROM _given WHERE kind = 'hosted_domain'
),
uninformative AS (SELECT coalesce(list(domain), []) AS domains FROM hosted_domains WHERE domain NOT IN (SELECT domain FROM refused_domains)),
refused AS (SELECT coalesce(list(domain), []) AS domains FROM refused_domains)
SELECT
    d.domain_set, d.domains,
    NOT list_has_all(u.domains, d.domains) AS is_informative,
    coalesce(f.recipient, 0) AS recipient
FROM _domain_sets AS d
CROSS JOIN uninformative AS u
CROSS JOIN refused AS r
LEFT JOIN refused_domains AS f ON f.domain = list_filter(d.domains, domain -> list_contains(r.domains, domain))[1];
