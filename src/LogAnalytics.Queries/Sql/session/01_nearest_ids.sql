-- Ids that look like one that is not there: those that it begins first, then by the letters to change.
-- Grain: one id.
-- Parameters: $id; $server (NULL: any).
-- Columns: session_id, servers.
SELECT session_id, list_sort(list(DISTINCT server)) AS servers
FROM _sessions
WHERE $server IS NULL OR lower(server) = lower($server)
GROUP BY session_id
ORDER BY NOT starts_with(session_id, upper($id)), levenshtein(session_id, upper($id)), session_id
LIMIT 5;
