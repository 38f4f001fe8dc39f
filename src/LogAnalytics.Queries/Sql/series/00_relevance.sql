-- Keeps the small tables that tell which sessions are relevant, so that one analysis works them out once; recipients come next.
-- Grain: as in views/relevance; of _remote_sessions one kind.
CREATE OR REPLACE TEMP TABLE _remote_sessions_kept AS
SELECT * EXCLUDE (sessions), sum(sessions) AS sessions FROM _remote_sessions GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW _remote_sessions AS SELECT * FROM _remote_sessions_kept;
CREATE OR REPLACE TEMP TABLE _address_family_kept AS SELECT * FROM _address_family;
CREATE OR REPLACE TEMP VIEW _address_family AS SELECT * FROM _address_family_kept;
CREATE OR REPLACE TEMP TABLE _host_family_kept AS SELECT * FROM _host_family;
CREATE OR REPLACE TEMP VIEW _host_family AS SELECT * FROM _host_family_kept;
CREATE OR REPLACE TEMP TABLE _connector_family_kept AS SELECT * FROM _connector_family;
CREATE OR REPLACE TEMP VIEW _connector_family AS SELECT * FROM _connector_family_kept;
CREATE OR REPLACE TEMP TABLE _piece_domains AS SELECT * FROM _connector_domains LIMIT 0;
CREATE OR REPLACE TEMP TABLE _piece_several AS SELECT * FROM _connector_several LIMIT 0;
