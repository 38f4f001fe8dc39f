-- The series and their failures; a series without failures needs no search.
-- Grain: one group.
-- Columns: group_id, trials (retries collapsed, uninformative passes left out), failed, first_trial_at, last_trial_at.
SELECT
    p.group_id,
    CAST(sum(t.trials) AS BIGINT) AS trials,
    CAST(coalesce(sum(t.trials) FILTER (WHERE t.failed), 0) AS BIGINT) AS failed,
    min(t.first_at) AS first_trial_at,
    max(t.last_at) AS last_trial_at
FROM trial_counts AS t
JOIN places AS p USING (place)
WHERE NOT t.is_retry AND t.is_informative
GROUP BY p.group_id
ORDER BY p.group_id;
