-- The trials of one group as one incident sees them.
-- Grain: scope_senders one sender of the slice; scope_places one place; scope_sets one set of accepted domains; scope_window
--   one row; scope_cells one place, sender, recipient domain, result and stage; scope_failures one failed trial of the slice in the window.
-- Parameters: $group_id, $first_bad, $last_bad (trial ids); per attribute $<name> (its values, parted by chr(31), NULL as chr(30)) and $any_<name> (TRUE: not part of the slice).
-- Columns: on_way (of a place: the slice's conditions on the way hold), is_concerned (those on sender and recipient hold), in_slice (both),
--   in_servers (its server has failures of the slice in the window), proves (a success that the same sender would not have had without
--   attribution, as far as these logs show), stage (before, during, after; retries of the last failure still belong to the window); of
--   scope_cells also trials, first_trial, last_trial, first_at, last_at.
CREATE OR REPLACE TEMP TABLE scope_senders AS
-- Number 0 stands for a sender that is not known.
SELECT sender
FROM (SELECT sender, sender_slice FROM senders UNION ALL SELECT 0, '')
WHERE NOT $any_sender_domain AND _is_one_of(sender_slice, $sender_domain);

CREATE OR REPLACE TEMP TABLE _sliced_places AS
SELECT
    *,
    ($any_server OR _is_one_of(server, $server))
        AND ($any_connector OR _is_one_of(connector_id, $connector))
        AND ($any_certificate OR _is_one_of(sent_certificate_thumbprint, $certificate))
        AND ($any_public_address OR _is_one_of(public_address, $public_address))
        AND ($any_starttls OR _is_one_of(starttls, $starttls))
        AND ($any_tls_protocol OR _is_one_of(tls_protocol, $tls_protocol))
        AND ($any_local_address OR _is_one_of(local_address, $local_address)) AS on_way
FROM places
WHERE group_id = $group_id;

CREATE OR REPLACE TEMP TABLE _slice_failures AS
SELECT f.trial_id, f.is_retry, p.server
FROM failures AS f
JOIN _sliced_places AS p USING (place)
WHERE p.on_way AND f.trial_id >= $first_bad
    AND ($any_sender_domain OR coalesce(f.sender, 0) IN (SELECT sender FROM scope_senders))
    -- Several domains at once, or refused before any: no single partner's doing.
    AND ($any_recipient_domain OR _is_one_of(CASE WHEN len(f.failed_domains) = 1 THEN f.failed_domains[1] END, $recipient_domain));

CREATE OR REPLACE TEMP TABLE scope_places AS
SELECT *, server IN (SELECT server FROM _slice_failures WHERE trial_id BETWEEN $first_bad AND $last_bad) AS in_servers
FROM _sliced_places;

CREATE OR REPLACE TEMP TABLE scope_sets AS
WITH concerned AS (
    SELECT
        d.*,
        $any_recipient_domain OR _is_one_of(CASE WHEN d.recipient = 0 THEN '' ELSE r.domain END, $recipient_domain) AS is_concerned
    FROM domain_sets AS d
    LEFT JOIN refused_domains AS r USING (recipient)
),
passed AS (
    SELECT n.accepted_set AS domain_set, count(*) AS trials
    FROM _numbered AS n
    JOIN scope_places AS p USING (place)
    WHERE p.on_way AND NOT n.failed AND n.trial_id BETWEEN $first_bad AND $last_bad
        AND ($any_sender_domain OR coalesce(n.sender, 0) IN (SELECT sender FROM scope_senders))
    GROUP BY n.accepted_set
),
accepted AS (
    SELECT c.domains, c.recipient, p.trials
    FROM passed AS p
    JOIN concerned AS c USING (domain_set)
    WHERE c.is_concerned
),
failed AS (SELECT count(*) AS trials FROM _slice_failures WHERE trial_id BETWEEN $first_bad AND $last_bad),
-- Does the window refuse all that can be refused? Only then an acceptance inside it shows a recipient hosted in the service.
demonstrated AS (
    SELECT coalesce(max(f.trials) / nullif(max(f.trials) + coalesce(sum(a.trials), 0), 0), 0) >= 0.95 AS is_total
    FROM failed AS f
    LEFT JOIN (SELECT trials FROM accepted WHERE recipient > 0) AS a ON TRUE
),
hosted AS (
    SELECT coalesce(list(DISTINCT domain), []) AS domains
    FROM (SELECT unnest(domains) AS domain FROM accepted)
    WHERE (SELECT is_total FROM demonstrated) AND domain NOT IN (SELECT domain FROM refused_domains)
)
SELECT c.domain_set, c.recipient, c.is_concerned, c.is_informative AND NOT list_has_all(h.domains, c.domains) AS proves
FROM concerned AS c, hosted AS h;

CREATE OR REPLACE TEMP TABLE scope_window AS
-- Who passes all along beside the slice's senders does not end its window.
WITH next_good AS (
    SELECT coalesce(min(n.trial_id), 9223372036854775807) AS trial_id
    FROM _numbered AS n
    JOIN scope_places AS p USING (place)
    JOIN scope_sets AS s ON s.domain_set = n.accepted_set
    WHERE n.trial_id > $last_bad AND NOT n.failed AND s.proves AND s.is_concerned AND p.in_servers
        AND ($any_sender_domain OR coalesce(n.sender, 0) IN (SELECT sender FROM scope_senders))
)
SELECT CAST($first_bad AS BIGINT) AS first_bad, max(trial_id) AS window_end
FROM _slice_failures
WHERE trial_id = $last_bad OR (is_retry AND trial_id > $last_bad AND trial_id < (SELECT trial_id FROM next_good));

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
),
named AS (
    SELECT
        p.* EXCLUDE (place, attributes), n.sender_domain, coalesce(n.sender_slice, '') AS sender_slice,
        CASE WHEN c.recipient = 0 THEN '' ELSE r.domain END AS recipient_slice,
        c.* EXCLUDE (place, sender, recipient)
    FROM counted AS c
    JOIN scope_places AS p USING (place)
    LEFT JOIN senders AS n USING (sender)
    LEFT JOIN refused_domains AS r USING (recipient)
),
judged AS (
    SELECT
        *,
        ($any_sender_domain OR _is_one_of(sender_slice, $sender_domain))
            AND ($any_recipient_domain OR _is_one_of(recipient_slice, $recipient_domain)) AS is_concerned
    FROM named
)
SELECT * EXCLUDE (on_way), on_way AND is_concerned AS in_slice FROM judged;

CREATE OR REPLACE TEMP TABLE scope_failures AS
SELECT
    p.server, p.service, p.connector_id, p.sent_certificate_thumbprint, p.public_address, p.tls_protocol, p.remote_endpoint, s.sender_domain,
    f.*
FROM failures AS f
SEMI JOIN _slice_failures AS i USING (trial_id)
JOIN scope_places AS p USING (place)
LEFT JOIN senders AS s USING (sender)
CROSS JOIN scope_window AS w
WHERE f.trial_id BETWEEN w.first_bad AND w.window_end;
