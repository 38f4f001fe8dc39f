-- Keeps a session of the incident whose trials stand in scope.
-- Grain: one session.
-- Parameters: $incident, $role, $server, $session_id, $time (of the cited trial), $line (the row that is cited).
INSERT INTO report_sessions
SELECT DISTINCT $incident, $role, $session_id, n.part_id, n.session_number, CAST($line AS BIGINT)
FROM _numbered AS n
JOIN scope_places AS p USING (place)
WHERE p.server = $server AND n.decided_at = $time;
