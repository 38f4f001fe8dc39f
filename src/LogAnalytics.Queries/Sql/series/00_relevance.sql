-- Keeps the small tables that tell which sessions are relevant, so that one analysis works them out once.
-- Grain: as in staging/tables and views/relevance.
CREATE OR REPLACE TEMP TABLE _kinds_kept AS SELECT * FROM _kinds;
CREATE OR REPLACE TEMP VIEW _kinds AS SELECT * FROM _kinds_kept;
CREATE OR REPLACE TEMP TABLE _connector_domains_kept AS SELECT * FROM _connector_domains;
CREATE OR REPLACE TEMP VIEW _connector_domains AS SELECT * FROM _connector_domains_kept;
CREATE OR REPLACE TEMP TABLE _connector_role_kept AS SELECT * FROM _connector_role;
CREATE OR REPLACE TEMP VIEW _connector_role AS SELECT * FROM _connector_role_kept;
