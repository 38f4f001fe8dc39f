-- The pieces in which the runs are counted, in order.
-- Grain: one piece.
-- Columns: first_run, last_run (run_index).
SELECT min(run_index) AS first_run, max(run_index) AS last_run
FROM _run_numbers
GROUP BY piece
ORDER BY piece;
