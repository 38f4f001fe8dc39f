-- The series and their failures; a series without failures needs no search.
-- Grain: one group.
-- Columns: group_id, trials (retries collapsed, uninformative passes left out), failed, first_trial_at, last_trial_at.
SELECT
    group_id,
    count(*) AS trials,
    count(*) FILTER (WHERE failed) AS failed,
    min(decided_at) AS first_trial_at,
    max(decided_at) AS last_trial_at
FROM trials
WHERE NOT is_retry AND is_informative
GROUP BY group_id
ORDER BY group_id;
