-- Sessions of connectors to the tenant only, which show lost attribution by its companions if at all: 5.7.68, and 454 4.7.5 for a
-- certificate that could not be found.
-- Grain: one session that passed (a recipient accepted) or failed so.
-- Columns: trial_id (order of time within the connector), connector, server, service, session_id, started_at, failed, family, part_id,
--   session_number, file and line of its first row.
CREATE OR REPLACE TEMP TABLE companion_trials AS
SELECT
    row_number() OVER (PARTITION BY connector_id ORDER BY started_at, server, service, session_id, part_id, session_number) AS trial_id,
    connector_id AS connector, server, service, session_id, started_at, companion_family IN ('direct_send_refused', 'certificate_not_found') IS TRUE AS failed,
    companion_family AS family, part_id, session_number, first_file_number AS file_number, first_line_number AS line
FROM _sessions
WHERE connector_id IN (SELECT connector_id FROM _connector_role WHERE relay_role = 'tenant_only')
    AND (companion_family IN ('direct_send_refused', 'certificate_not_found') OR (companion_family IS NULL AND accepted_count > 0));
