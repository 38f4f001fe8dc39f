-- Keeps the small tables that tell which sessions are relevant, so that one analysis works them out once.
-- Grain: as in views/relevance.
CREATE OR REPLACE TEMP TABLE _address_family_kept AS SELECT * FROM _address_family;
CREATE OR REPLACE TEMP TABLE _host_family_kept AS SELECT * FROM _host_family;
CREATE OR REPLACE TEMP TABLE _connector_family_kept AS SELECT * FROM _connector_family;
CREATE OR REPLACE TEMP TABLE _connector_domains_kept AS SELECT * FROM _connector_domains;
CREATE OR REPLACE TEMP VIEW _connector_domains AS SELECT * FROM _connector_domains_kept;
CREATE OR REPLACE TEMP TABLE _connector_role_kept AS SELECT * FROM _connector_role;
CREATE OR REPLACE TEMP VIEW _address_family AS SELECT * FROM _address_family_kept;
CREATE OR REPLACE TEMP VIEW _host_family AS SELECT * FROM _host_family_kept;
CREATE OR REPLACE TEMP VIEW _connector_family AS SELECT * FROM _connector_family_kept;
CREATE OR REPLACE TEMP VIEW _connector_role AS SELECT * FROM _connector_role_kept;
