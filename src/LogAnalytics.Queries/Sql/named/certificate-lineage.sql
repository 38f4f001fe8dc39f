-- Question: Which certificate did each server send from when to when?
-- Grain: one run of one certificate on one server, service and connector.
-- Columns: certificate (NULL: TLS without one), subject, not_after, first_seen, last_seen, sessions, attributed, attribution_failed, is_new.
-- Parameters:
--   $server = %: servers like this (LIKE)
SELECT
    l.server, l.service, l.connector_id, l.value AS certificate, c.subject, c.not_after, l.first_seen, l.last_seen,
    l.sessions, l.attributed, l.attribution_failed, l.is_new
FROM lineage AS l
LEFT JOIN certificates AS c ON c.thumbprint = l.value AND c.role = 'sent'
WHERE l.attribute = 'certificate' AND l.server LIKE $server
ORDER BY l.server, l.service, l.connector_id, l.first_seen, l.value
