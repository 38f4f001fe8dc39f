-- How the trials with each attribute value went, before, during and after the window.
-- Grain: one attribute and value, once for the incident's servers (in_servers) and once for all servers.
-- Columns: scoped (for the incident's servers), attribute, value (NULL: absent), passed_before, failed_before, passed_during,
--   failed_during, passed_after, failed_after, first_seen, first_passed, last_passed. Before and after only successes that prove
--   attribution count as passed.
WITH cells AS (
    SELECT
        *,
        CASE WHEN stage = 'before' AND proves THEN trials ELSE 0 END AS passed_before,
        CASE WHEN stage = 'before' AND failed THEN trials ELSE 0 END AS failed_before,
        CASE WHEN stage = 'during' AND NOT failed THEN trials ELSE 0 END AS passed_during,
        CASE WHEN stage = 'during' AND failed THEN trials ELSE 0 END AS failed_during,
        CASE WHEN stage = 'after' AND proves THEN trials ELSE 0 END AS passed_after,
        CASE WHEN stage = 'after' AND failed THEN trials ELSE 0 END AS failed_after,
        first_at AS first_seen,
        CASE WHEN NOT failed THEN first_at END AS first_passed,
        CASE WHEN NOT failed THEN last_at END AS last_passed
    FROM scope_cells
    WHERE NOT is_retry
),
attributes AS (
    SELECT
        in_servers, trials, passed_before, failed_before, passed_during, failed_during, passed_after, failed_after,
        first_seen, first_passed, last_passed,
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
