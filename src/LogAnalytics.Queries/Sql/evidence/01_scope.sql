-- The trials of one group as one incident sees them.
-- Grain: scope_places one place; scope_sets one set of accepted domains; scope_window one row; scope_cells one place, sender, recipient
--   domain, result and stage; scope_failures one failed trial of the slice in the window; scope one trial, retries and uninformative
--   passes included (a view: ask it for few).
-- Parameters: $group_id, $first_bad, $last_bad (trial ids); per attribute $<name> (its values, parted by chr(31), NULL as chr(30)) and $any_<name> (TRUE: not part of the slice).
-- Columns: in_slice, in_servers (its server has failures of the slice in the window), proves (a success that the same sender would not
--   have had without attribution, as far as these logs show), stage (before, during, after; retries of the last failure still belong to
--   the window); of scope also trials.*; of scope_cells also trials, first_trial, last_trial, first_at, last_at.
CREATE OR REPLACE TEMP TABLE _sliced_places AS
SELECT
    *,
    ($any_server OR _is_one_of(server, $server))
        AND ($any_connector OR _is_one_of(connector_id, $connector))
        AND ($any_certificate OR _is_one_of(sent_certificate_thumbprint, $certificate))
        AND ($any_public_address OR _is_one_of(public_address, $public_address))
        AND ($any_starttls OR _is_one_of(starttls, $starttls))
        AND ($any_tls_protocol OR _is_one_of(tls_protocol, $tls_protocol))
        AND ($any_local_address OR _is_one_of(local_address, $local_address)) AS in_slice
FROM places
WHERE group_id = $group_id;

CREATE OR REPLACE TEMP TABLE scope_places AS
WITH failing AS (
    SELECT DISTINCT p.server
    FROM failures AS f
    JOIN _sliced_places AS p USING (place)
    WHERE p.in_slice AND f.trial_id BETWEEN $first_bad AND $last_bad
)
SELECT *, server IN (SELECT server FROM failing) AS in_servers
FROM _sliced_places;

CREATE OR REPLACE TEMP TABLE scope_sets AS
WITH accepted AS (
    SELECT n.accepted_set AS domain_set, count(*) AS trials
    FROM _numbered AS n
    JOIN scope_places AS p USING (place)
    WHERE p.in_slice AND NOT n.failed AND n.trial_id BETWEEN $first_bad AND $last_bad
    GROUP BY n.accepted_set
),
failed AS (
    SELECT count(*) AS trials
    FROM failures AS f
    JOIN scope_places AS p USING (place)
    WHERE p.in_slice AND f.trial_id BETWEEN $first_bad AND $last_bad
),
-- Does the window refuse all that can be refused? Only then an acceptance inside it shows a recipient hosted in the service.
demonstrated AS (
    SELECT coalesce(max(f.trials) / nullif(max(f.trials) + coalesce(sum(a.trials), 0), 0), 0) >= 0.95 AS is_total
    FROM failed AS f
    LEFT JOIN (SELECT a.trials FROM accepted AS a JOIN domain_sets AS d USING (domain_set) WHERE d.recipient > 0) AS a ON TRUE
),
hosted AS (
    SELECT coalesce(list(DISTINCT domain), []) AS domains
    FROM (SELECT unnest(d.domains) AS domain FROM accepted AS a JOIN domain_sets AS d USING (domain_set))
    WHERE (SELECT is_total FROM demonstrated) AND domain NOT IN (SELECT domain FROM refused_domains)
)
SELECT d.domain_set, d.recipient, d.is_informative AND NOT list_has_all(h.domains, d.domains) AS proves
FROM domain_sets AS d, hosted AS h;

CREATE OR REPLACE TEMP TABLE scope_window AS
WITH next_good AS (
    SELECT coalesce(min(n.trial_id), 9223372036854775807) AS trial_id
    FROM _numbered AS n
    JOIN scope_places AS p USING (place)
    JOIN scope_sets AS s ON s.domain_set = n.accepted_set
    WHERE n.trial_id > $last_bad AND NOT n.failed AND s.proves AND p.in_servers
)
SELECT CAST($first_bad AS BIGINT) AS first_bad, max(f.trial_id) AS window_end
FROM failures AS f
JOIN scope_places AS p USING (place)
WHERE p.in_slice
    AND (f.trial_id = $last_bad OR (f.is_retry AND f.trial_id > $last_bad AND f.trial_id < (SELECT trial_id FROM next_good)));

CREATE OR REPLACE TEMP MACRO _stage(trial_id, first_bad, window_end) AS
    CASE WHEN trial_id < first_bad THEN 'before' WHEN trial_id <= window_end THEN 'during' ELSE 'after' END;

CREATE OR REPLACE TEMP TABLE scope_cells AS
WITH passed AS (
    SELECT
        n.place, n.sender, coalesce(s.recipient, 0) AS recipient, coalesce(s.proves, FALSE) AS proves,
        _stage(n.trial_id, w.first_bad, w.window_end) AS stage, count(*) AS trials, min(n.trial_id) AS first_trial, max(n.trial_id) AS last_trial, min(n.decided_at) AS first_at, max(n.decided_at) AS last_at
    FROM _numbered AS n
    CROSS JOIN scope_window AS w
    LEFT JOIN scope_sets AS s ON s.domain_set = n.accepted_set
    WHERE NOT n.failed
    GROUP BY ALL
),
counted AS (
    SELECT
        place, sender, recipient, FALSE AS failed, FALSE AS is_retry, proves, stage, trials, first_trial, last_trial, first_at, last_at
    FROM passed
    UNION ALL
    SELECT
        f.place, f.sender, f.recipient, TRUE, f.is_retry, FALSE, _stage(f.trial_id, w.first_bad, w.window_end),
        count(*), min(f.trial_id), max(f.trial_id), min(f.decided_at), max(f.decided_at)
    FROM _failed_trials AS f
    CROSS JOIN scope_window AS w
    GROUP BY ALL
)
SELECT
    p.* EXCLUDE (place, log, attributes), n.sender_domain, CASE WHEN c.recipient = 0 THEN '' ELSE r.domain END AS recipient_slice,
    c.* EXCLUDE (place, sender, recipient)
FROM counted AS c
JOIN scope_places AS p USING (place)
LEFT JOIN senders AS n USING (sender)
LEFT JOIN refused_domains AS r USING (recipient);

CREATE OR REPLACE TEMP TABLE scope_failures AS
SELECT
    p.server, p.service, p.connector_id, p.sent_certificate_thumbprint, p.public_address, p.tls_protocol, p.remote_endpoint, s.sender_domain,
    f.*
FROM failures AS f
JOIN scope_places AS p USING (place)
LEFT JOIN senders AS s USING (sender)
CROSS JOIN scope_window AS w
WHERE p.in_slice AND f.trial_id BETWEEN w.first_bad AND w.window_end;

CREATE OR REPLACE TEMP VIEW scope AS
SELECT
    t.*, p.in_slice, p.in_servers, NOT t.failed AND coalesce(s.proves, FALSE) AS proves,
    _stage(t.trial_id, w.first_bad, w.window_end) AS stage
FROM trials AS t
JOIN scope_places AS p USING (place)
LEFT JOIN scope_sets AS s ON s.domain_set = t.accepted_set
CROSS JOIN scope_window AS w;
