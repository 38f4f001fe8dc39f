-- One series, run-length encoded without loss for every slice: runs of equal outcomes, each split by attribute tuple.
-- Grain: one run and cell.
-- Parameters: $group_id.
-- Columns: run_index, failed, cell, trials, first_trial, last_trial, first_micros, last_micros.
WITH series AS (
    SELECT trial_id, failed, decided_at, cell
    FROM trials AS t
    JOIN series_cells AS c
        ON c.server IS NOT DISTINCT FROM t.server AND c.connector IS NOT DISTINCT FROM t.connector_id
        AND c.certificate IS NOT DISTINCT FROM t.sent_certificate_thumbprint
        AND c.public_address IS NOT DISTINCT FROM t.public_address AND c.starttls IS NOT DISTINCT FROM t.starttls
        AND c.tls_protocol IS NOT DISTINCT FROM t.tls_protocol AND c.local_address IS NOT DISTINCT FROM t.local_address
        AND c.sender_domain IS NOT DISTINCT FROM t.sender_slice AND c.recipient_domain IS NOT DISTINCT FROM t.recipient_slice
    WHERE group_id = $group_id AND NOT is_retry AND is_informative
),
changes AS (
    SELECT *, CASE WHEN failed IS DISTINCT FROM lag(failed) OVER (ORDER BY trial_id) THEN 1 ELSE 0 END AS is_change
    FROM series
),
runs AS (
    SELECT *, CAST(sum(is_change) OVER (ORDER BY trial_id ROWS UNBOUNDED PRECEDING) - 1 AS INTEGER) AS run_index
    FROM changes
)
SELECT
    run_index, failed, cell,
    count(*) AS trials,
    min(trial_id) AS first_trial, max(trial_id) AS last_trial,
    epoch_us(min(decided_at)) AS first_micros, epoch_us(max(decided_at)) AS last_micros
FROM runs
GROUP BY run_index, failed, cell
ORDER BY run_index, first_trial;
