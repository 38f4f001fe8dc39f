-- Puts what was told about connectors in place of what their sessions let conclude.
-- Grain: one connector.
-- Inputs: _given, and _connector_role_kept of series/relevance. An option decides. An export is as old as it is, so sessions that show a
--   relay outweigh its other roles. Who sends to own domains only cannot show lost attribution, unless it does.
CREATE OR REPLACE TEMP TABLE _connector_role_given AS
WITH own AS (
    SELECT connector_id, TRUE AS is_own
    FROM _connector_domains
    WHERE EXISTS (SELECT 1 FROM _given WHERE kind = 'hosted_domain')
    GROUP BY connector_id
    HAVING bool_and(recipient_domain LIKE '%.onmicrosoft.com' OR recipient_domain IN (SELECT subject FROM _given WHERE kind = 'hosted_domain'))
        AND NOT bool_or(coalesce(family IN (SELECT id FROM _attribution_families), FALSE))
),
decided AS (
    SELECT
        k.connector_id, k.relay_role, k.relay_evidence,
        CASE
            WHEN g.is_users OR g.value = 'relay' OR k.relay_role <> 'relay' THEN g.value
        END AS told_role,
        g.source,
        coalesce(o.is_own, FALSE) AND k.relay_role <> 'internal' AS is_own_only
    FROM _connector_role_kept AS k
    LEFT JOIN (SELECT subject, value, source, is_users FROM _given WHERE kind = 'relay_role') AS g ON g.subject = lower(k.connector_id)
    LEFT JOIN own AS o ON o.connector_id IS NOT DISTINCT FROM k.connector_id
)
SELECT
    connector_id,
    CASE WHEN told_role IS NOT NULL THEN told_role WHEN is_own_only THEN 'tenant_only' ELSE relay_role END AS relay_role,
    CASE
        WHEN told_role IS NOT NULL THEN printf('%s; the logs alone: %s, %s', source, relay_role, relay_evidence)
        WHEN is_own_only THEN printf('recipients of own domains only, as given; the logs alone: %s, %s', relay_role, relay_evidence)
        ELSE relay_evidence
    END AS relay_evidence
FROM decided;

CREATE OR REPLACE TEMP VIEW _connector_role AS SELECT * FROM _connector_role_given;
