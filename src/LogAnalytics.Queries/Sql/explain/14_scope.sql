-- What are the failures of: servers, connectors, certificates, endpoints, sender domains, replies?
-- Grain: one row.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad.
-- Columns: servers, connectors, certificates, remote_endpoints, sender_domains (lists, in order), family (most frequent), reply_code (most
--   frequent of the family's replies; where no recipient shows one, the code that the table gives the family).
WITH failures AS (
    SELECT *
    FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad)
    WHERE failed AND in_slice AND stage = 'during'
),
main_family AS (SELECT mode(attribution_family ORDER BY attribution_family) AS id FROM failures)
SELECT
    list_sort(list(DISTINCT server)) AS servers,
    coalesce(list_sort(list(DISTINCT connector_id) FILTER (WHERE connector_id IS NOT NULL)), []) AS connectors,
    coalesce(list_sort(list(DISTINCT sent_certificate_thumbprint) FILTER (WHERE sent_certificate_thumbprint IS NOT NULL)), []) AS certificates,
    coalesce(list_sort(list(DISTINCT remote_endpoint) FILTER (WHERE remote_endpoint IS NOT NULL)), []) AS remote_endpoints,
    coalesce(list_sort(list(DISTINCT sender_domain) FILTER (WHERE sender_domain IS NOT NULL)), []) AS sender_domains,
    (SELECT id FROM main_family) AS family,
    coalesce(
        (
            SELECT mode(r.reply_code ORDER BY r.reply_code)
            FROM recipients AS r
            JOIN failures AS f USING (server, service, session_id, session_split, message_index)
            WHERE r.family = (SELECT id FROM main_family)
        ),
        (SELECT min(code) FROM reply_families WHERE id = (SELECT id FROM main_family))
    ) AS reply_code
FROM failures
