-- Stretches of hours in which a server and service began no session.
-- Grain: one stretch.
-- Columns: server, service, first_hour, hours.
WITH quiet AS (
    SELECT server, service, hour, hour - row_number() OVER (PARTITION BY server, service ORDER BY hour) * INTERVAL 1 HOUR AS stretch
    FROM coverage
    WHERE gap IS NOT NULL
)
SELECT server, service, min(hour) AS first_hour, count(*) AS hours
FROM quiet
GROUP BY server, service, stretch
ORDER BY server, service, first_hour;
