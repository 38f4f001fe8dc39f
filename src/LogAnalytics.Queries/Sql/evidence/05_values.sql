-- How the trials with each attribute value went, before, during and after the window.
-- Grain: one attribute and value, once for the incident's servers (in_servers) and once for all servers.
-- Columns: scoped (for the incident's servers), attribute, value (NULL: absent), passed_before, failed_before, passed_during,
--   failed_during, passed_after, failed_after, first_seen, first_passed, last_passed. Before and after only successes that prove
--   attribution count as passed.
WITH cells AS (
    -- Counted by what is equal first: a trial has twelve attributes, and few combinations of them occur.
    SELECT
        in_servers, server, connector_id, sent_certificate_thumbprint, public_address, local_address, remote_address, remote_family, starttls,
        banner_masked, tls_protocol, sender_domain, recipient_slice,
        count(*) AS trials,
        count(*) FILTER (WHERE stage = 'before' AND proves) AS passed_before,
        count(*) FILTER (WHERE stage = 'before' AND failed) AS failed_before,
        count(*) FILTER (WHERE stage = 'during' AND NOT failed) AS passed_during,
        count(*) FILTER (WHERE stage = 'during' AND failed) AS failed_during,
        count(*) FILTER (WHERE stage = 'after' AND proves) AS passed_after,
        count(*) FILTER (WHERE stage = 'after' AND failed) AS failed_after,
        min(decided_at) AS first_seen,
        min(decided_at) FILTER (WHERE NOT failed) AS first_passed,
        max(decided_at) FILTER (WHERE NOT failed) AS last_passed
    FROM scope
    WHERE NOT is_retry
    GROUP BY ALL
),
attributes AS (
    SELECT
        * EXCLUDE (server, connector_id, sent_certificate_thumbprint, public_address, local_address, remote_address, remote_family, starttls,
            banner_masked, tls_protocol, sender_domain, recipient_slice),
        unnest(['server', 'connector', 'certificate', 'public_address', 'local_address', 'remote_address', 'remote_family', 'starttls',
            'banner_masked', 'tls_protocol', 'sender_domain', 'recipient_domain']) AS attribute,
        unnest([server, connector_id, sent_certificate_thumbprint, public_address, local_address, remote_address, remote_family, starttls,
            CAST(banner_masked AS VARCHAR), tls_protocol, sender_domain, recipient_slice]) AS value
    FROM cells
),
both_scopes AS (
    SELECT TRUE AS scoped, * FROM attributes WHERE in_servers
    UNION ALL
    SELECT FALSE, * FROM attributes
)
SELECT
    scoped, attribute, value,
    CAST(sum(passed_before) AS BIGINT) AS passed_before,
    CAST(sum(failed_before) AS BIGINT) AS failed_before,
    CAST(sum(passed_during) AS BIGINT) AS passed_during,
    CAST(sum(failed_during) AS BIGINT) AS failed_during,
    CAST(sum(passed_after) AS BIGINT) AS passed_after,
    CAST(sum(failed_after) AS BIGINT) AS failed_after,
    min(first_seen) AS first_seen,
    min(first_passed) AS first_passed,
    max(last_passed) AS last_passed
FROM both_scopes
GROUP BY scoped, attribute, value
-- Most trials first: attributes with many values are cut by the reader.
ORDER BY scoped, attribute, sum(trials) DESC, value;
