-- What the numbers of sets of recipient domains stand for.
-- Grain: one set.
SELECT _number_in_all(domain_set) AS domain_set, text
FROM _domain_sets
ORDER BY domain_set;
