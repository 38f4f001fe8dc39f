-- The trials that bound the window, by number.
-- Grain: _bounds one bound; absent bounds have no row. _pieces as in staging/pieces: the piece that holds them.
-- Parameters: $first_bad, $is_recovered, $is_recovered_beside (the failing value is gone, so what passes after need not have it); per attribute $any_<name> (TRUE: not a condition, or it changed at the onset).
-- Columns: bound (last_good, last_informative_good, first_bad, last_bad, first_good), and those of the trial.
CREATE OR REPLACE TEMP TABLE _bounds AS
WITH comparable AS (
    SELECT
        *,
        ($any_connector OR _is_one_of(connector_id, $connector))
            AND ($any_certificate OR _is_one_of(sent_certificate_thumbprint, $certificate))
            AND ($any_public_address OR _is_one_of(public_address, $public_address))
            AND ($any_starttls OR _is_one_of(starttls, $starttls))
            AND ($any_tls_protocol OR _is_one_of(tls_protocol, $tls_protocol))
            AND ($any_local_address OR _is_one_of(local_address, $local_address))
            AND ($any_sender_domain OR _is_one_of(sender_slice, $sender_domain))
            AND ($any_recipient_domain OR _is_one_of(recipient_slice, $recipient_domain))
            AND ($any_server OR in_servers) AS is_comparable
    FROM scope_cells
),
bounds AS (
    SELECT 'last_good' AS bound, max(last_trial) AS trial_id
    FROM comparable
    WHERE stage = 'before' AND NOT failed AND is_attributed AND is_comparable
    UNION ALL
    SELECT 'last_informative_good', max(last_trial)
    FROM comparable
    WHERE stage = 'before' AND proves AND is_attributed AND is_comparable
    UNION ALL
    SELECT 'first_bad', $first_bad
    UNION ALL
    SELECT 'last_bad', max(last_trial)
    FROM comparable
    WHERE stage = 'during' AND failed AND in_slice
    UNION ALL
    SELECT 'first_good', min(first_trial)
    FROM comparable
    -- Other senders' mail may have passed all along: their success ends nothing.
    WHERE $is_recovered AND stage = 'after' AND proves AND in_servers AND is_concerned AND (is_comparable OR $is_recovered_beside)
)
SELECT b.bound, t.trial_id, t.decided_at, t.place, t.part_id, t.session_number, t.message_index
FROM bounds AS b
JOIN _numbered AS t USING (trial_id);

DELETE FROM _pieces;
INSERT INTO _pieces SELECT DISTINCT 0, unit FROM _part_units WHERE part_id IN (SELECT part_id FROM _bounds);
