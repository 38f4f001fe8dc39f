-- The attribute tuples in the order of their numbers.
-- Grain: one tuple.
-- Columns: the slice attributes.
SELECT server, connector, certificate, public_address, starttls, tls_protocol, local_address, sender_domain, recipient_domain
FROM series_cells
ORDER BY cell;
