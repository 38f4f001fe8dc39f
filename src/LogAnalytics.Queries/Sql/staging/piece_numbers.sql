-- The pieces that there are.
-- Grain: one piece.
SELECT DISTINCT piece
FROM _pieces
ORDER BY piece;
