-- The names that a lake holds: those that redaction cannot tell by their form, or all.
-- Grain: one kind and value.
-- Parameters: $all (TRUE: plain mailboxes, hosts and addresses too, which redaction tells by their form).
-- Columns: kind (host, address, mailbox, connector, distinguished_name, thumbprint, serial, path), value.
WITH senders AS (
    SELECT DISTINCT sender AS mailbox, sender_domain AS domain, internet_message_id AS message_id
    FROM _messages
),
recipients_seen AS (
    SELECT DISTINCT recipient AS mailbox, recipient_domain AS domain
    FROM _recipients
),
hosts AS (
    SELECT server AS value, FALSE AS may_be_plain FROM _files
    UNION
    SELECT server, FALSE FROM _sessions
    UNION
    SELECT unnest([remote_host, helo_name]), TRUE FROM _sessions
    UNION
    SELECT unnest(string_split(coalesce(sent_certificate_names, '') || ';' || coalesce(remote_certificate_names, ''), ';')), TRUE FROM _sessions
    UNION
    SELECT domain, TRUE FROM senders
    UNION
    SELECT domain, TRUE FROM recipients_seen
),
mailboxes AS (
    SELECT mailbox AS value FROM senders
    UNION
    SELECT mailbox FROM recipients_seen
    UNION
    -- As a row has it between its brackets.
    SELECT regexp_replace(message_id, '^<(.*)>$', '\1') FROM senders
),
certificates_seen AS (
    SELECT DISTINCT
        unnest([sent_certificate_thumbprint, remote_certificate_thumbprint]) AS thumbprint,
        unnest([sent_certificate_subject, remote_certificate_subject]) AS subject,
        unnest([sent_certificate_issuer, remote_certificate_issuer]) AS issuer,
        unnest([sent_certificate_serial, remote_certificate_serial]) AS serial
    FROM _sessions
),
paths AS (
    SELECT path FROM _files
    UNION
    SELECT unnest([path, next_path]) FROM _file_versions
),
found AS (
    SELECT 1 AS ordinal, 'host' AS kind, value
    FROM hosts
    -- Plain: labels of a host and a last one that is no file's ending.
    WHERE $all OR NOT may_be_plain OR value NOT SIMILAR TO '([*][.])?([A-Za-z0-9_][A-Za-z0-9_-]*[.])+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]'
        OR regexp_matches(value, '[.](log|gz|zip|csv|json|xml|tsv|md|html|txt)$', 'i')
    UNION ALL
    SELECT 2, 'connector', connector_id
    FROM (SELECT DISTINCT connector_id FROM _sessions)
    UNION ALL
    SELECT 3, 'address', value
    FROM (SELECT DISTINCT unnest([local_address, remote_address, public_address]) AS value FROM _sessions)
    WHERE $all OR value NOT SIMILAR TO '[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*'
    UNION ALL
    SELECT 4, 'thumbprint', thumbprint
    FROM certificates_seen
    UNION ALL
    SELECT 5, 'serial', serial
    FROM certificates_seen
    UNION ALL
    SELECT 6, 'distinguished_name', unnest([subject, issuer])
    FROM certificates_seen
    UNION ALL
    SELECT 7, 'mailbox', value
    FROM mailboxes
    WHERE $all OR value NOT SIMILAR TO '[A-Za-z0-9_.+=~&!#%^?*/{}|$-]+@[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*'
    UNION ALL
    SELECT 8, 'path', unnest(string_split(path, '/'))
    FROM paths
    WHERE $all
)
SELECT DISTINCT ordinal, kind, value
FROM found
WHERE value IS NOT NULL AND value NOT IN ('', '<>')
-- What two kinds share is the first of them.
ORDER BY ordinal, value;
