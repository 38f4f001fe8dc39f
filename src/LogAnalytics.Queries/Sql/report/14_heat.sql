-- How much each log holds over time.
-- Grain: one server, service and cell of time that holds a session.
-- Parameters: $from (TIMESTAMP, start of the first cell), $cell_hours.
-- Columns: server, service, cell (number from $from on), sessions.
SELECT
    server, service,
    CAST((epoch_us(hour) - epoch_us(CAST($from AS TIMESTAMP))) // (CAST($cell_hours AS BIGINT) * 3600000000) AS BIGINT) AS cell,
    CAST(sum(sessions) AS BIGINT) AS sessions
FROM _log_hours
GROUP BY server, service, cell
ORDER BY server, service, cell;
