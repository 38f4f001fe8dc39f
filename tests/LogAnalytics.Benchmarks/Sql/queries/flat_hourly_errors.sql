-- Attribution errors by hour.
-- Grain: one hour that has some.
SELECT date_trunc('hour', time) AS hour, count(*) AS errors
FROM logs
WHERE data LIKE '550 5.7.64%'
GROUP BY hour
ORDER BY hour
