-- The attribute tuples that occur, numbered.
-- Grain: series_cells one tuple; _cell_numbers one place, sender and recipient domain.
-- Columns: cell, then the slice attributes in the order in which ties are decided.
CREATE OR REPLACE TEMP VIEW _cell_tuples AS
SELECT DISTINCT
    t.place, t.sender, t.recipient,
    p.server, p.connector_id AS connector, p.sent_certificate_thumbprint AS certificate, p.public_address, p.starttls, p.tls_protocol,
    p.local_address, coalesce(s.sender_slice, '') AS sender_domain, CASE WHEN t.recipient = 0 THEN '' ELSE r.domain END AS recipient_domain
FROM trial_counts AS t
JOIN places AS p USING (place)
LEFT JOIN senders AS s USING (sender)
LEFT JOIN refused_domains AS r USING (recipient);

CREATE OR REPLACE TEMP TABLE series_cells AS
SELECT
    row_number() OVER (ORDER BY server, connector, certificate, public_address, starttls, tls_protocol, local_address, sender_domain, recipient_domain) - 1 AS cell,
    *
FROM (SELECT DISTINCT * EXCLUDE (place, sender, recipient) FROM _cell_tuples);

-- Both as one number, which is looked up faster than two, and is none without a sender.
CREATE OR REPLACE TEMP MACRO _place_and_sender(place, sender) AS CAST(place AS BIGINT) * 4294967296 + coalesce(sender, 0);

CREATE OR REPLACE TEMP TABLE _cell_numbers AS
SELECT _place_and_sender(t.place, t.sender) AS place_and_sender, t.recipient, c.cell, p.group_id
FROM _cell_tuples AS t
JOIN places AS p USING (place)
JOIN series_cells AS c
    ON c.server IS NOT DISTINCT FROM t.server AND c.connector IS NOT DISTINCT FROM t.connector
    AND c.certificate IS NOT DISTINCT FROM t.certificate AND c.public_address IS NOT DISTINCT FROM t.public_address
    AND c.starttls IS NOT DISTINCT FROM t.starttls AND c.tls_protocol IS NOT DISTINCT FROM t.tls_protocol
    AND c.local_address IS NOT DISTINCT FROM t.local_address AND c.sender_domain IS NOT DISTINCT FROM t.sender_domain
    AND c.recipient_domain IS NOT DISTINCT FROM t.recipient_domain;
