-- The runs of one series: where the outcome changes, and in which pieces they are counted.
-- Grain: one outcome and number of failures so far.
-- Parameters: $group_id, $most_trials (in a piece, about; a run is never parted).
-- Columns: failures, failed, run_index, piece.
-- Passes between two failures are one run whatever their order, so they are counted by the failures before them and never sorted.
CREATE OR REPLACE TEMP TABLE _run_numbers AS
WITH stretches AS (
    SELECT n.failures, FALSE AS failed, count(*) AS trials
    FROM _numbered AS n
    JOIN domain_sets AS d ON d.domain_set = n.accepted_set
    JOIN places AS p USING (place)
    WHERE NOT n.failed AND d.is_informative AND p.group_id = $group_id
    GROUP BY n.failures
    UNION ALL
    SELECT f.failures, TRUE, 1
    FROM failures AS f
    JOIN places AS p USING (place)
    WHERE NOT f.is_retry AND p.group_id = $group_id
),
changes AS (
    -- The failure that is number k comes before the passes that have k failures before them.
    SELECT *, CASE WHEN failed IS DISTINCT FROM lag(failed) OVER (ORDER BY failures, NOT failed) THEN 1 ELSE 0 END AS is_change
    FROM stretches
),
runs AS (
    SELECT
        failures, failed, trials,
        CAST(sum(is_change) OVER (ORDER BY failures, NOT failed ROWS UNBOUNDED PRECEDING) - 1 AS INTEGER) AS run_index
    FROM changes
),
sizes AS (
    SELECT run_index, CAST(sum(sum(trials)) OVER (ORDER BY run_index ROWS UNBOUNDED PRECEDING) // $most_trials AS INTEGER) AS piece
    FROM runs
    GROUP BY run_index
)
SELECT r.failures, r.failed, r.run_index, s.piece
FROM runs AS r
JOIN sizes AS s USING (run_index);
