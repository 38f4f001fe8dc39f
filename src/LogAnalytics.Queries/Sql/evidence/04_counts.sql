-- How large the window is; retries count, since each refusal bounced or queued.
-- Grain: one row.
-- Columns: servers, connectors, certificates, remote_endpoints, sender_domains (of the failed trials), recipients_refused, messages,
--   senders, family (most frequent), reply_code (most frequent of the family's replies; where no recipient shows one, the code that the
--   table gives the family; NULL = unknown).
WITH main_family AS (
    -- The same for any number of threads: the first in order among equals.
    SELECT mode(attribution_family ORDER BY attribution_family) AS id FROM scope_failures
)
SELECT
    list_sort(list(DISTINCT server)) AS servers,
    list_sort(list(DISTINCT connector_id) FILTER (WHERE connector_id IS NOT NULL)) AS connectors,
    list_sort(list(DISTINCT sent_certificate_thumbprint) FILTER (WHERE sent_certificate_thumbprint IS NOT NULL)) AS certificates,
    list_sort(list(DISTINCT remote_endpoint) FILTER (WHERE remote_endpoint IS NOT NULL)) AS remote_endpoints,
    list_sort(list(DISTINCT sender_domain) FILTER (WHERE sender_domain IS NOT NULL)) AS sender_domains,
    (
        SELECT count(*)
        FROM _recipients AS r
        JOIN scope_failures AS f USING (part_id, session_number, message_index)
        WHERE r.family IN (SELECT id FROM _attribution_families)
    ) AS recipients_refused,
    count(DISTINCT retry_key) AS messages,
    count(DISTINCT sender_address) AS senders,
    (SELECT id FROM main_family) AS family,
    coalesce(
        (
            SELECT mode(r.reply_code ORDER BY r.reply_code)
            FROM _recipients AS r
            JOIN scope_failures AS f USING (part_id, session_number, message_index)
            WHERE r.family = (SELECT id FROM main_family)
        ),
        (SELECT min(code) FROM _reply_families WHERE id = (SELECT id FROM main_family))
    ) AS reply_code
FROM scope_failures;
