-- Numbers for what messages repeat: sender domains and sets of recipient domains.
-- Grain: _sender_names one sender domain; _domain_sets one set, as the messages spell it.
CREATE OR REPLACE TEMP TABLE _sender_names AS
SELECT CAST(row_number() OVER (ORDER BY sender_domain) AS INTEGER) AS sender, sender_domain
FROM (SELECT DISTINCT sender_domain FROM _messages WHERE sender_domain IS NOT NULL);

CREATE OR REPLACE TEMP TABLE _domain_sets AS
SELECT CAST(row_number() OVER (ORDER BY text) AS INTEGER) AS domain_set, text, string_split(text, ' ') AS domains
FROM (SELECT DISTINCT accepted_domains AS text FROM _messages WHERE accepted_domains IS NOT NULL);
