-- The trials of one group as one incident sees them.
-- Grain: one trial, retries and uninformative passes included.
-- Parameters: $group_id, $first_bad, $last_bad (trial ids); per attribute $<name> and $any_<name> (TRUE: not part of the slice).
-- Columns: trials.*, in_slice, stage (before, during, after), in_servers (its server has failures of the slice in the window).
CREATE OR REPLACE TEMP TABLE scope AS
WITH sliced AS (
    SELECT
        *,
        ($any_server OR server IS NOT DISTINCT FROM $server)
            AND ($any_connector OR connector_id IS NOT DISTINCT FROM $connector)
            AND ($any_certificate OR sent_certificate_thumbprint IS NOT DISTINCT FROM $certificate)
            AND ($any_public_address OR public_address IS NOT DISTINCT FROM $public_address)
            AND ($any_starttls OR starttls IS NOT DISTINCT FROM $starttls)
            AND ($any_tls_protocol OR tls_protocol IS NOT DISTINCT FROM $tls_protocol)
            AND ($any_local_address OR local_address IS NOT DISTINCT FROM $local_address) AS in_slice,
        CASE WHEN trial_id < $first_bad THEN 'before' WHEN trial_id <= $last_bad THEN 'during' ELSE 'after' END AS stage
    FROM trials
    WHERE group_id = $group_id
)
SELECT
    *,
    server IN (SELECT server FROM sliced WHERE failed AND in_slice AND stage = 'during') AS in_servers
FROM sliced;
