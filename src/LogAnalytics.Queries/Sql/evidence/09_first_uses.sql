-- What nearly all failures of a server carry and what that server used for the first time within a day before they began.
-- Grain: one failing server, attribute and value.
-- Columns: server, connector, attribute, value, first_used_at, first_bad_at (of the server), from_value, is_return, others (the other
--   servers with mail in the window that had not used the value by then: "EX01 (12 passed, 0 failed)" or "EX02 (from 2026-… on)").
WITH failures AS (
    SELECT
        server, connector_id, decided_at,
        unnest(['certificate', 'public_address', 'tls', 'connector']) AS attribute,
        unnest([sent_certificate_thumbprint, public_address, coalesce(tls_protocol, 'none'), connector_id]) AS value
    FROM scope_failures
),
by_value AS (
    SELECT
        server, arg_min(connector_id, (decided_at, connector_id)) AS connector_id, attribute, value, count(*) AS failed, min(decided_at) AS first_bad_at
    FROM failures
    GROUP BY server, attribute, value
),
telling AS (
    SELECT *
    FROM by_value
    QUALIFY failed >= 0.9 * sum(failed) OVER (PARTITION BY server, attribute)
),
used AS (
    SELECT
        t.server, t.connector_id AS connector, t.attribute, t.value, r.first_seen AS first_used_at, t.first_bad_at, r.from_value, r.is_return,
        row_number() OVER (PARTITION BY t.server, t.attribute ORDER BY r.first_seen DESC, r.service) AS nearness
    FROM telling AS t
    JOIN rotations AS r
        ON r.server = t.server AND r.attribute = t.attribute AND r.value IS NOT DISTINCT FROM t.value
        AND (t.attribute = 'connector' OR r.connector_id IS NOT DISTINCT FROM t.connector_id)
    WHERE r.first_seen <= t.first_bad_at AND r.first_seen >= t.first_bad_at - INTERVAL 1 DAY
),
elsewhere AS (
    SELECT
        server,
        CAST(coalesce(sum(trials) FILTER (WHERE NOT failed), 0) AS BIGINT) AS passed,
        CAST(coalesce(sum(trials) FILTER (WHERE failed), 0) AS BIGINT) AS failed
    FROM scope_cells
    WHERE stage = 'during' AND NOT is_retry
    GROUP BY server
),
nearest AS (SELECT * EXCLUDE (nearness) FROM used WHERE nearness = 1),
first_seen_on AS (SELECT server, attribute, value, min(first_seen) AS first_seen FROM lineage GROUP BY server, attribute, value),
not_yet AS (
    SELECT
        u.server, u.attribute,
        list(
            CASE WHEN l.first_seen IS NULL THEN printf('%s (%d passed, %d failed)', e.server, e.passed, e.failed)
                ELSE printf('%s (from %s on)', e.server, strftime(l.first_seen, '%Y-%m-%d %H:%M:%SZ')) END
            ORDER BY e.server) AS others
    FROM nearest AS u
    CROSS JOIN elsewhere AS e
    LEFT JOIN first_seen_on AS l ON l.server = e.server AND l.attribute = u.attribute AND l.value IS NOT DISTINCT FROM u.value
    WHERE l.first_seen IS NULL OR l.first_seen > u.first_bad_at
    GROUP BY u.server, u.attribute
)
SELECT u.*, coalesce(n.others, []) AS others
FROM nearest AS u
LEFT JOIN not_yet AS n ON n.server = u.server AND n.attribute = u.attribute
ORDER BY u.first_bad_at, u.server, u.first_used_at DESC, u.attribute;
