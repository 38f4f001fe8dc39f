-- The pieces in which the runs are counted, in order.
-- Grain: one piece.
SELECT DISTINCT piece
FROM _run_numbers
ORDER BY piece;
