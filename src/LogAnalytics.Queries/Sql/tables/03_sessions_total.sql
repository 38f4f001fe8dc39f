-- How many sessions there are to look at, and until when.
-- Grain: one row.
-- Columns: sessions, service_sessions (with the service), last_at (newest row of a session).
SELECT sessions, service_sessions, last_at
FROM _session_totals;
