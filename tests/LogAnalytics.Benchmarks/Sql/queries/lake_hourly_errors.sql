-- Attribution errors by hour.
-- Grain: one hour that has some.
SELECT date_trunc('hour', time) AS hour, count(*) AS errors
FROM events
WHERE family = 'tenant_attribution'
GROUP BY hour
ORDER BY hour
