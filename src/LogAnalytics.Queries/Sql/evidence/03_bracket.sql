-- The trials that bound the window.
-- Grain: one bound; absent bounds give no row.
-- Parameters: $first_bad, $last_bad, $is_recovered; per attribute $any_<name> (TRUE: not a condition, or it changed at the onset).
-- Columns: bound (last_good, last_informative_good, first_bad, last_bad, first_good), time, session_started_at, server, service,
--   session_id, file, line.
WITH comparable AS (
    SELECT
        *,
        ($any_connector OR connector_id IS NOT DISTINCT FROM $connector)
            AND ($any_certificate OR sent_certificate_thumbprint IS NOT DISTINCT FROM $certificate)
            AND ($any_public_address OR public_address IS NOT DISTINCT FROM $public_address)
            AND ($any_starttls OR starttls IS NOT DISTINCT FROM $starttls)
            AND ($any_tls_protocol OR tls_protocol IS NOT DISTINCT FROM $tls_protocol)
            AND ($any_local_address OR local_address IS NOT DISTINCT FROM $local_address)
            AND ($any_server OR in_servers) AS is_comparable
    FROM scope
),
first_good AS (
    SELECT min(trial_id) AS trial_id
    FROM comparable
    WHERE $is_recovered AND trial_id > $last_bad AND NOT failed AND is_attributed AND is_informative AND in_servers
),
bounds AS (
    SELECT 'last_good' AS bound, max(trial_id) AS trial_id
    FROM comparable
    WHERE trial_id < $first_bad AND NOT failed AND is_attributed AND is_comparable
    UNION ALL
    SELECT 'last_informative_good', max(trial_id)
    FROM comparable
    WHERE trial_id < $first_bad AND NOT failed AND is_attributed AND is_informative AND is_comparable
    UNION ALL
    SELECT 'first_bad', $first_bad
    UNION ALL
    -- Retries are collapsed in the series; the last one of them still belongs to the window.
    SELECT 'last_bad', max(trial_id)
    FROM comparable
    WHERE failed AND in_slice AND trial_id >= $last_bad
        AND (is_retry OR trial_id = $last_bad)
        AND trial_id < coalesce((SELECT trial_id FROM first_good), 9223372036854775807)
    UNION ALL
    SELECT 'first_good', trial_id FROM first_good
)
SELECT
    b.bound, t.trial_id, t.decided_at AS time, t.started_at AS session_started_at, t.server, t.service, t.session_id,
    (SELECT min(f.path) FROM files AS f WHERE f.file_id = t.file_id AND f.server = t.server AND f.service = t.service) AS file,
    t.line_number AS line
FROM bounds AS b
JOIN comparable AS t USING (trial_id)
ORDER BY b.bound;
