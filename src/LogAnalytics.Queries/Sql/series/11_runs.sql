-- One series, run-length encoded without loss for every slice: runs of equal outcomes, each split by attribute tuple.
-- Grain: one run and cell.
-- Parameters: $group_id.
-- Columns: run_index, failed, cell, trials, first_trial, last_trial, first_micros, last_micros.
-- Passes between two failures are one run whatever their order, so they are counted by the failures before them and never sorted.
WITH passed AS NOT MATERIALIZED (
    SELECT n.failures, n.trial_id, n.decided_at, c.cell
    FROM _numbered AS n
    JOIN domain_sets AS d ON d.domain_set = n.accepted_set
    JOIN _cell_numbers AS c ON c.place = n.place AND c.sender IS NOT DISTINCT FROM n.sender AND c.recipient = d.recipient
    WHERE NOT n.failed AND d.is_informative AND c.group_id = $group_id
),
failed AS (
    SELECT f.failures, f.trial_id, f.decided_at, c.cell
    FROM _failed_trials AS f
    JOIN _cell_numbers AS c
        ON c.place = f.place AND c.sender IS NOT DISTINCT FROM f.sender AND c.recipient IS NOT DISTINCT FROM f.recipient
    WHERE NOT f.is_retry AND c.group_id = $group_id
),
stretches AS (
    SELECT failures, FALSE AS failed FROM passed GROUP BY failures
    UNION ALL
    SELECT failures, TRUE FROM failed
),
changes AS (
    -- The failure that is number k comes before the passes that have k failures before them.
    SELECT *, CASE WHEN failed IS DISTINCT FROM lag(failed) OVER (ORDER BY failures, NOT failed) THEN 1 ELSE 0 END AS is_change
    FROM stretches
),
runs AS (
    SELECT
        failures, failed,
        CAST(sum(is_change) OVER (ORDER BY failures, NOT failed ROWS UNBOUNDED PRECEDING) - 1 AS INTEGER) AS run_index
    FROM changes
),
counted AS (
    SELECT
        r.run_index, FALSE AS failed, p.cell, count(*) AS trials, min(p.trial_id) AS first_trial, max(p.trial_id) AS last_trial,
        min(p.decided_at) AS first_at, max(p.decided_at) AS last_at
    FROM passed AS p
    JOIN runs AS r ON r.failures = p.failures AND NOT r.failed
    GROUP BY r.run_index, p.cell
    UNION ALL
    SELECT
        r.run_index, TRUE, f.cell, count(*), min(f.trial_id), max(f.trial_id), min(f.decided_at), max(f.decided_at)
    FROM failed AS f
    JOIN runs AS r ON r.failures = f.failures AND r.failed
    GROUP BY r.run_index, f.cell
)
SELECT CAST(run_index AS BIGINT) AS run_index, failed, cell, trials, first_trial, last_trial, epoch_us(first_at) AS first_micros, epoch_us(last_at) AS last_micros
FROM counted
ORDER BY run_index, first_trial;
