-- Where logs are missing, in order.
-- Grain: one gap.
-- Columns: as in coverage_gaps.
SELECT server, service, kind, gap_from, gap_to, evidence
FROM coverage_gaps
ORDER BY server, service, gap_from, gap_to, kind, evidence;
