-- What changed on which server, in order of time; remote networks change all the time and are left to the view.
-- Grain: one rotation.
-- Columns: as in rotations.
SELECT server, service, connector_id, attribute, value, first_seen, last_seen, sessions, from_value, from_last_seen, is_return
FROM rotations
WHERE attribute <> 'remote_network'
ORDER BY first_seen, server, service, attribute, connector_id, value;
