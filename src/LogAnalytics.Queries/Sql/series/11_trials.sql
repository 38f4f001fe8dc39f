-- The trials with their attributes in words, and how many there are of each sort.
-- Grain: trials one trial (a view: ask it for few); trial_counts one place, sender, recipient domain and result.
-- Columns of trials: trial_id, group_id, failed, is_attributed, is_informative, is_retry, part_id, session_number, message_index,
--   decided_at, sender and retry_key (of failures), attribution_family, the slice attributes and what else evidence is asked about.
-- Columns of trial_counts: recipient (see refused_domains; NULL: several refused at once, or refused before any: no single partner's
--   doing), is_informative (failed, or an acceptance that proves attribution), trials, first_at, last_at.
CREATE OR REPLACE TEMP VIEW _failed_trials AS
SELECT f.*, r.recipient
FROM failures AS f
LEFT JOIN refused_domains AS r ON r.domain = CASE WHEN len(f.failed_domains) = 1 THEN f.failed_domains[1] END;

CREATE OR REPLACE TEMP VIEW trials AS
SELECT
    n.trial_id, p.group_id, p.server, p.service, n.place, n.accepted_set, n.part_id, n.session_number, n.message_index, n.decided_at, n.failed, p.is_attributed,
    n.failed OR d.is_informative AS is_informative,
    coalesce(f.is_retry, FALSE) AS is_retry,
    f.sender_address AS sender, f.retry_key, f.attribution_family, s.sender_domain, d.domains AS accepted_domains, f.failed_domains,
    p.connector_id, p.sent_certificate_thumbprint, p.public_address, p.starttls, p.tls_protocol, p.local_address,
    coalesce(s.sender_slice, '') AS sender_slice,
    CASE WHEN n.failed THEN r.domain ELSE coalesce(a.domain, '') END AS recipient_slice,
    p.remote_family, p.remote_endpoint, p.remote_address, p.banner_masked
FROM _numbered AS n
JOIN places AS p USING (place)
LEFT JOIN senders AS s USING (sender)
LEFT JOIN domain_sets AS d ON d.domain_set = n.accepted_set
LEFT JOIN refused_domains AS a ON a.recipient = d.recipient
LEFT JOIN _failed_trials AS f USING (trial_id)
LEFT JOIN refused_domains AS r ON r.recipient = f.recipient;

CREATE OR REPLACE TEMP TABLE trial_counts AS
SELECT
    n.place, n.sender, coalesce(d.recipient, 0) AS recipient, FALSE AS failed, d.is_informative, FALSE AS is_retry,
    count(*) AS trials, min(n.decided_at) AS first_at, max(n.decided_at) AS last_at
FROM _numbered AS n
LEFT JOIN domain_sets AS d ON d.domain_set = n.accepted_set
WHERE NOT n.failed
GROUP BY n.place, n.sender, coalesce(d.recipient, 0), d.is_informative
UNION ALL
SELECT place, sender, recipient, TRUE, TRUE, is_retry, count(*), min(decided_at), max(decided_at)
FROM _failed_trials
GROUP BY place, sender, recipient, is_retry;
