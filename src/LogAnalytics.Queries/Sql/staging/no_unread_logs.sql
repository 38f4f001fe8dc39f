-- A lake whose logs were all there when they were read: the table of staging/unread_logs without rows.
-- Grain: as there.
CREATE OR REPLACE TEMP TABLE _unread_logs (server VARCHAR, service VARCHAR, unread_from TIMESTAMP, unread_to TIMESTAMP, oldest_path VARCHAR);
