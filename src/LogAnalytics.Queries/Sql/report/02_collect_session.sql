-- Keeps a session of the incident whose trials stand in scope.
-- Grain: one session.
-- Parameters: $incident, $role, $server, $session_id, $time (of the cited trial), $line (the row that is cited).
INSERT INTO report_sessions
SELECT DISTINCT $incident, $role, $session_id, part_id, session_number, CAST($line AS BIGINT)
FROM scope
WHERE server = $server AND decided_at = $time;
