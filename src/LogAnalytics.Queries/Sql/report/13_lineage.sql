-- What each server used from when to when; remote networks change all the time and are left to the view.
-- Grain: one run of one value.
-- Parameters: $most.
-- Columns: as in lineage, and all_rows (how many rows there are).
SELECT server, service, connector_id AS connector, attribute, value, first_seen, last_seen, sessions, attributed, attribution_failed, count(*) OVER () AS all_rows
FROM lineage
WHERE attribute <> 'remote_network'
ORDER BY attribution_failed DESC, attribute, server, service, connector_id, first_seen, value
LIMIT $most;
