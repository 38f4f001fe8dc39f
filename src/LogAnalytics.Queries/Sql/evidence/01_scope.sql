-- The trials of one group as one incident sees them.
-- Grain: one trial, retries and uninformative passes included.
-- Parameters: $group_id, $first_bad, $last_bad (trial ids); per attribute $<name> (its values, parted by chr(31), NULL as chr(30)) and $any_<name> (TRUE: not part of the slice).
-- Columns: trials.*, in_slice, in_servers (its server has failures of the slice in the window), proves (a success that the same
--   sender would not have had without attribution, as far as these logs show), stage (before, during, after; retries of the last
--   failure still belong to the window).
CREATE OR REPLACE TEMP TABLE scope AS
WITH sliced AS (
    SELECT
        *,
        ($any_server OR list_contains(string_split($server, chr(31)), coalesce(server, chr(30))))
            AND ($any_connector OR list_contains(string_split($connector, chr(31)), coalesce(connector_id, chr(30))))
            AND ($any_certificate OR list_contains(string_split($certificate, chr(31)), coalesce(sent_certificate_thumbprint, chr(30))))
            AND ($any_public_address OR list_contains(string_split($public_address, chr(31)), coalesce(public_address, chr(30))))
            AND ($any_starttls OR list_contains(string_split($starttls, chr(31)), coalesce(starttls, chr(30))))
            AND ($any_tls_protocol OR list_contains(string_split($tls_protocol, chr(31)), coalesce(tls_protocol, chr(30))))
            AND ($any_local_address OR list_contains(string_split($local_address, chr(31)), coalesce(local_address, chr(30)))) AS in_slice,
        trial_id BETWEEN $first_bad AND $last_bad AS in_window
    FROM trials
    WHERE group_id = $group_id
),
refused_domains AS (SELECT DISTINCT unnest(failed_domains) AS domain FROM sliced WHERE failed),
-- Does the window refuse all that can be refused? Only then an acceptance inside it shows a recipient hosted in the service.
demonstrated AS (
    SELECT coalesce(avg(CASE WHEN failed THEN 1.0 ELSE 0.0 END), 0.0) >= 0.95 AS is_total
    FROM sliced
    WHERE in_slice AND in_window
        AND (failed OR list_has_any(accepted_domains, (SELECT coalesce(list(domain), []) FROM refused_domains)))
),
hosted AS (
    SELECT coalesce(list(DISTINCT domain), []) AS domains
    FROM (SELECT unnest(accepted_domains) AS domain FROM sliced WHERE in_slice AND in_window AND NOT failed)
    WHERE (SELECT is_total FROM demonstrated) AND domain NOT IN (SELECT domain FROM refused_domains)
),
placed AS (
    SELECT
        s.*,
        server IN (SELECT server FROM sliced WHERE failed AND in_slice AND in_window) AS in_servers,
        NOT failed AND is_informative AND NOT list_has_all(h.domains, accepted_domains) AS proves
    FROM sliced AS s, hosted AS h
),
next_good AS (SELECT coalesce(min(trial_id), 9223372036854775807) AS trial_id FROM placed WHERE proves AND in_servers AND trial_id > $last_bad),
window_end AS (
    SELECT max(trial_id) AS trial_id
    FROM placed
    WHERE failed AND in_slice AND (trial_id = $last_bad OR (is_retry AND trial_id > $last_bad AND trial_id < (SELECT trial_id FROM next_good)))
)
SELECT
    p.*,
    CASE WHEN p.trial_id < $first_bad THEN 'before' WHEN p.trial_id <= w.trial_id THEN 'during' ELSE 'after' END AS stage
FROM placed AS p, window_end AS w;
