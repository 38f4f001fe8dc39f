-- Keeps the lineage, so that one analysis reads the sessions for it once.
-- Grain: as in views/lineage.
CREATE OR REPLACE TEMP TABLE _lineage_cells_kept AS SELECT * FROM _lineage_cells;
CREATE OR REPLACE TEMP VIEW _lineage_cells AS SELECT * FROM _lineage_cells_kept;
CREATE OR REPLACE TEMP TABLE _lineage_kept AS SELECT * FROM lineage;
CREATE OR REPLACE TEMP VIEW lineage AS SELECT * FROM _lineage_kept;
