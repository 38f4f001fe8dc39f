-- Question: Where are logs or rows missing, and how do we know?
-- Grain: one gap.
-- Columns: server, service, kind, gap_from, gap_to, hours, evidence.
-- Parameters:
--   $server = %: servers like this (LIKE)
SELECT server, service, kind, gap_from, gap_to, epoch_us(gap_to - gap_from) / 3.6e9 AS hours, evidence
FROM coverage_gaps
WHERE coalesce(server, '') LIKE $server
ORDER BY gap_from, server, service, kind
