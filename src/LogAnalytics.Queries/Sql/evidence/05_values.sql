-- How the trials with each attribute value went, before, during and after the window.
-- Grain: one attribute and value, once for the incident's servers (in_servers) and once for all servers.
-- Columns: in_servers, attribute, value (NULL: absent), passed_before, failed_before, passed_during, failed_during, passed_after,
--   failed_after, first_seen, first_passed, last_passed. Before and after only successes that prove attribution count as passed.
WITH attributes AS (
    SELECT
        trial_id, decided_at, failed, proves, stage, in_servers,
        unnest(['server', 'connector', 'certificate', 'public_address', 'local_address', 'remote_address', 'remote_family', 'starttls',
            'banner_masked', 'tls_protocol', 'sender_domain', 'recipient_domain']) AS attribute,
        unnest([server, connector_id, sent_certificate_thumbprint, public_address, local_address, remote_address, remote_family, starttls,
            CAST(banner_masked AS VARCHAR), tls_protocol, sender_domain, recipient_slice]) AS value
    FROM scope
    WHERE NOT is_retry
),
both_scopes AS (
    SELECT TRUE AS scoped, * FROM attributes WHERE in_servers
    UNION ALL
    SELECT FALSE, * FROM attributes
)
SELECT
    scoped, attribute, value,
    count(*) FILTER (WHERE stage = 'before' AND proves) AS passed_before,
    count(*) FILTER (WHERE stage = 'before' AND failed) AS failed_before,
    count(*) FILTER (WHERE stage = 'during' AND NOT failed) AS passed_during,
    count(*) FILTER (WHERE stage = 'during' AND failed) AS failed_during,
    count(*) FILTER (WHERE stage = 'after' AND proves) AS passed_after,
    count(*) FILTER (WHERE stage = 'after' AND failed) AS failed_after,
    min(decided_at) AS first_seen,
    min(decided_at) FILTER (WHERE NOT failed) AS first_passed,
    max(decided_at) FILTER (WHERE NOT failed) AS last_passed
FROM both_scopes
GROUP BY scoped, attribute, value
-- Most trials first: attributes with many values are cut by the reader.
ORDER BY scoped, attribute, count(*) DESC, value;
