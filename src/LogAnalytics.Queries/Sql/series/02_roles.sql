-- Keeps what the pieces say together, the roles of the connectors, and how many sessions there are.
-- Grain: as in views/relevance and views/sessions.
CREATE OR REPLACE TEMP TABLE _connector_domains_kept AS
SELECT connector, recipient_domain, outcome, family, CAST(sum(recipients) AS BIGINT) AS recipients, min(first_at) AS first_at, max(last_at) AS last_at
FROM _piece_domains
GROUP BY connector, recipient_domain, outcome, family;
CREATE OR REPLACE TEMP VIEW _connector_domains AS SELECT * FROM _connector_domains_kept;
CREATE OR REPLACE TEMP TABLE _connector_several_kept AS
SELECT connector, CAST(sum(several_domains) AS BIGINT) AS several_domains FROM _piece_several GROUP BY connector;
CREATE OR REPLACE TEMP VIEW _connector_several AS SELECT * FROM _connector_several_kept;
CREATE OR REPLACE TEMP TABLE _connector_role_kept AS SELECT * FROM _connector_role;
CREATE OR REPLACE TEMP VIEW _connector_role AS SELECT * FROM _connector_role_kept;
CREATE OR REPLACE TEMP TABLE _session_totals_kept AS SELECT * FROM _session_totals;
CREATE OR REPLACE TEMP VIEW _session_totals AS SELECT * FROM _session_totals_kept;
