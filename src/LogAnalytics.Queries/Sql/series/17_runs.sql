-- Some runs of one series, encoded without loss for every slice: runs of equal outcomes, each split by attribute tuple. Failures of a
-- sender that is set aside stand in the runs that they fall into, whatever those are of.
-- Grain: one run, outcome and cell.
-- Inputs: _run_numbers; the variables series_group and run_piece.
-- Columns: run_index, failed, cell, trials, first_trial, last_trial, first_micros, last_micros.
WITH wanted AS (SELECT failures, failed, run_index FROM _run_numbers WHERE piece = getvariable('run_piece')),
counted AS (
    SELECT
        w.run_index, FALSE AS failed, c.cell, count(*) AS trials, min(n.trial_id) AS first_trial, max(n.trial_id) AS last_trial,
        min(n.decided_at) AS first_at, max(n.decided_at) AS last_at
    FROM _numbered AS n
    JOIN wanted AS w ON w.failures = n.failures AND NOT w.failed
    JOIN domain_sets AS d ON d.domain_set = n.accepted_set
    JOIN _cell_numbers AS c ON c.place_and_sender = _place_and_sender(n.place, n.sender) AND c.recipient = d.recipient
    WHERE NOT n.failed AND d.is_informative AND c.group_id = getvariable('series_group')
        AND n.failures >= (SELECT min(failures) FROM wanted) AND n.failures <= (SELECT max(failures) FROM wanted)
    GROUP BY w.run_index, c.cell
    UNION ALL
    SELECT
        w.run_index, TRUE, c.cell, count(*), min(f.trial_id), max(f.trial_id), min(f.decided_at), max(f.decided_at)
    FROM _failed_trials AS f
    JOIN wanted AS w ON w.failures = f.failures AND w.failed
    JOIN _cell_numbers AS c ON c.place_and_sender = _place_and_sender(f.place, f.sender) AND c.recipient IS NOT DISTINCT FROM f.recipient
    WHERE NOT f.is_retry AND c.group_id = getvariable('series_group')
    GROUP BY w.run_index, c.cell
)
SELECT CAST(run_index AS BIGINT) AS run_index, failed, cell, trials, first_trial, last_trial, epoch_us(first_at) AS first_micros, epoch_us(last_at) AS last_micros
FROM counted
ORDER BY run_index, first_trial;
