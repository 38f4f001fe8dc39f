-- The trials that bound the window.
-- Grain: one bound; absent bounds give no row.
-- Parameters: $first_bad, $is_recovered; per attribute $any_<name> (TRUE: not a condition, or it changed at the onset).
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
bounds AS (
    SELECT 'last_good' AS bound, max(trial_id) AS trial_id
    FROM comparable
    WHERE stage = 'before' AND NOT failed AND is_attributed AND is_comparable
    UNION ALL
    SELECT 'last_informative_good', max(trial_id)
    FROM comparable
    WHERE stage = 'before' AND proves AND is_attributed AND is_comparable
    UNION ALL
    SELECT 'first_bad', $first_bad
    UNION ALL
    SELECT 'last_bad', max(trial_id)
    FROM comparable
    WHERE stage = 'during' AND failed AND in_slice
    UNION ALL
    SELECT 'first_good', min(trial_id)
    FROM comparable
    WHERE $is_recovered AND stage = 'after' AND proves AND in_servers
)
SELECT
    b.bound, t.trial_id, t.decided_at AS time, s.started_at AS session_started_at, t.server, t.service, s.session_id,
    (SELECT min(f.path) FROM files AS f WHERE f.file_id = p.file_id AND f.server = t.server AND f.service = t.service) AS file,
    m.line_number AS line
FROM bounds AS b
JOIN comparable AS t USING (trial_id)
JOIN _messages AS m USING (part_id, session_number, message_index)
JOIN _sessions AS s USING (part_id, session_number)
JOIN _part_files AS p ON p.part_id = m.part_id AND p.file_number = m.file_number
ORDER BY b.bound;
