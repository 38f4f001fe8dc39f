-- Takes what an analysis has worked out about remotes and connectors, in place of working it out again.
-- Grain: as in views/relevance.
-- Inputs: _decided, as relevance/decided gives it.
CREATE OR REPLACE TEMP VIEW _address_family AS SELECT subject AS remote_address, value AS remote_family FROM _decided WHERE kind = 'address';
CREATE OR REPLACE TEMP VIEW _host_family AS SELECT subject AS host_domain, value AS remote_family FROM _decided WHERE kind = 'host';
CREATE OR REPLACE TEMP VIEW _connector_family AS SELECT subject AS connector_id, value AS remote_family FROM _decided WHERE kind = 'connector';
CREATE OR REPLACE TEMP VIEW _connector_role AS
SELECT subject AS connector_id, value AS relay_role, evidence AS relay_evidence FROM _decided WHERE kind = 'role';
