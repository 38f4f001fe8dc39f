-- What did a failing server use for the first time within a day before its first failure, and how long before?
-- Grain: one failing server, attribute and value that nearly all its failures carry.
-- Parameters: $from, $to, $series, $slice, $first_bad, $last_bad, $first_bad_server (stands first).
-- Columns: server, connector, attribute, value, first_used_at, first_bad_at (of the server), lag (between the two), from_value, is_return,
--   others (the other servers with mail in the window that had not used the value by then).
WITH in_window AS (
    SELECT *
    FROM incident_trials($from, $to, $series, $slice, $first_bad, $last_bad)
    WHERE stage = 'during'
),
failures AS (
    SELECT
        server, connector_id, decided_at,
        unnest(['certificate', 'public_address', 'tls', 'connector']) AS attribute,
        unnest([sent_certificate_thumbprint, public_address, coalesce(tls_protocol, 'none'), connector_id]) AS value
    FROM in_window
    WHERE failed AND in_slice
),
telling AS (
    SELECT
        server, arg_min(connector_id, (decided_at, connector_id)) AS connector_id, attribute, value, count(*) AS failed, min(decided_at) AS first_bad_at
    FROM failures
    GROUP BY server, attribute, value
    QUALIFY count(*) >= 0.9 * sum(count(*)) OVER (PARTITION BY server, attribute)
),
used AS (
    SELECT
        t.server, t.connector_id AS connector, t.attribute, t.value, r.first_seen AS first_used_at, t.first_bad_at,
        t.first_bad_at - r.first_seen AS lag, r.from_value, r.is_return
    FROM telling AS t
    JOIN rotations AS r
        ON r.server = t.server AND r.attribute = t.attribute AND r.value IS NOT DISTINCT FROM t.value
        AND (t.attribute = 'connector' OR r.connector_id IS NOT DISTINCT FROM t.connector_id)
    WHERE r.first_seen <= t.first_bad_at AND r.first_seen >= t.first_bad_at - INTERVAL 1 DAY
    QUALIFY row_number() OVER (PARTITION BY t.server, t.attribute ORDER BY r.first_seen DESC, r.service) = 1
),
elsewhere AS (
    SELECT server, count(*) FILTER (WHERE NOT failed) AS passed, count(*) FILTER (WHERE failed) AS failed
    FROM in_window
    WHERE NOT is_retry
    GROUP BY server
),
first_seen_on AS (SELECT server, attribute, value, min(first_seen) AS first_seen FROM lineage GROUP BY server, attribute, value),
not_yet AS (
    SELECT
        u.server, u.attribute,
        list(
            CASE WHEN l.first_seen IS NULL THEN printf('%s (%d passed, %d failed)', e.server, e.passed, e.failed)
                ELSE printf('%s (from %s on)', e.server, strftime(l.first_seen, '%Y-%m-%d %H:%M:%SZ')) END
            ORDER BY e.server) AS others
    FROM used AS u
    CROSS JOIN elsewhere AS e
    LEFT JOIN first_seen_on AS l ON l.server = e.server AND l.attribute = u.attribute AND l.value IS NOT DISTINCT FROM u.value
    WHERE l.first_seen IS NULL OR l.first_seen > u.first_bad_at
    GROUP BY u.server, u.attribute
)
SELECT u.*, coalesce(n.others, []) AS others
FROM used AS u
LEFT JOIN not_yet AS n ON n.server = u.server AND n.attribute = u.attribute
ORDER BY u.server <> $first_bad_server, u.first_bad_at, u.server, u.first_used_at DESC, u.attribute
