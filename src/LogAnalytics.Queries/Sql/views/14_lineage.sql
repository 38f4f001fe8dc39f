-- What each server used from when to when: the certificate that it sent, its public address, remote networks, TLS, connectors.
-- Grain: _lineage_cells one server, service, connector, hour and tuple of values; lineage one run of one value; rotations one run of a
--   new value; rollouts one value that came to several servers, or to one of several.
-- Columns of lineage: server, service, connector_id (NULL where attribute is connector), attribute (certificate, public_address,
--   remote_network, tls, connector), value (certificate NULL: TLS without one), run (number of the run of this value), first_seen,
--   last_seen (start of session), sessions, attributed, attribution_failed (sessions by outcome), is_new (it was not in use before: so
--   many sessions went by without it that, by its share in the hours around, the chance of it is below one in a million; otherwise
--   since when is not known). By the same measure a run ends where the value stays away. Several values can be in use at once.
-- Columns of rotations: those of lineage, and from_value (what ended within a day before, else what was used most before), from_last_seen (its last session; later than first_seen:
--   both were in use), is_return (the value was in use before: a roll-back).
-- Columns of rollouts: attribute, connector_id, value, first_server, first_at, last_server, last_at, lag (first_at to last_at), servers
--   that used it, servers_without (servers of the connector that never did).
CREATE OR REPLACE TEMP VIEW _lineage_cells AS
SELECT
    server, service, connector_id, hour,
    sent_certificate_thumbprint AS certificate, public_address, coalesce(tls_protocol, tls_result) AS tls, tls_result = 'ok' AS is_encrypted,
    remote_family || ' ' || CASE
        WHEN remote_address LIKE '%:%' THEN regexp_extract(remote_address, '^(?:[0-9A-Fa-f]*:){1,3}') || ':/48'
        WHEN regexp_matches(remote_address, '^\d+[.]\d+[.]\d+[.]\d+$') THEN regexp_replace(remote_address, '\d+$', '0/24')
        ELSE remote_address
    END AS remote_network,
    CAST(sum(sessions) AS BIGINT) AS sessions,
    CAST(sum(attributed) AS BIGINT) AS attributed,
    CAST(sum(attribution_failed) AS BIGINT) AS attribution_failed,
    min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM (
    -- By what is equal first: the network of an address is worked out once for all its sessions.
    SELECT
        k.server, k.service, k.connector_id, h.hour, k.sent_certificate_thumbprint, k.public_address, k.tls_protocol, k.tls_result,
        k.remote_family, k.remote_address,
        CAST(sum(h.sessions) AS BIGINT) AS sessions,
        CAST(coalesce(sum(h.sessions) FILTER (WHERE k.outcome = 'attributed'), 0) AS BIGINT) AS attributed,
        CAST(coalesce(sum(h.sessions) FILTER (WHERE k.outcome = 'attribution_failed'), 0) AS BIGINT) AS attribution_failed,
        min(h.first_start) AS first_seen, max(h.last_start) AS last_seen
    FROM _session_hours AS h
    JOIN _kinds AS k ON k.part_id = h.part_id AND k.kind_number = h.kind_number
    WHERE k.outcome <> 'connect_failed'
    GROUP BY ALL
)
GROUP BY ALL;

CREATE OR REPLACE TEMP VIEW lineage AS
WITH uses AS (
    SELECT
        server, service, hour, sessions, attributed, attribution_failed, first_seen, last_seen,
        unnest(['certificate', 'public_address', 'remote_network', 'tls', 'connector']) AS attribute,
        unnest([connector_id, connector_id, connector_id, connector_id, NULL]) AS connector_id,
        unnest([certificate, public_address, remote_network, tls, connector_id]) AS value,
        unnest([coalesce(is_encrypted, FALSE), public_address IS NOT NULL, remote_network IS NOT NULL, tls IS NOT NULL, connector_id IS NOT NULL]) AS is_known
    FROM _lineage_cells
),
cells AS (
    SELECT
        server, service, connector_id, attribute, value, hour,
        sum(sessions) AS sessions, sum(attributed) AS attributed, sum(attribution_failed) AS attribution_failed,
        min(first_seen) AS first_seen, max(last_seen) AS last_seen
    FROM uses
    WHERE is_known
    GROUP BY server, service, connector_id, attribute, value, hour
),
hours AS (
    SELECT
        server, service, connector_id, attribute, hour, sum(sessions) AS all_sessions,
        sum(sum(sessions)) OVER (PARTITION BY server, service, connector_id, attribute ORDER BY hour) AS so_far
    FROM cells
    GROUP BY server, service, connector_id, attribute, hour
),
placed AS (
    SELECT
        c.*, h.all_sessions,
        -- Sessions in the hours between (first: before), all of other values.
        h.so_far - h.all_sessions - coalesce(lag(h.so_far) OVER of_value, 0) AS away
    FROM cells AS c
    JOIN hours AS h
        ON h.server = c.server AND h.service = c.service AND h.hour = c.hour AND h.attribute = c.attribute
        AND h.connector_id IS NOT DISTINCT FROM c.connector_id
    WINDOW of_value AS (PARTITION BY c.server, c.service, c.connector_id, c.attribute, c.value ORDER BY c.hour)
),
shares AS (
    SELECT
        *, (sum(sessions) OVER around + 0.5) / (sum(all_sessions) OVER around + sum(away) OVER around - away + 1) AS share
    FROM placed
    WINDOW around AS (PARTITION BY server, service, connector_id, attribute, value ORDER BY hour ROWS BETWEEN 10 PRECEDING AND 10 FOLLOWING)
),
returns AS (SELECT *, away * -ln(1 - least(share, 0.9999)) >= 14 AS is_new FROM shares),
numbered AS (
    SELECT
        *,
        greatest(1, sum(CASE WHEN is_new THEN 1 ELSE 0 END) OVER of_value
            + CASE WHEN first_value(is_new) OVER of_value THEN 0 ELSE 1 END) AS run
    FROM returns
    WINDOW of_value AS (PARTITION BY server, service, connector_id, attribute, value ORDER BY hour ROWS UNBOUNDED PRECEDING)
)
SELECT
    server, service, connector_id, attribute, value, CAST(run AS INTEGER) AS run,
    min(first_seen) AS first_seen, max(last_seen) AS last_seen, CAST(sum(sessions) AS BIGINT) AS sessions,
    CAST(sum(attributed) AS BIGINT) AS attributed, CAST(sum(attribution_failed) AS BIGINT) AS attribution_failed, bool_or(is_new) AS is_new
FROM numbered
GROUP BY server, service, connector_id, attribute, value, run;

CREATE OR REPLACE TEMP VIEW rotations AS
WITH befores AS (
    SELECT
        n.*, o.value AS from_value, o.last_seen AS from_last_seen,
        row_number() OVER (
            PARTITION BY n.server, n.service, n.connector_id, n.attribute, n.value, n.run
            -- What ended then, else what was used most.
            ORDER BY o.last_seen BETWEEN n.first_seen - INTERVAL 1 DAY AND n.first_seen + INTERVAL 10 MINUTE DESC, o.sessions DESC, o.value) AS nearness
    FROM lineage AS n
    JOIN lineage AS o
        ON o.server = n.server AND o.service = n.service AND o.connector_id IS NOT DISTINCT FROM n.connector_id AND o.attribute = n.attribute
        AND o.value IS DISTINCT FROM n.value AND o.first_seen < n.first_seen
    WHERE n.is_new
)
SELECT * EXCLUDE (nearness), run > 1 AS is_return
FROM befores
WHERE nearness = 1;

CREATE OR REPLACE TEMP VIEW rollouts AS
WITH firsts AS (
    SELECT attribute, connector_id, value, server, min(first_seen) AS first_seen, bool_and(is_new) AS is_new
    FROM lineage
    WHERE attribute <> 'remote_network'
    GROUP BY attribute, connector_id, value, server
),
users AS (SELECT attribute, connector_id, list_sort(list(DISTINCT server)) AS servers FROM firsts GROUP BY attribute, connector_id)
SELECT
    f.attribute, f.connector_id, f.value,
    arg_min(f.server, (f.first_seen, f.server)) AS first_server, min(f.first_seen) AS first_at,
    arg_max(f.server, (f.first_seen, f.server)) AS last_server, max(f.first_seen) AS last_at,
    max(f.first_seen) - min(f.first_seen) AS lag,
    list_sort(list(f.server)) AS servers,
    list_filter(any_value(u.servers), server -> NOT list_contains(list(f.server), server)) AS servers_without
FROM firsts AS f
JOIN users AS u ON u.attribute = f.attribute AND u.connector_id IS NOT DISTINCT FROM f.connector_id
GROUP BY f.attribute, f.connector_id, f.value
HAVING bool_and(f.is_new) AND len(any_value(u.servers)) > 1;
