-- Where relay attempts are made: the kinds of sessions with the service whose messages are trials, and what they have in common.
-- Grain: _relay_kinds and kind_places one kind of session of a part; places one tuple of attributes.
-- Columns of places: place (number), attributes (their hash: 64 bits tell tuples apart), group_id (identity of the series: stable keys
--   only), is_attributed (the session's outcome is attributed), then attributes.
-- Columns of kind_places: part_id, kind_number, place, part_order (parts by server, service and day; of one day as the ids of their
--   sessions go).
-- Of a server with a front-end proxy the FrontEnd log is the authority, see views/relevance.
CREATE OR REPLACE TEMP TABLE _relay_kinds AS
WITH relay AS (
    SELECT
        k.* EXCLUDE (remote_family, remote_evidence), r.remote_family, r.starttls, k.outcome = 'attributed' AS is_attributed
    FROM _kinds AS k
    JOIN _kind_relevance AS r USING (part_id, kind_number)
    WHERE r.remote_family = 'exchange_online' AND r.relay_role IN ('relay', 'unknown') AND trying_sessions > 0
        AND NOT (service = 'Hub' AND remote_port = 717 AND server IN (SELECT server FROM _proxied_servers))
)
SELECT
    part_id, kind_number, part_number, date, server, service, is_attributed, remote_family, connector_id, remote_endpoint, sent_certificate_thumbprint,
    public_address, local_address, remote_address, tls_protocol, banner_masked, starttls,
    hash(server, service, is_attributed, remote_family, connector_id, remote_endpoint, sent_certificate_thumbprint, public_address,
        local_address, remote_address, tls_protocol, banner_masked, starttls) AS attributes
FROM relay;

CREATE OR REPLACE TEMP TABLE places AS
SELECT
    CAST(row_number() OVER (ORDER BY server, service, attributes) AS INTEGER) AS place,
    remote_family || '/relay' AS group_id,
    *
FROM (
    -- Equal in all of them, so any will do.
    SELECT
        attributes, any_value(server) AS server, any_value(service) AS service, any_value(is_attributed) AS is_attributed,
        any_value(remote_family) AS remote_family, any_value(connector_id) AS connector_id, any_value(remote_endpoint) AS remote_endpoint,
        any_value(sent_certificate_thumbprint) AS sent_certificate_thumbprint, any_value(public_address) AS public_address,
        any_value(local_address) AS local_address, any_value(remote_address) AS remote_address, any_value(tls_protocol) AS tls_protocol,
        any_value(banner_masked) AS banner_masked, any_value(starttls) AS starttls
    FROM _relay_kinds
    GROUP BY attributes
);

CREATE OR REPLACE TEMP TABLE kind_places AS
SELECT
    k.part_id, k.kind_number, p.place,
    CAST(dense_rank() OVER (ORDER BY k.server, k.service, k.date, k.part_number, k.part_id) AS INTEGER) AS part_order
FROM _relay_kinds AS k
JOIN places AS p USING (attributes);
