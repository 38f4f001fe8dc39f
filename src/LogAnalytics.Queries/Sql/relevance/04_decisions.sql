-- Takes decisions by the row.
-- Grain: _decided as relevance/decided gives it.
CREATE OR REPLACE TEMP TABLE _decided (kind VARCHAR, subject VARCHAR, value VARCHAR, evidence VARCHAR);
