-- Keeps the failed messages of the incident whose trials stand in scope.
-- Grain: one failed message, retries included.
-- Parameters: $incident.
INSERT INTO report_failures
SELECT $incident, part_id, session_number, message_index
FROM scope
WHERE failed AND in_slice AND stage = 'during';
