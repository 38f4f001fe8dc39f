-- Chooses the piece that series/runs counts.
-- Grain: none; it sets a variable.
-- Parameters: $piece.
SET VARIABLE run_piece = $piece;
