-- The trials of one series as one incident sees them; what explain counts.
-- Grain: one trial, retries and uninformative passes included.
-- Inputs of incident_trials: bounds as in trials; series (group_id); slice as in in_slice; first_bad and last_bad (trial_id of the first
--   and the last failure of the window, retries apart).
-- Columns: those of trials, in_slice, is_concerned (the slice's conditions on sender and recipient hold), in_servers (its server has
--   failures of the slice in the window), proves (a success that the same sender would not have had without attribution, as far as these
--   logs show), stage (before, during, after; retries of the last failure still belong to the window).
CREATE OR REPLACE TEMP MACRO incident_trials(from_time, to_time, series, slice, first_bad, last_bad) AS TABLE
WITH sliced AS (
    SELECT
        *, in_slice(attributes, slice) AS in_slice, in_slice(attributes, mail_of(slice)) AS is_concerned,
        trial_id BETWEEN first_bad AND last_bad AS in_window
    FROM trials(from_time, to_time)
    WHERE group_id = series
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
-- Who passes all along beside the slice's senders does not end its window.
next_good AS (
    SELECT coalesce(min(trial_id), 9223372036854775807) AS trial_id
    FROM placed
    WHERE proves AND in_servers AND is_concerned AND trial_id > last_bad
),
window_end AS (
    SELECT max(trial_id) AS trial_id
    FROM placed
    WHERE failed AND in_slice AND (trial_id = last_bad OR (is_retry AND trial_id > last_bad AND trial_id < (SELECT trial_id FROM next_good)))
)
SELECT
    p.*,
    CASE WHEN p.trial_id < first_bad THEN 'before' WHEN p.trial_id <= w.trial_id THEN 'during' ELSE 'after' END AS stage
FROM placed AS p, window_end AS w;
