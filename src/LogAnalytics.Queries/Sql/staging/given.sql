-- What is told beside the logs about which sessions can say anything; empty where nothing is.
-- Grain: one connector, remote or domain.
-- Columns: kind (relay_role, connector_family, remote_family, hosted_domain), subject (in lower case: a connector; an address, host or
--   domain of hosts; a recipient domain), name (the subject as written), value (a role, a family, NULL for domains), source (evidence for
--   the reader), is_users (an option says so: it outweighs the logs).
CREATE OR REPLACE TEMP TABLE _given (kind VARCHAR, subject VARCHAR, name VARCHAR, value VARCHAR, source VARCHAR, is_users BOOLEAN);
