-- The sessions that bound an onset of companion replies.
-- Grain: one bound (last_good, first_bad, last_bad, first_good), those that there are.
-- Parameters: $connector, $first_bad, $last_bad (trial ids), $is_recovered.
-- Columns: bound, time, server, session_id, file, line, family.
WITH bounds AS (
    SELECT 'last_good' AS bound, max(trial_id) AS trial_id FROM companion_trials WHERE connector = $connector AND NOT failed AND trial_id < $first_bad
    UNION ALL
    SELECT 'first_bad', $first_bad
    UNION ALL
    SELECT 'last_bad', $last_bad
    UNION ALL
    SELECT 'first_good', min(trial_id) FROM companion_trials WHERE $is_recovered AND connector = $connector AND NOT failed AND trial_id > $last_bad
)
SELECT
    b.bound, t.started_at AS time, t.server, t.session_id,
    (SELECT min(f.path) FROM files AS f WHERE f.file_id = p.file_id AND f.server = t.server AND f.service = t.service) AS file,
    t.line, t.family
FROM bounds AS b
JOIN companion_trials AS t ON t.trial_id = b.trial_id AND t.connector = $connector
JOIN _part_files AS p ON p.part_id = t.part_id AND p.file_number = t.file_number
ORDER BY b.bound;
