-- Every message of every session: the unit that is attributed.
-- Grain: one MAIL FROM.
-- Columns: accepted_domains and failed_domains (recipient domains accepted, and refused for lack of attribution), attribution_family (NULL unless a family A reply failed it), decided_at of the deciding reply.
CREATE OR REPLACE TEMP VIEW messages AS
SELECT
    m.server, m.service, m.session_id, m.message_index, m.internet_message_id, m.sender, m.sender_domain, m.recipient_count,
    m.accepted_count, CASE WHEN m.accepted_domains IS NULL THEN CAST([] AS VARCHAR[]) ELSE string_split(m.accepted_domains, ' ') END AS accepted_domains,
    CASE WHEN m.failed_domains IS NULL THEN CAST([] AS VARCHAR[]) ELSE string_split(m.failed_domains, ' ') END AS failed_domains,
    m.attribution_family, m.decided_at, p.file_id, m.line_number, m.session_split
FROM _messages AS m
JOIN _part_files AS p ON p.part_id = m.part_id AND p.file_number = m.file_number;
