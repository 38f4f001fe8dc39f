-- Puts what was told about remotes in place of what sessions show themselves.
-- Grain: _given_remote one address and host of the logs; _kinds and _sessions as in staging.
-- Inputs: _given. An option decides; a connector's smart host, from an export, speaks for sessions that do not tell.
CREATE OR REPLACE TEMP TABLE _given_remote AS
SELECT * EXCLUDE (choice)
FROM (
    SELECT
        s.remote_address, s.remote_host, g.subject, g.value AS remote_family, g.source,
        row_number() OVER (PARTITION BY s.remote_address, s.remote_host ORDER BY len(g.subject) DESC, g.subject) AS choice
    FROM (SELECT DISTINCT remote_address, remote_host FROM _logged_kinds) AS s
    JOIN _given AS g
        ON g.kind = 'remote_family'
        AND (g.subject = lower(s.remote_address) OR g.subject = lower(s.remote_host) OR ends_with(lower(s.remote_host), '.' || g.subject))
)
WHERE choice = 1;

CREATE OR REPLACE TEMP VIEW _kinds AS
SELECT
    k.* REPLACE (
        CASE
            WHEN r.remote_family IS NOT NULL THEN r.remote_family
            WHEN k.remote_family = 'unknown' AND c.value IS NOT NULL THEN c.value
            ELSE k.remote_family
        END AS remote_family,
        CASE
            WHEN r.remote_family IS NOT NULL THEN r.source
            WHEN k.remote_family = 'unknown' AND c.value IS NOT NULL THEN c.source
            ELSE k.remote_evidence
        END AS remote_evidence
    )
FROM _logged_kinds AS k
LEFT JOIN _given_remote AS r ON r.remote_address IS NOT DISTINCT FROM k.remote_address AND r.remote_host IS NOT DISTINCT FROM k.remote_host
LEFT JOIN (SELECT subject, value, source FROM _given WHERE kind = 'connector_family') AS c ON c.subject = lower(k.connector_id);

CREATE OR REPLACE TEMP VIEW _sessions AS
SELECT s.* REPLACE (k.remote_family AS remote_family, k.remote_evidence AS remote_evidence)
FROM _logged_sessions AS s
JOIN (SELECT part_id, kind_number, remote_family, remote_evidence FROM _kinds) AS k USING (part_id, kind_number);
