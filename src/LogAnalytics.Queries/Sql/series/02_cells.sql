-- The attribute tuples that occur, numbered.
-- Grain: one tuple.
-- Columns: cell, then the slice attributes in the order in which ties are decided.
CREATE OR REPLACE TEMP TABLE series_cells AS
SELECT
    row_number() OVER (ORDER BY server, connector, certificate, public_address, starttls, tls_protocol, local_address, sender_domain, recipient_domain) - 1 AS cell,
    *
FROM (
    SELECT DISTINCT
        server, connector_id AS connector, sent_certificate_thumbprint AS certificate, public_address, starttls, tls_protocol,
        local_address, sender_slice AS sender_domain, recipient_slice AS recipient_domain
    FROM trials
);
