-- Keeps what the roles, and what was told of them, say of each kind of session.
-- Grain: as in views/relevance.
CREATE OR REPLACE TEMP TABLE _kind_relevance_kept AS SELECT * FROM _kind_relevance;
CREATE OR REPLACE TEMP VIEW _kind_relevance AS SELECT * FROM _kind_relevance_kept;
