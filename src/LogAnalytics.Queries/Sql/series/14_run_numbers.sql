-- The runs of one series: where the outcome changes, and in which pieces they are counted.
-- Grain: one outcome and number of failures so far.
-- Parameters: $group_id, $aside (numbers of senders, parted by commas, whose failures end no run; '' for none), $most_rows (of series/runs
--   in a piece, about; a run is never parted).
-- Columns: failures, failed, run_index, piece. Variable series_group: the group that series/runs is about.
-- Passes between two failures are one run whatever their order, so they are counted by the failures before them and never sorted.
SET VARIABLE series_group = $group_id;

CREATE OR REPLACE TEMP TABLE _run_numbers AS
WITH stretches AS (
    SELECT n.failures, FALSE AS failed, FALSE AS is_aside, count(*) AS trials
    FROM _numbered AS n
    JOIN domain_sets AS d ON d.domain_set = n.accepted_set
    JOIN places AS p USING (place)
    WHERE NOT n.failed AND d.is_informative AND p.group_id = $group_id
    GROUP BY n.failures
    UNION ALL
    SELECT f.failures, TRUE, coalesce(list_contains(string_split($aside, ','), CAST(f.sender AS VARCHAR)), FALSE), 1
    FROM failures AS f
    JOIN places AS p USING (place)
    WHERE NOT f.is_retry AND p.group_id = $group_id
),
changes AS (
    -- The failure that is number k comes before the passes that have k failures before them.
    SELECT
        *,
        NOT is_aside AND failed IS DISTINCT FROM last_value(CASE WHEN NOT is_aside THEN failed END IGNORE NULLS) OVER (
            ORDER BY failures, NOT failed ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_change
    FROM stretches
),
runs AS (
    SELECT
        failures, failed, trials,
        -- What is set aside before the first run belongs to it.
        CAST(greatest(sum(CAST(is_change AS INTEGER)) OVER (ORDER BY failures, NOT failed ROWS UNBOUNDED PRECEDING), 1) - 1 AS INTEGER) AS run_index
    FROM changes
),
sizes AS (
    SELECT
        run_index,
        CAST(sum(least(sum(trials), (SELECT count(*) FROM series_cells))) OVER (ORDER BY run_index ROWS UNBOUNDED PRECEDING) // $most_rows AS INTEGER) AS piece
    FROM runs
    GROUP BY run_index
)
SELECT r.failures, r.failed, r.run_index, s.piece
FROM runs AS r
JOIN sizes AS s USING (run_index);
