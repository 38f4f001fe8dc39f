-- One series, trial by trial.
-- Grain: one trial, in the order of the series.
-- Parameters: $group_id.
-- Columns: kind, failed, micros.
SELECT kind, failed, micros
FROM calibration_trials
WHERE group_id = $group_id
ORDER BY trial_id;
