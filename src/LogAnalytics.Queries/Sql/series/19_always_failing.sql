-- Senders that nearly always fail. Each of their failures would part the passes of all others in two.
-- Grain: one sender domain.
-- Parameters: $group_id, $least_failures.
-- Columns: sender (its number), sender_domain.
SELECT t.sender, s.sender_domain
FROM trial_counts AS t
JOIN places AS p USING (place)
JOIN senders AS s USING (sender)
WHERE NOT t.is_retry AND t.is_informative AND p.group_id = $group_id AND s.sender_domain NOT IN ('', '<>')
GROUP BY t.sender, s.sender_domain
HAVING sum(t.trials) FILTER (WHERE t.failed) >= $least_failures AND sum(t.trials) FILTER (WHERE t.failed) >= 0.9 * sum(t.trials)
ORDER BY t.sender;
