-- Those sessions as runs of equal outcomes, for connectors with any failure.
-- Grain: one connector, run and server.
-- Columns: connector, server, run_index, failed, trials, first_trial, last_trial, first_micros, last_micros.
WITH changes AS (
    SELECT *, CASE WHEN failed IS DISTINCT FROM lag(failed) OVER (PARTITION BY connector ORDER BY trial_id) THEN 1 ELSE 0 END AS is_change
    FROM companion_trials
    WHERE connector IN (SELECT connector FROM companion_trials WHERE failed)
),
runs AS (
    SELECT *, CAST(sum(is_change) OVER (PARTITION BY connector ORDER BY trial_id ROWS UNBOUNDED PRECEDING) - 1 AS INTEGER) AS run_index
    FROM changes
)
SELECT
    connector, server, run_index, failed,
    count(*) AS trials, min(trial_id) AS first_trial, max(trial_id) AS last_trial,
    epoch_us(min(started_at)) AS first_micros, epoch_us(max(started_at)) AS last_micros
FROM runs
GROUP BY connector, server, run_index, failed
ORDER BY connector, run_index, first_trial, server;
